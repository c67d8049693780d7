#include "auth/shapes.h"

#include "people/passwords.h"

namespace arris::auth {

void find_faults(const SetUp& body, json::Faults& faults) {
  find_flaw(faults, "password", body.password.text, body.email.text, body.name.text);
}

void find_faults(const SignUp& body, json::Faults& faults) {
  if (body.password)
    find_flaw(faults, "password", body.password->text, body.email.text, body.name.text);
}

void find_faults(const Redeem& body, json::Faults& faults) {
  if (!body.token && !(body.email && body.code))
    faults.add("required", "must hold a token, or an email and a code");
}

void find_faults(const PasswordChange& body, json::Faults& faults) {
  find_flaw(faults, "new_password", body.new_password.text, {}, {});
}

void find_faults(const PasswordReset& body, json::Faults& faults) {
  find_flaw(faults, "password", body.password.text, {}, {});
}

}  // namespace arris::auth
