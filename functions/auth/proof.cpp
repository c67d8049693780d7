#include "auth/proof.h"

#include "auth/attempts.h"
#include "auth/email_queries.h"
#include "people/passwords.h"

namespace arris::auth {
namespace {

Task<Nothing> check_password(std::optional<std::string_view> password, std::string_view phc) {
  if (!password) co_await Status(invalid("#/current_password", "required", "is required"));
  const auto verified = co_await verify(*password, phc);
  // Not 401: the session is good, and a client that renewed it and asked again would guess twice.
  if (verified.ok == 0)
    co_await Status(invalid("#/current_password", "wrong", "is not your password"));
  co_return Nothing{};
}

}  // namespace

std::string_view own_subject(Context context) {
  return context.keep("user:" + std::string(context.who().user.text));
}

Task<Person> prove_anew(Context context, json::Maybe<Password> current_password) {
  auto proved = co_await prove_anew(context, current_password, {});
  co_return std::move(proved.person);
}

Task<Proved> prove_anew(Context context, json::Maybe<Password> current_password,
                        storage::Batch also) {
  const auto who = context.who();
  storage::Batch reads;
  reads.add(find_person_by_id(who.user)).add(find_sign_in(who.session));
  reads.append(std::move(also));
  auto rows = co_await reserve_and_read(context, own_subject(context), std::move(reads));
  const auto person = co_await first_of<Person>(rows[0]);
  const auto sign_in = co_await first_of<SignIn>(rows[1]);
  if (!person || !sign_in) co_await refused(Code::session_ended);
  std::optional<std::string_view> password;
  if (current_password) password = current_password->text;
  if (person->password_phc)
    co_await check_password(password, *person->password_phc);
  else if (sign_in->created_at_ms <= context.now_ms() - fresh_sign_in_ms)
    co_await Status(
        Error{Code::sign_in_again,
              "Sign out, sign in again and do this at once: it proves that the account is yours"});
  rows.erase(rows.begin(), rows.begin() + 2);
  co_return Proved{*person, std::move(rows)};
}

}  // namespace arris::auth
