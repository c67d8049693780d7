#pragma once
// Passwords at the edge: new ones have to pass the rules, and verification takes as
// long for an account that doesn't exist, or has no password, as for one that has.

#include <optional>

#include "effect/effects.h"
#include "json/faults.h"
#include "people/password_rules.h"

namespace arris::people {

// No password has this hash.
inline constexpr std::string_view nobodys_phc =
    "$argon2id$v=19$m=19456,t=2,p=1$YXJyaXMtZHVtbXktc2FsdA$"
    "eXKdZ6gmfbkWw2PyxeYvwAAtehZMa5q4fctNCvy99cs";

// The answer counts only when there is a hash.
inline auto verify(std::string_view password, std::optional<std::string_view> phc) {
  return effect::verify_password(password, phc.value_or(nobodys_phc));
}

// Names the flaw of a new password, which is the member `member` of its shape.
inline void find_flaw(json::Faults& faults, std::string_view member, std::string_view password,
                      std::string_view email, std::string_view name) {
  const auto flaw = password_flaw(password, email, name);
  if (flaw != PasswordFlaw::none) faults.add_at(member, code_of(flaw), detail_of(flaw));
}

// Likewise at `pointer`, for what is known only later: whose it is.
inline Status check_new_password(std::string_view pointer, std::string_view password,
                                 std::string_view email, std::string_view name) {
  const auto flaw = password_flaw(password, email, name);
  if (flaw == PasswordFlaw::none) return success();
  return invalid(pointer, code_of(flaw), detail_of(flaw));
}

}  // namespace arris::people
