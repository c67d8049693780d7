#include "wasmtime/outbox.h"

#include <future>

namespace arris::wasmtime {
namespace {

using effect::Value;

constexpr std::int64_t messages_kept_ms = 7ll * 24 * 3'600'000;
constexpr std::int64_t answers_kept_ms = 24ll * 3'600'000;  // as http/idempotency.h reads them
constexpr std::int64_t answers_at_once = 1000;
constexpr int answer_pieces_max = 100;

std::string text(const Value& value) {
  const auto* found = std::get_if<std::string_view>(&value);
  return found ? std::string(*found) : std::string();
}

std::int64_t number(const Value& value) {
  const auto* found = std::get_if<std::int64_t>(&value);
  return found ? *found : 0;
}

Delivery delivery_of(std::span<const Value> row) {
  return {.org = text(row[0]),
          .id = text(row[1]),
          .function = text(row[2]),
          .topic = text(row[4]),
          .payload = text(row[5]),
          .attempt = static_cast<std::uint32_t>(number(row[3])),
          .created_at_ms = number(row[6])};
}

effect::Sql sql_of(effect::Mode mode, OutboxStatement statement, std::vector<Value> parameters) {
  return {mode, {{static_cast<std::uint16_t>(statement), std::move(parameters)}}};
}

}  // namespace

Result<effect::Rows> Outbox::write(OutboxStatement statement, std::vector<Value> parameters) {
  std::promise<effects::Answer> answered;
  database_.write(outbox_statements(),
                  sql_of(effect::Mode::write, statement, std::move(parameters)),
                  [&](effects::Answer answer) { answered.set_value(std::move(answer)); });
  auto answer = answered.get_future().get();
  answer_ = std::move(answer.bytes);
  if (answer.failure != effect::Failure::none) return internal(answer_);
  auto decoded = effect::decode_answer<effect::SqlAnswer>(answer_);
  if (!decoded) return internal("the outbox answered with what is no answer");
  return std::move(decoded->statements[0]);
}

Status Outbox::subscribe(std::string_view listeners, std::int64_t now_ms) {
  for (const auto& [statement, parameter] :
       {std::pair{OutboxStatement::forget_subscribers, Value(listeners)},
        std::pair{OutboxStatement::add_subscribers, Value(listeners)},
        std::pair{OutboxStatement::wake_all, Value(now_ms)}}) {
    if (auto written = write(statement, {parameter}); !written) return std::move(written.error());
  }
  return success();
}

Result<std::int64_t> Outbox::add_job(std::string_view function, std::string_view name,
                                     std::int64_t now_ms) {
  auto rows = write(OutboxStatement::add_job, {function, name, now_ms});
  if (!rows) return std::move(rows.error());
  return number(rows->values[0]);
}

void Outbox::note_job(std::string_view function, std::string_view name, std::int64_t due_at_ms) {
  (void)write(OutboxStatement::note_job, {function, name, due_at_ms});
}

std::optional<std::int64_t> Outbox::next_due_at_ms() {
  const auto answer = database_.read(*outbox_statements(),
                                     sql_of(effect::Mode::read, OutboxStatement::next_due, {}));
  const auto decoded = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
  if (answer.failure != effect::Failure::none || !decoded) return std::nullopt;
  const auto at_ms = number(decoded->statements[0].values[0]);
  return at_ms != 0 ? std::optional(at_ms) : std::nullopt;
}

std::vector<Delivery> Outbox::claim(std::int64_t now_ms, std::int64_t lease_until_ms,
                                    std::size_t room, std::string_view without_topics) {
  std::vector<Delivery> claimed;
  const auto rows =
      write(OutboxStatement::claim,
            {now_ms, lease_until_ms, static_cast<std::int64_t>(room), without_topics});
  for (std::size_t i = 0; rows && i < rows->count; ++i)
    claimed.push_back(delivery_of(rows->row(i)));
  return claimed;
}

void Outbox::fail(const Delivery& delivery, std::optional<std::int64_t> next_at_ms,
                  std::string_view why) {
  const auto next = next_at_ms ? Value(*next_at_ms) : Value(effect::Null{});
  (void)write(OutboxStatement::fail, {std::string_view(delivery.org), std::string_view(delivery.id),
                                      std::string_view(delivery.function), next, why});
}

void Outbox::remove_old(std::int64_t now_ms) {
  (void)write(OutboxStatement::remove_old, {now_ms - messages_kept_ms});
  remove_answers(now_ms - answers_kept_ms);
}

// In pieces, so that no request waits for long; what is left is due the next time.
void Outbox::remove_answers(std::int64_t before_ms) {
  for (int i = 0; i < answer_pieces_max; ++i) {
    const auto rows = write(OutboxStatement::remove_answers, {before_ms, answers_at_once});
    if (!rows || rows->changes < answers_at_once) return;
  }
}

}  // namespace arris::wasmtime
