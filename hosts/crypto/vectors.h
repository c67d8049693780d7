#pragma once
// The answers that every host must give for one fixed root key, as the text of
// hosts/vectors/crypto.json.

#include <string>

namespace arris::crypto {

std::string make_vectors();

}  // namespace arris::crypto
