// Set-up and sign-in by password.

#include "auth/attempts.h"
#include "auth/handlers.h"
#include "core/text.h"
#include "people/passwords.h"

namespace arris::auth {
namespace {

constexpr std::string_view setup_key = "setup";

std::optional<std::string> bytes_of_hex(std::string_view hex) {
  std::string bytes;
  if (hex.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const auto byte = percent_decode("%" + std::string(hex.substr(i, 2)));
    if (!byte || byte->size() != 1) return std::nullopt;
    bytes += *byte;
  }
  return bytes;
}

}  // namespace

Task<Reply<IssuedSession>> set_up(BodyCall<SetUp> call) {
  const Context context = call.context;
  co_await own_site(context);
  const auto token = bytes_of_hex(call.body.token.text);
  if (!token || token->size() != 32) co_await refused(Code::invalid_token);
  const auto checked = co_await effect::check_mac(setup_key, setup_key, *token);
  if (checked.ok == 0) co_await refused(Code::invalid_token);
  const auto hashed = co_await effect::hash_password(call.body.password.text);
  storage::Batch batch;
  batch.add(require_no_owner()).on_conflict("users.email", Code::conflict);
  const auto subject = add_founder(context, call.body.email.text, call.body.name.text, hashed.text,
                                   call.body.org_name.text, batch);
  const auto transport = call.body.token_transport.value_or(TokenTransport::cookie);
  co_return co_await start_session(context, subject, transport, std::move(batch));
}

Task<Reply<IssuedSession>> log_in(BodyCall<LogIn> call) {
  const Context context = call.context;
  co_await own_site(context);
  const auto account = account_subject(context, call.body.email.text);
  storage::Batch reads;
  reads.add(find_person(call.body.email.text));
  const auto rows = co_await reserve_and_read(context, account, std::move(reads));
  const auto person = co_await first_of<Person>(rows[0]);
  const auto known = person ? person->password_phc : std::nullopt;
  const auto verified = co_await verify(call.body.password.text, known);
  if (!known || verified.ok == 0) co_await refused(Code::invalid_credentials);
  const auto subject = co_await subject_of(*person);
  storage::Batch batch;
  batch.add(forget(context, account));
  if (verified.stale != 0) {
    const auto fresh = co_await effect::hash_password(call.body.password.text);
    batch.add(rehash_password(subject.user.id, *known, fresh.text));
  }
  const auto transport = call.body.token_transport.value_or(TokenTransport::cookie);
  co_return co_await start_session(context, subject, transport, std::move(batch));
}

}  // namespace arris::auth
