#pragma once
// The bodies of pipelines. Times are Unix ms UTC.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/ids.h"
#include "http/list.h"
#include "json/json.h"

namespace arris::pipelines {

using PipelineId = Id<struct PipelineTag>;

enum class PipelineStatus : std::uint8_t { draft, active, paused, archived };
BOOST_DESCRIBE_ENUM(PipelineStatus, draft, active, paused, archived)

using Name = json::Name<200>;
using Tag = json::Text<1, 50>;
using Tags = json::List<Tag, 0, 20>;
using http::Limit;

// ---- in

// The whole of a pipeline: what is left out is empty. `config` is any JSON; `note` says why.
struct PipelineText {
  Name name;
  std::optional<json::Text<0, 2000>> description;
  std::optional<PipelineStatus> status;
  std::optional<Tags> tags;
  std::optional<json::Raw> config;
  std::optional<json::Text<0, 500>> note;
};
BOOST_DESCRIBE_STRUCT(PipelineText, (), (name, description, status, tags, config, note))

// Without a revision, a deleted pipeline comes back as it was.
struct Restoration {
  std::optional<json::Integer<1, INT64_C(1) << 31>> revision;
};
BOOST_DESCRIBE_STRUCT(Restoration, (), (revision))

struct PipelinePath {
  PipelineId id;
};
BOOST_DESCRIBE_STRUCT(PipelinePath, (), (id))

struct PipelineFilter {
  std::optional<PipelineStatus> status;
  std::optional<Tag> tag;
  std::optional<json::Text<1, 200>> q;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(PipelineFilter, (), (status, tag, q, limit, cursor))

struct Paging {
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(Paging, (), (limit, cursor))

// ---- out

struct ListedPipeline {
  PipelineId id;
  std::string_view name, description;
  PipelineStatus status;
  std::vector<std::string_view> tags;
  std::int64_t revision, created_at_ms, updated_at_ms;
  std::string_view updated_by;
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(ListedPipeline, (),
                      (id, name, description, status, tags, revision, created_at_ms, updated_at_ms,
                       updated_by, version))

// `created_by` and `updated_by` are ids of people or of access keys.
struct Pipeline {
  PipelineId id;
  std::string_view name, description;
  PipelineStatus status;
  std::vector<std::string_view> tags;
  json::Raw config;
  std::int64_t revision, created_at_ms, updated_at_ms;
  std::string_view created_by, updated_by;
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(Pipeline, (),
                      (id, name, description, status, tags, config, revision, created_at_ms,
                       updated_at_ms, created_by, updated_by, version))

struct Revision {
  std::int64_t revision, at_ms;
  std::string_view author, note, name, description;
  PipelineStatus status;
  std::vector<std::string_view> tags;
  json::Raw config;
};
BOOST_DESCRIBE_STRUCT(Revision, (),
                      (revision, at_ms, author, note, name, description, status, tags, config))

}  // namespace arris::pipelines
