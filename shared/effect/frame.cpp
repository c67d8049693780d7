#include "effect/frame.h"

namespace arris::effect {
template <class Io>
void fields(Io& io, Header& v) {
  io(v.name, v.value);
}
template <class Io>
void fields(Io& io, RequestEvent& v) {
  io(v.method, v.path, v.query, v.headers, v.body);
}
template <class Io>
void fields(Io& io, CronEvent& v) {
  io(v.schedule, v.scheduled_at_ms);
}
template <class Io>
void fields(Io& io, MessageEvent& v) {
  io(v.id, v.topic, v.org_id, v.payload, v.attempt, v.created_at_ms, v.base_url);
}
template <class Io>
void fields(Io&, Null&) {}
template <class Io>
void fields(Io& io, Statement& v) {
  io(v.query, v.parameters);
}
template <class Io>
void fields(Io& io, Sql& v) {
  io(v.mode, v.statements);
}
template <class Io>
void fields(Io& io, Link& v) {
  io(v.sealed, v.associated);
}
template <class Io>
void fields(Io& io, Credential& v) {
  io(v.header, v.prefix, v.key, v.chain, v.sealed, v.associated);
}
template <class Io>
void fields(Io& io, Fetch& v) {
  io(v.method, v.url, v.headers, v.body, v.timeout_ms, v.mode, v.credential);
}
template <class Io>
void fields(Io& io, Digest& v) {
  io(v.data);
}
template <class Io>
void fields(Io& io, Mac& v) {
  io(v.key, v.data);
}
template <class Io>
void fields(Io& io, MacCheck& v) {
  io(v.key, v.data, v.mac);
}
template <class Io>
void fields(Io& io, Sign& v) {
  io(v.key, v.data);
}
template <class Io>
void fields(Io& io, Verify& v) {
  io(v.key, v.kid, v.data, v.signature);
}
template <class Io>
void fields(Io& io, Seal& v) {
  io(v.key, v.data, v.associated);
}
template <class Io>
void fields(Io& io, Open& v) {
  io(v.key, v.sealed, v.associated);
}
template <class Io>
void fields(Io& io, PublicKeys& v) {
  io(v.key);
}
template <class Io>
void fields(Io& io, NewKey& v) {
  io(v.key, v.associated);
}
template <class Io>
void fields(Io& io, Store& v) {
  io(v.key, v.chain, v.key_associated, v.data, v.associated);
}
template <class Io>
void fields(Io& io, Rewrap& v) {
  io(v.key, v.from, v.sealed, v.associated, v.to);
}
template <class Io>
void fields(Io& io, RootId& v) {
  io(v.key);
}
template <class Io>
void fields(Io& io, MacDerived& v) {
  io(v.key, v.from, v.data);
}
template <class Io>
void fields(Io& io, PasswordHash& v) {
  io(v.password);
}
template <class Io>
void fields(Io& io, PasswordVerify& v) {
  io(v.password, v.phc);
}
template <class Io>
void fields(Io& io, Mail& v) {
  io(v.to, v.subject, v.text, v.unsubscribe_url);
}
template <class Io>
void fields(Io& io, Publish& v) {
  io(v.channel, v.event, v.id, v.data);
}
template <class Io>
void fields(Io& io, Limit& v) {
  io(v.bucket, v.capacity, v.window_ms, v.cost);
}
template <class Io>
void fields(Io& io, Cache& v) {
  io(v.operation, v.key, v.data, v.ttl_ms);
}
template <class Io>
void fields(Io& io, ReadStream& v) {
  io(v.handle);
}
template <class Io>
void fields(Io& io, Wait& v) {
  io(v.ms);
}
template <class Io>
void fields(Io& io, Log& v) {
  io(v.level, v.message, v.fields);
}
template <class Io>
void fields(Io& io, Head& v) {
  io(v.status, v.route, v.headers);
}
template <class Io>
void fields(Io& io, Subscription& v) {
  io(v.channels, v.last_event_id, v.check);
}
template <class Io>
void fields(Io& io, Failed& v) {
  io(v.failure, v.statement, v.message);
}
template <class Io>
void fields(Io& io, SqlAnswer& v) {
  io(v.statements);
}
template <class Io>
void fields(Io& io, FetchAnswer& v) {
  io(v.status, v.headers, v.body, v.handle, v.duration_ms);
}
template <class Io>
void fields(Io& io, BytesAnswer& v) {
  io(v.data);
}
template <class Io>
void fields(Io& io, TextAnswer& v) {
  io(v.text);
}
template <class Io>
void fields(Io& io, SignAnswer& v) {
  io(v.kid, v.signature);
}
template <class Io>
void fields(Io& io, OkAnswer& v) {
  io(v.ok);
}
template <class Io>
void fields(Io& io, OpenAnswer& v) {
  io(v.ok, v.data);
}
template <class Io>
void fields(Io& io, NewKeyAnswer& v) {
  io(v.root_id, v.sealed);
}
template <class Io>
void fields(Io& io, StoreAnswer& v) {
  io(v.sealed_key, v.sealed);
}
template <class Io>
void fields(Io& io, RewrapAnswer& v) {
  io(v.ok, v.sealed);
}
template <class Io>
void fields(Io& io, PublicKey& v) {
  io(v.kid, v.key);
}
template <class Io>
void fields(Io& io, PublicKeysAnswer& v) {
  io(v.keys);
}
template <class Io>
void fields(Io& io, PasswordAnswer& v) {
  io(v.ok, v.stale);
}
template <class Io>
void fields(Io& io, LimitAnswer& v) {
  io(v.open, v.remaining, v.reset_ms);
}
template <class Io>
void fields(Io& io, CacheAnswer& v) {
  io(v.found, v.data);
}
template <class Io>
void fields(Io& io, ReadAnswer& v) {
  io(v.last, v.chunk);
}
template <class Io>
void fields(Io&, EmptyAnswer&) {}

template <class Io>
void fields(Io& io, Rows& v) {
  io(v.changes, v.columns, v.count, v.values);
}
template <class Io>
void fields(Io& io, Succeeded& v) {
  io(v.payload);
}
template <class Io>
void fields(Io&, Skipped&) {}
template <class Io>
void fields(Io& io, Effect& v) {
  io(v.gate, v.payload);
}
template <class Io>
void fields(Io& io, Event& v) {
  io(v.now_ms, v.entropy, v.request_id, v.client_address, v.trace_parent, v.detail);
}
template <class Io>
void fields(Io& io, Outcome& v) {
  io(v.task, v.done, v.logs, v.head, v.chunk, v.subscription, v.effects);
}
template <class Io>
void fields(Io& io, Results& v) {
  io(v.list);
}

namespace {

template <class Frame>
void encode_frame(std::string& out, const Frame& frame) {
  Writer writer(out);
  std::uint16_t version = abi_version;
  writer(version, const_cast<Frame&>(frame));
}

template <class Frame>
Result<Frame> decode_frame(std::string_view bytes, std::size_t limit_bytes) {
  if (bytes.size() > limit_bytes) return Error{Code::module_fault, {}, {}, "frame over its limit"};
  Reader reader(bytes);
  std::uint16_t version = 0;
  reader(version);
  if (version != abi_version)
    return Error{Code::module_fault, {}, {}, "frame of another version of the seam"};
  Frame frame;
  reader(frame);
  if (!reader.ok() || !reader.at_end()) return Error{Code::module_fault, {}, {}, "malformed frame"};
  return frame;
}

bool is_whole(const Rows& rows) {
  return rows.values.size() == std::size_t{rows.columns} * rows.count;
}

}  // namespace

void encode(std::string& out, const Event& event) { encode_frame(out, event); }
// What is long of an effect; the rest finds room beside it.
std::size_t long_bytes(const Payload& payload) {
  if (const auto* fetch = std::get_if<Fetch>(&payload)) return fetch->body.data.size();
  const auto* crypto = std::get_if<Crypto>(&payload);
  const auto* digest = crypto ? std::get_if<Digest>(crypto) : nullptr;
  return digest ? digest->data.data.size() : 0;
}

// Room at once, where growing would take twice as much again: a module gives nothing back.
void encode(std::string& out, const Outcome& outcome) {
  constexpr std::size_t long_min_bytes = 64u << 10, beside_bytes = 64u << 10;
  std::size_t wanted_bytes = outcome.chunk.data.size();
  for (const Effect& effect : outcome.effects) wanted_bytes += long_bytes(effect.payload);
  if (wanted_bytes >= long_min_bytes) out.reserve(out.size() + wanted_bytes + beside_bytes);
  encode_frame(out, outcome);
}
void encode(std::string& out, const Results& results) { encode_frame(out, results); }

Result<Event> decode_event(std::string_view frame) {
  return decode_frame<Event>(frame, frame_in_max_bytes);
}

Result<Outcome> decode_outcome(std::string_view frame) {
  auto outcome = decode_frame<Outcome>(frame, frame_out_max_bytes);
  if (outcome && outcome->effects.size() > effects_max)
    return Error{Code::module_fault, {}, {}, "too many effects in one frame"};
  return outcome;
}

Result<Results> decode_results(std::string_view frame) {
  return decode_frame<Results>(frame, frame_in_max_bytes);
}

template <class Answer>
void encode_answer(std::string& out, const Answer& answer) {
  Writer writer(out);
  writer(const_cast<Answer&>(answer));
}

template <class Answer>
std::optional<Answer> decode_answer(std::string_view payload) {
  Reader reader(payload);
  Answer answer;
  reader(answer);
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  if constexpr (std::is_same_v<Answer, SqlAnswer>) {
    for (const Rows& rows : answer.statements) {
      if (!is_whole(rows)) return std::nullopt;
    }
  }
  return answer;
}

bool ends_with(std::string_view sql_answer, const Value& last) {
  std::string bytes;
  Writer writer(bytes);
  writer(const_cast<Value&>(last));
  return sql_answer.ends_with(bytes);
}

#define ARRIS_ANSWER(type)                                      \
  template void encode_answer<type>(std::string&, const type&); \
  template std::optional<type> decode_answer<type>(std::string_view);
ARRIS_ANSWER(SqlAnswer)
ARRIS_ANSWER(FetchAnswer)
ARRIS_ANSWER(BytesAnswer)
ARRIS_ANSWER(TextAnswer)
ARRIS_ANSWER(SignAnswer)
ARRIS_ANSWER(OkAnswer)
ARRIS_ANSWER(OpenAnswer)
ARRIS_ANSWER(PublicKeysAnswer)
ARRIS_ANSWER(NewKeyAnswer)
ARRIS_ANSWER(StoreAnswer)
ARRIS_ANSWER(RewrapAnswer)
ARRIS_ANSWER(PasswordAnswer)
ARRIS_ANSWER(LimitAnswer)
ARRIS_ANSWER(CacheAnswer)
ARRIS_ANSWER(ReadAnswer)
ARRIS_ANSWER(EmptyAnswer)
#undef ARRIS_ANSWER

}  // namespace arris::effect
