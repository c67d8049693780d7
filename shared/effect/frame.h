#pragma once
// The frames that cross the seam, as values: events in, outcomes out, results in. The grammar and
// the limits are in hosts/ABI.md; the order of members and of variant alternatives below is the
// order on the wire: do not change it. Texts are views: into the decoded frame, or into whatever
// the writer of the frame keeps alive.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/result.h"
#include "effect/wire.h"

namespace arris::effect {

inline constexpr std::uint16_t abi_version = 1;
inline constexpr std::size_t frame_in_max_bytes = 24u << 20;
inline constexpr std::size_t frame_out_max_bytes = 16u << 20;
inline constexpr std::size_t effects_max = 64;
inline constexpr std::uint32_t steps_max = 1000;
inline constexpr std::uint16_t no_route = 65535;
inline constexpr std::uint16_t no_statement = 65535;

struct Header {
  std::string_view name;  // lower case
  std::string_view value;
};

struct RequestEvent {
  std::string_view method, path, query;
  std::vector<Header> headers;
  std::string_view body;
};
struct CronEvent {
  std::string_view schedule;
  std::int64_t scheduled_at_ms = 0;
};
struct MessageEvent {
  std::string_view id, topic, org_id;
  Bytes payload;
  std::uint32_t attempt = 0;  // 1 for the first
  std::int64_t created_at_ms = 0;
  std::string_view base_url{};  // where people reach the product; empty when the host does not know
};

struct Event {
  std::int64_t now_ms = 0;
  std::string_view entropy;  // 64 bytes
  std::string_view request_id, client_address, trace_parent;
  std::variant<RequestEvent, CronEvent, MessageEvent> detail;
};

// ---- effects

struct Null {};
// A text is a std::string_view, a blob is Bytes.
using Value = std::variant<Null, std::int64_t, double, std::string_view, Bytes>;
template <>
inline constexpr std::uint8_t first_tag<Value> = 0;

enum class Mode : std::uint8_t { read, write };
constexpr std::uint8_t last_of(Mode) { return 1; }

struct Statement {
  std::uint16_t query = 0;
  std::vector<Value> parameters;
};
struct Sql {
  Mode mode = Mode::read;
  std::vector<Statement> statements;
};

// `start`: what comes first of the body is enough, and the rest is not waited for. `check`: nothing is
// sent; the answer says whether it may be.
enum class FetchMode : std::uint8_t { whole, stream, start, check };
constexpr std::uint8_t last_of(FetchMode) { return 3; }

// A key sealed under the one before it; the first link lies under a named key.
struct Link {
  Bytes sealed, associated;
};
// A secret that the host opens, into a header of the call. `associated` lacks the origin of the URL:
// the host adds it, so the secret opens for the origin that it was sealed for and no other.
struct Credential {
  std::string_view header, prefix, key;
  std::vector<Link> chain;
  Bytes sealed, associated;
};

struct Fetch {
  std::string_view method, url;
  std::vector<Header> headers;
  Bytes body;
  std::uint32_t timeout_ms = 10'000;
  FetchMode mode = FetchMode::whole;
  std::optional<Credential> credential{};
};

struct Digest {
  Bytes data;
};
struct Mac {
  std::string_view key;
  Bytes data;
};
struct MacCheck {
  std::string_view key;
  Bytes data, mac;
};
struct Sign {
  std::string_view key;
  Bytes data;
};
struct Verify {
  std::string_view key, kid;
  Bytes data, signature;
};
struct Seal {
  std::string_view key;
  Bytes data, associated;
};
struct Open {
  std::string_view key;
  Bytes sealed, associated;
};
struct PublicKeys {
  std::string_view key;
};
// The operations of vaults: keys whose names begin with "vault", under which further keys and secrets
// lie. What is opened stays with the host.
struct NewKey {
  std::string_view key;
  Bytes associated;
};
struct Store {
  std::string_view key;
  std::vector<Link> chain;
  Bytes key_associated, data, associated;
};
struct Rewrap {
  std::string_view key;
  std::vector<Link> from;
  Bytes sealed, associated;
  std::vector<Link> to;
};
struct RootId {
  std::string_view key;
};
// The mac under a key that is itself a mac: of `from`, under the named key.
struct MacDerived {
  std::string_view key;
  Bytes from, data;
};
using Crypto = std::variant<Digest, Mac, MacCheck, Sign, Verify, Seal, Open, PublicKeys, NewKey,
                            Store, Rewrap, RootId, MacDerived>;

struct PasswordHash {
  Bytes password;
};
struct PasswordVerify {
  Bytes password;
  std::string_view phc;
};
using Password = std::variant<PasswordHash, PasswordVerify>;

struct Mail {
  std::string_view to, subject, text;
  std::string_view unsubscribe_url{};  // where its reader chooses to get no more of its kind
};
struct Publish {
  std::string_view channel, event, id;
  Bytes data;
};
// A bucket refills evenly: `capacity` per `window_ms`.
struct Limit {
  std::string_view bucket;
  std::uint32_t capacity = 0, window_ms = 0, cost = 1;
};

enum class CacheOperation : std::uint8_t { get = 1, put };
constexpr std::uint8_t last_of(CacheOperation) { return 2; }
struct Cache {
  CacheOperation operation = CacheOperation::get;
  std::string_view key;
  Bytes data;
  std::uint32_t ttl_ms = 0;
};
struct ReadStream {
  std::uint32_t handle = 0;
};

// The task rests; nothing else of it is held up on the host meanwhile.
struct Wait {
  std::uint32_t ms = 0;
};
inline constexpr std::uint32_t wait_max_ms = 30'000;

using Payload =
    std::variant<Sql, Fetch, Crypto, Password, Mail, Publish, Limit, Cache, ReadStream, Wait>;
template <>
inline constexpr std::uint8_t vacant_tag<Payload> = 5;
inline constexpr std::string_view effect_names[] = {
    "sql", "fetch", "crypto", "password", "mail", "publish", "limit", "cache", "fetch", "wait"};

enum class Gate : std::uint8_t { no, yes };
constexpr std::uint8_t last_of(Gate) { return 1; }

struct Effect {
  Payload payload;
  Gate gate = Gate::no;
};

// ---- outcomes

enum class LogLevel : std::uint8_t { debug, info, warning, error };
constexpr std::uint8_t last_of(LogLevel) { return 3; }

struct Log {
  LogLevel level = LogLevel::info;
  std::string_view message, fields;
};
struct Head {
  std::uint16_t status = 200;
  std::uint16_t route = no_route;
  std::vector<Header> headers;
};
struct Subscription {
  std::vector<std::string_view> channels;
  std::string_view last_event_id;
  // Reads that fail when the subscriber is no longer allowed; none when there is nothing to check.
  std::vector<Statement> check;
};

// `answered`: the answer ends with this frame, and the task goes on without its caller.
enum class Done : std::uint8_t { no, yes, answered };
constexpr std::uint8_t last_of(Done) { return 2; }

struct Outcome {
  std::uint32_t task = 0;
  Done done = Done::no;
  std::vector<Log> logs;
  std::optional<Head> head;
  Bytes chunk;
  std::optional<Subscription> subscription;
  std::vector<Effect> effects;
};

// ---- results

enum class Failure : std::uint8_t {
  none,
  unavailable,
  constraint,
  refused,
  timeout,
  invalid,
  raised,
  too_large,
  gone  // the caller has left in the middle of the answer
};
constexpr std::uint8_t last_of(Failure) { return 8; }

struct Succeeded {
  Bytes payload;
};
struct Failed {
  Failure failure = Failure::none;
  std::uint16_t statement = no_statement;
  std::string_view message;
};
struct Skipped {};
using EffectResult = std::variant<Succeeded, Failed, Skipped>;
template <>
inline constexpr std::uint8_t first_tag<EffectResult> = 0;

struct Results {
  std::vector<EffectResult> list;
};

// Payloads of results.
struct Rows {
  std::uint32_t changes = 0;
  std::uint16_t columns = 0;
  std::uint32_t count = 0;
  std::vector<Value> values;  // row after row

