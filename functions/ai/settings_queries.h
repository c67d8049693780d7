#pragma once
// The statements of what an org lets be kept of its calls' words.

#include "ai/shapes.h"
#include "http/audit.h"

namespace arris::ai {

using storage::Query;

struct SettingsRow {
  std::int64_t keep_content, content_days, version;
};
BOOST_DESCRIBE_STRUCT(SettingsRow, (), (keep_content, content_days, version))

// Without a row: what holds before anybody chose.
inline constexpr Query<SettingsRow(OrgId)> find_settings{"ai.find_settings", R"sql(
  SELECT coalesce(s.keep_content, 0) AS keep_content, coalesce(s.content_days, 30) AS content_days,
         coalesce(s.version, 0) AS version
    FROM (SELECT 1) LEFT JOIN ai_settings s ON s.org_id = ?1
)sql"};

// Fails with precondition_failed unless the version is ?2, if one is given.
inline constexpr Query<void(OrgId, std::optional<std::int64_t>)> check_settings{"ai.check_settings",
                                                                                R"sql(
  SELECT CASE WHEN coalesce(s.version, 0) <> ?2 THEN json_extract('{}', 'precondition_failed') END AS refusal
    FROM (SELECT 1) LEFT JOIN ai_settings s ON s.org_id = ?1
)sql"};

inline constexpr Query<void(OrgId, std::int64_t, std::int64_t)> set_settings{"ai.set_settings",
                                                                             R"sql(
  INSERT INTO ai_settings (org_id, keep_content, content_days) VALUES (?1, ?2, ?3)
      ON CONFLICT (org_id) DO UPDATE
     SET keep_content = excluded.keep_content, content_days = excluded.content_days, version = version + 1
)sql"};

// What a call asked and was answered, until ?4.
inline constexpr Query<void(OrgId, RequestId, std::int64_t, std::string_view, std::string_view)>
    add_content{"ai.add_content", R"sql(
  INSERT INTO ai_contents (org_id, request_id, expires_at_ms, prompt, answer) VALUES (?1, ?2, ?3, ?4, ?5)
)sql"};

struct ContentRow {
  std::string_view prompt, answer;
  std::int64_t expires_at_ms;
};
BOOST_DESCRIBE_STRUCT(ContentRow, (), (prompt, answer, expires_at_ms))

// Nothing once the org keeps none, or its time is over at ?3.
inline constexpr Query<ContentRow(OrgId, RequestId, std::int64_t)> find_content{"ai.find_content",
                                                                                R"sql(
  SELECT c.prompt, c.answer, c.expires_at_ms
    FROM ai_contents c
    JOIN ai_settings s ON s.org_id = c.org_id AND s.keep_content = 1
   WHERE c.org_id = ?1 AND c.request_id = ?2 AND c.expires_at_ms > CAST(?3 AS INTEGER)
)sql"};

inline constexpr Query<void(std::int64_t)> delete_old_content{"ai.delete_old_content", R"sql(
  DELETE FROM ai_contents
   WHERE (org_id, request_id) IN (SELECT org_id, request_id FROM ai_contents
                                   WHERE expires_at_ms <= CAST(?1 AS INTEGER) LIMIT 5000)
)sql"};

// Of orgs that keep none any more.
inline constexpr Query<void()> delete_old_unwanted{"ai.delete_old_unwanted", R"sql(
  DELETE FROM ai_contents
   WHERE (org_id, request_id) IN (SELECT c.org_id, c.request_id FROM ai_settings s
                                   CROSS JOIN ai_contents c ON c.org_id = s.org_id
                                   WHERE s.keep_content = 0 LIMIT 5000)
)sql"};

}  // namespace arris::ai
