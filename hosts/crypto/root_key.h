#pragma once
// The one secret that a person must keep: 32 bytes from which every other key is derived. It comes
// from the environment or from DIRECTORY/root.key, which the first start creates for its owner
// alone.
//
// (1) DIRECTORY/root.check holds the root's check value. A start with another root is refused,
// because every
//     password, session and sealed value of the data would be unreadable under it.
// (2) A root.check without a root is a lost key: it is reported, never papered over with a new one.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "crypto/secret.h"

namespace arris::crypto {

class RootKey {
 public:
  // `hex` is the value of ARRIS_ROOT_KEY when it is set; it wins over the file. The error's cause
  // tells the operator what to do. REQUIRES: the directory exists.
  static Result<RootKey> load(const std::filesystem::path& directory,
                              std::optional<std::string_view> hex);
  // 64 hexadecimal digits.
  static Result<RootKey> from_hex(std::string_view hex);

  // HKDF-SHA256 with the info "arris/v1/KIND/NAME". KIND is hmac, ed25519 or aead.
  // WARNING: what is stored was made with these keys; the derivation never changes.
  Secret derive(std::string_view kind, std::string_view name) const;
  // 32 hexadecimal digits that tell two roots apart and say nothing about either.
  std::string check_value() const;

 private:
  Secret secret_;
};

}  // namespace arris::crypto
