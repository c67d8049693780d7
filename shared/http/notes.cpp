#include "http/notes.h"

#include "http/caller_key.h"
#include "http/common.h"
#include "http/preflight.h"

namespace arris::http {
namespace {

// The write's place; nothing where nothing is written.
std::optional<std::size_t> put_first(const RequestState& state, const storage::Batch& batch,
                                     std::vector<effect::Effect>& effects) {
  for (std::size_t i = 0; i < effects.size(); ++i) {
    auto* sql = std::get_if<effect::Sql>(&effects[i].payload);
    if (!sql || sql->mode != effect::Mode::write) continue;
    auto statements = storage::Database(state.statements).write(batch).sql.statements;
    sql->statements.insert(sql->statements.begin(), std::make_move_iterator(statements.begin()),
                           std::make_move_iterator(statements.end()));
    return i;
  }
  return std::nullopt;
}

bool failed(std::span<const effect::EffectResult> results, std::size_t from_end) {
  return from_end != 0 && from_end <= results.size() &&
         std::holds_alternative<effect::Failed>(results[results.size() - from_end]);
}

}  // namespace

storage::Batch presence(const RequestState& state) {
  storage::Batch batch;
  batch.add(note_activity(state.who.org, state.who.user, state.now_ms));
  return batch;
}

void Notes::claim(const RequestState& state, const IdempotencyKey& key,
                  std::vector<effect::Effect>& effects) {
  storage::Batch batch;
  http::claim(batch, state, key);
  const auto place = put_first(state, batch, effects);
  if (!place) return;
  claim_ = Claim::asked;
  claimed_by_ = *place;
}

bool Notes::claim_refused(std::span<const effect::EffectResult> results) {
  if (claim_ != Claim::asked || claimed_by_ >= results.size()) return false;
  const auto* failed = std::get_if<effect::Failed>(&results[claimed_by_]);
  claim_ = failed ? Claim::none : Claim::held;
  return failed && failed->failure == effect::Failure::raised &&
         failed->message == text_of(Code::already_running);
}

void Notes::note_presence(const RequestState& state, std::vector<effect::Effect>& effects) {
  const auto place = put_first(state, presence(state), effects);
  if (!place) return;
  presence_ = Presence::noted;
  presence_from_end_ = effects.size() - *place;
}

void Notes::count_use(RequestState& state, const Route& route,
                      std::vector<effect::Effect>& effects) {
  if (route.method == Method::GET || !state.writes) return count_read(state, route, effects);
  count_write(state, effects);
}

void Notes::count_write(RequestState& state, std::vector<effect::Effect>& effects) {
  storage::Batch batch;
  batch.add(count_uses(state, 1));
  const auto place = put_first(state, batch, effects);
  if (!place) return;
  state.key.counted = true;
  use_from_end_ = effects.size() - *place;
}

void Notes::count_read(RequestState& state, const Route& route,
                       std::vector<effect::Effect>& effects) {
  state.key.counted = true;
  const bool sampled = static_cast<std::uint8_t>(state.entropy.back()) % reads_per_count == 0;
  if (!sampled && !state.key.met_anew) return;
  storage::Batch batch;
  batch.add(authorization(state, route));
  batch.add(count_uses(state, state.key.met_anew ? 1 : reads_per_count));
  effects.push_back({effect::Sql{effect::Mode::write, {}}});
  put_first(state, batch, effects);
  counts_beside_ = true;
}

void Notes::settle(RequestState& state, std::span<const effect::EffectResult>& results) {
  take_back(state, results);
  if (std::exchange(counts_beside_, false) && !results.empty())
    results = results.first(results.size() - 1);
}

void Notes::take_back(RequestState& state, std::span<const effect::EffectResult> results) {
  if (failed(results, std::exchange(presence_from_end_, 0))) presence_ = Presence::due;
  if (failed(results, std::exchange(use_from_end_, 0))) state.key.counted = false;
}

}  // namespace arris::http
