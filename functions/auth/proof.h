#pragma once
// Who is signed in proves once more that the account is theirs, before what a stolen session must not do.

#include "auth/subject.h"

namespace arris::auth {

// How long ago a session may have begun that proves it by itself, where there is no password.
inline constexpr std::int64_t fresh_sign_in_ms = 10 * 60'000;

struct Proved {
  Person person;
  std::vector<effect::Rows> rows;  // of what was read along
};

// The caller; ends the request unless the password is theirs. Each call counts as a guess at it.
Task<Person> prove_anew(Context context, json::Maybe<Password> current_password);
// The same, with what else is to be known, in one round trip.
Task<Proved> prove_anew(Context context, json::Maybe<Password> current_password,
                        storage::Batch reads);

// Under which those guesses are counted.
std::string_view own_subject(Context context);

}  // namespace arris::auth