  std::span<const Value> row(std::size_t index) const {
    return std::span(values).subspan(index * columns, columns);
  }
};
struct SqlAnswer {
  std::vector<Rows> statements;
};
// Whether the last value of an encoded SqlAnswer is this one, without decoding what is before it.
bool ends_with(std::string_view sql_answer, const Value& last);

struct FetchAnswer {
  std::uint16_t status = 0;
  std::vector<Header> headers;
  Bytes body;
  std::uint32_t handle = 0;
  std::uint32_t duration_ms = 0;  // until this answer was complete
};
struct BytesAnswer {
  Bytes data;
};
struct TextAnswer {
  std::string_view text;
};
struct SignAnswer {
  std::string_view kid;
  Bytes signature;
};
struct OkAnswer {
  std::uint8_t ok = 0;
};
struct OpenAnswer {
  std::uint8_t ok = 0;
  Bytes data;
};
struct NewKeyAnswer {
  Bytes root_id, sealed;
};
struct StoreAnswer {
  Bytes sealed_key, sealed;
};
struct RewrapAnswer {
  std::uint8_t ok = 0;
  Bytes sealed;
};
struct PublicKey {
  std::string_view kid;
  Bytes key;
};
struct PublicKeysAnswer {
  std::vector<PublicKey> keys;
};
struct PasswordAnswer {
  std::uint8_t ok = 0, stale = 0;
};
struct LimitAnswer {
  std::uint8_t open = 0;
  std::uint32_t remaining = 0, reset_ms = 0;
};
struct CacheAnswer {
  std::uint8_t found = 0;
  Bytes data;
};
struct ReadAnswer {
  std::uint8_t last = 0;
  Bytes chunk;
};
struct EmptyAnswer {};

// ---- the codec. Decoding refuses trailing bytes; the error's `cause` says what is wrong.

void encode(std::string& out, const Event& event);
void encode(std::string& out, const Outcome& outcome);
void encode(std::string& out, const Results& results);
Result<Event> decode_event(std::string_view frame);
Result<Outcome> decode_outcome(std::string_view frame);
Result<Results> decode_results(std::string_view frame);

// A result's payload, for the answer types above.
template <class Answer>
void encode_answer(std::string& out, const Answer& answer);
template <class Answer>
std::optional<Answer> decode_answer(std::string_view payload);

}  // namespace arris::effect
