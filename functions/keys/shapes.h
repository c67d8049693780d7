#pragma once
// The bodies of keys: what goes in and what comes out. Times are Unix ms UTC.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "http/access_key.h"
#include "http/list.h"
#include "http/range.h"
#include "json/json.h"
#include "vault/provider.h"

namespace arris::keys {

using vault::judge;
using vault::origin_of;
using vault::Provider;
using vault::provider_of;
using vault::Service;
using vault::Verdict;

enum class Status : std::uint8_t { active, expired, revoked };
BOOST_DESCRIBE_ENUM(Status, active, expired, revoked)

// Why a key that was issued is good or not.
enum class KeyCode : std::uint8_t {
  VALID,
  NOT_FOUND,
  DISABLED,
  EXPIRED,
  INSUFFICIENT_PERMISSIONS,
  RATE_LIMITED
};
BOOST_DESCRIBE_ENUM(KeyCode, VALID, NOT_FOUND, DISABLED, EXPIRED, INSUFFICIENT_PERMISSIONS,
                    RATE_LIMITED)

using Name = json::Name<100>;
using Secret = json::Text<8, 4096>;
using Address = json::Text<8, 500>;
using http::Limit;
using Overlap = json::Integer<0, 30ll * 86'400>;  // seconds

struct KeyPath {
  KeyId id;
};
BOOST_DESCRIBE_STRUCT(KeyPath, (), (id))

struct VaultFilter {
  std::optional<Service> service;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(VaultFilter, (), (service, limit, cursor))

struct Paging {
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(Paging, (), (limit, cursor))

struct UsageFilter {
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
};
BOOST_DESCRIBE_STRUCT(UsageFilter, (), (range, from_ms, to_ms))
inline void find_faults(const UsageFilter& filter, json::Faults& faults) {
  http::find_range_faults(http::range_of(filter), faults, http::Range::month);
}

// ---- the vault

struct NewVaultKey {
  Name name;
  Service service;
  Secret secret;
  std::optional<Address> base_url;
  std::optional<std::int64_t> expires_at_ms;
};
BOOST_DESCRIBE_STRUCT(NewVaultKey, (), (name, service, secret, base_url, expires_at_ms))
void find_faults(const NewVaultKey& body, json::Faults& faults);

// Left out, it stays as it is; null is never.
using ExpiryChange = json::Maybe<std::optional<std::int64_t>>;

struct VaultChange {
  std::optional<Name> name;
  std::optional<Status> status;  // active or revoked
  ExpiryChange expires_at_ms;
};
BOOST_DESCRIBE_STRUCT(VaultChange, (), (name, status, expires_at_ms))
void find_faults(const VaultChange& body, json::Faults& faults);

struct Rotation {
  Secret secret;
  std::optional<Overlap> overlap_s;
  ExpiryChange expires_at_ms;
};
BOOST_DESCRIBE_STRUCT(Rotation, (), (secret, overlap_s, expires_at_ms))
void find_faults(const Rotation& body, json::Faults& faults);

// The secret before this one is kept as `previous_version` until `previous_ends_at_ms`, while an overlap lasts.
struct VaultKey {
  KeyId id;
  std::string_view name;
  Service service;
  std::string_view base_url, last4;
  Status status;
  std::int64_t secret_version, usage_count;
  std::optional<std::int64_t> last_used_at_ms, expires_at_ms;
  std::optional<Verdict> check_verdict;
  std::optional<std::int64_t> checked_at_ms, rotated_at_ms, previous_version, previous_ends_at_ms;
  std::string_view created_by;
  std::int64_t created_at_ms, version;
};
BOOST_DESCRIBE_STRUCT(VaultKey, (),
                      (id, name, service, base_url, last4, status, secret_version, usage_count,
                       last_used_at_ms, expires_at_ms, check_verdict, checked_at_ms, rotated_at_ms,
                       previous_version, previous_ends_at_ms, created_by, created_at_ms, version))

struct Check {
  Verdict verdict;
  std::optional<std::int64_t> http_status;
  std::string_view detail;
  std::int64_t checked_at_ms;
};
BOOST_DESCRIBE_STRUCT(Check, (), (verdict, http_status, detail, checked_at_ms))

struct OrgKeyRotation {
  std::int64_t org_key_version, waiting;  // secrets that are still under an older key of the org
};
BOOST_DESCRIBE_STRUCT(OrgKeyRotation, (), (org_key_version, waiting))

struct UsageDay {
  std::int64_t day_at_ms, uses;
};
BOOST_DESCRIBE_STRUCT(UsageDay, (), (day_at_ms, uses))

// Of whole days, so the range is the days that the one asked for touches.
struct Usage {
  std::int64_t from_ms, to_ms, uses;
  std::vector<UsageDay> days;
};
BOOST_DESCRIBE_STRUCT(Usage, (), (from_ms, to_ms, uses, days))

// ---- access keys

enum class KeyKindName : std::uint8_t { secret, open };
enum class ScopeName : std::uint8_t {};

struct RateLimits {
  json::Integer<1, 1'000'000> requests;
  json::Integer<1, 86'400> window_s;
};
BOOST_DESCRIBE_STRUCT(RateLimits, (), (requests, window_s))

struct NewAccessKey {
  Name name;
  KeyKindName kind;
  json::List<ScopeName, 1, 8> scopes;
  std::optional<std::int64_t> expires_at_ms;
  std::optional<RateLimits> limits;
};
BOOST_DESCRIBE_STRUCT(NewAccessKey, (), (name, kind, scopes, expires_at_ms, limits))
void find_faults(const NewAccessKey& body, json::Faults& faults);

// What is left out stays as it is; no limits and no expiry are null.
struct AccessChange {
  std::optional<Name> name;
  std::optional<Status> status;  // active or revoked
  std::optional<json::List<ScopeName, 1, 8>> scopes;
  ExpiryChange expires_at_ms;
  json::Maybe<std::optional<RateLimits>> limits;
};
BOOST_DESCRIBE_STRUCT(AccessChange, (), (name, status, scopes, expires_at_ms, limits))
void find_faults(const AccessChange& body, json::Faults& faults);

struct Reroll {
  std::optional<Overlap> overlap_s;
};
BOOST_DESCRIBE_STRUCT(Reroll, (), (overlap_s))

struct AccessKey {
  KeyId id;
  std::string_view name;
  KeyKindName kind;
  std::string_view shown, last4;  // how it begins and ends
  std::vector<ScopeName> scopes;
  Status status;
  std::optional<RateLimits> limits;
  std::int64_t usage_count;
  std::optional<std::int64_t> last_used_at_ms, expires_at_ms, revoked_at_ms;
  std::optional<std::string_view> replaces_id;
  std::string_view created_by;
  std::int64_t created_at_ms;
};
BOOST_DESCRIBE_STRUCT(AccessKey, (),
                      (id, name, kind, shown, last4, scopes, status, limits, usage_count,
                       last_used_at_ms, expires_at_ms, revoked_at_ms, replaces_id, created_by,
                       created_at_ms))

// The one answer that holds the key's text.
struct IssuedKey {
  KeyId id;
  std::string_view key;
  AccessKey access_key;
};
BOOST_DESCRIBE_STRUCT(IssuedKey, (), (id, key, access_key))

struct Verification {
  json::Text<1, 200> key;
  std::optional<ScopeName> scope;
};
BOOST_DESCRIBE_STRUCT(Verification, (), (key, scope))

struct Verified {
  bool valid;
  KeyCode code;
  std::optional<KeyId> key_id;
  std::optional<std::string_view> name;
  std::optional<KeyKindName> kind;
  std::vector<ScopeName> scopes;
  std::optional<std::int64_t> expires_at_ms;
};
BOOST_DESCRIBE_STRUCT(Verified, (), (valid, code, key_id, name, kind, scopes, expires_at_ms))

}  // namespace arris::keys

// Names that no enumerator can have, so the codecs list them.
template <>
struct arris::json::Codec<arris::keys::KeyKindName> {
  static constexpr std::string_view names[] = {"secret", "public"};
  static constexpr Type type = [] {
    Type type{kind::read_choice, kind::parse_choice, kind::write_choice, kind::choice_schema,
              nullptr};
    type.choices = names;
    return type;
  }();
};
template <>
struct arris::json::Codec<arris::keys::ScopeName> {
  static constexpr std::string_view names[] = {
      "errors:write",     "telemetry:write",     "tokens:write", "ai:use",
      "executions:write", "notifications:write", "read",         "admin"};
  static constexpr Type type = [] {
    Type type{kind::read_choice, kind::parse_choice, kind::write_choice, kind::choice_schema,
              nullptr};
    type.choices = names;
    return type;
  }();
};
