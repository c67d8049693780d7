#pragma once
// The bodies of notifications: what goes in and what comes out.

#include "core/ids.h"
#include "http/allow.h"
#include "http/list.h"
#include "json/json.h"
#include "notifications/decide.h"

namespace arris::notifications {

using NotificationId = Id<struct NotificationTag>;

using http::Limit;
using Title = json::Name<200>;
using Name = json::Text<1, 200>;
using LongText = json::Text<0, 2000>;
using UrlText = json::Text<1, 2000>;

// ---- in

// Without `archived`, or with false, the archive is left out; with true there is nothing else.
struct InboxFilter {
  std::optional<bool> unread;
  std::optional<Category> category;
  std::optional<Type> type;
  std::optional<bool> archived;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(InboxFilter, (), (unread, category, type, archived, limit, cursor))

struct PageFilter {
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(PageFilter, (), (limit, cursor))

struct NotificationPath {
  NotificationId id;
};
BOOST_DESCRIBE_STRUCT(NotificationPath, (), (id))

struct Marks {
  std::optional<bool> read, archived;
};
BOOST_DESCRIBE_STRUCT(Marks, (), (read, archived))

struct Which {
  std::optional<Category> category;
};
BOOST_DESCRIBE_STRUCT(Which, (), (category))

// To one person, to everybody who has a role or a higher one, or to everybody.
struct NewNotification {
  std::optional<Type> type;
  std::optional<Category> category;
  Title title;
  std::optional<LongText> message;
  std::optional<UrlText> action_url;
  std::optional<Name> action_label;
  std::optional<bool> critical;
  std::optional<UserId> user_id;
  std::optional<http::Role> role;
  std::optional<Name> dedupe_key;
};
BOOST_DESCRIBE_STRUCT(NewNotification, (),
                      (type, category, title, message, action_url, action_label, critical, user_id,
                       role, dedupe_key))
void find_faults(const NewNotification& body, json::Faults& faults);

// ---- out

struct Notification {
  NotificationId id;
  Type type;
  Category category;
  std::string_view topic;
  bool critical;
  std::string_view title, message;
  std::optional<std::string_view> action_url, action_label;
  bool read, seen, archived, silent;
  std::optional<std::int64_t> read_at_ms, archived_at_ms;
  std::int64_t created_at_ms, version;
};
BOOST_DESCRIBE_STRUCT(Notification, (),
                      (id, type, category, topic, critical, title, message, action_url,
                       action_label, read, seen, archived, silent, read_at_ms, archived_at_ms,
                       created_at_ms, version))

struct Tally {
  std::int64_t unread, unseen;
};
BOOST_DESCRIBE_STRUCT(Tally, (), (unread, unseen))

struct Tallies {
  Tally workflow, system, team, billing;
};
BOOST_DESCRIBE_STRUCT(Tallies, (), (workflow, system, team, billing))

// Of two counts the one with the higher revision is the newer.
struct Counts {
  std::int64_t unread, unseen;
  Tallies by_category;
  std::int64_t revision;
};
BOOST_DESCRIBE_STRUCT(Counts, (), (unread, unseen, by_category, revision))

struct Marked {
  Notification notification;
  Counts counts;
};
BOOST_DESCRIBE_STRUCT(Marked, (), (notification, counts))

struct MarkedMany {
  std::int64_t changed;
  Counts counts;
};
BOOST_DESCRIBE_STRUCT(MarkedMany, (), (changed, counts))

// `duplicate`: the same dedupe_key was posted before, under this id.
struct Posted {
  NotificationId id;
  bool duplicate;
};
BOOST_DESCRIBE_STRUCT(Posted, (), (id, duplicate))

// A notice that was meant for the caller, and what became of it.
struct Explained {
  NotificationId id;
  std::string_view topic, title;
  Category category;
  Type type;
  bool critical;
  std::int64_t created_at_ms;
  json::Written decisions;
};
BOOST_DESCRIBE_STRUCT(Explained, (),
                      (id, topic, title, category, type, critical, created_at_ms, decisions))

}  // namespace arris::notifications
