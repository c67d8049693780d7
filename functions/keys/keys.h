#pragma once
// keys - holds the secrets of providers, and issues the keys by which programs come in.
//
// (1) A secret that we hold is stored sealed and never shown again. Its own key is sealed under a key of its org, that
// one under the root, which the host keeps; each seal is bound to the row that it belongs to, and the innermost to the
// origin that the secret may be sent to. Only the host opens it, into a header of a call to that origin.
// (2) Of a key that we issue only its SHA-256 is stored; its text is in one answer.
// (3) Replacing either leaves the old one good for an overlap that the caller chooses.
// Owns: vault_keys, vault_versions, org_keks, access_keys, key_usage_days. Reads: sessions, memberships.

#include "http/function.h"

namespace arris::keys {

extern const http::Function function;

}  // namespace arris::keys
