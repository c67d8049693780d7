#include "errors/dsn.h"

#include "core/hash.h"
#include "core/text.h"
#include "effect/cache.h"

namespace arris::errors {
namespace {

using http::Context;

std::string_view cache_key_of(Context context, const Origin& origin) {
  std::string number;
  append_decimal(number, origin.project_number);
  return context.keep("dsn/" + Hash128{}.add(number).add(origin.public_key).to_hex());
}

// What the cache keeps: number and key stand in front, for others may have the same hash.
std::string_view pack(Context context, Origin origin) {
  std::string bytes;
  effect::Writer writer(bytes);
  writer(origin.project_number, origin.public_key, origin.org.text, origin.project_id);
  return context.keep(bytes);
}

std::optional<Origin> unpack(std::string_view bytes, const Origin& origin) {
  Origin found;
  effect::Reader reader(bytes);
  reader(found.project_number, found.public_key, found.org.text, found.project_id);
  if (!reader.ok() || found.project_number != origin.project_number ||
      found.public_key != origin.public_key)
    return std::nullopt;
  return found;
}

Error no_such_project() { return {Code::forbidden, "No project has this number and key"}; }
Error is_paused() { return {Code::forbidden, "The project is paused: it takes no events"}; }

}  // namespace

effect::Task<Origin> find_origin(Context context, Origin origin) {
  if (origin.project_number == 0) co_return origin;
  const auto kept = co_await effect::remembered(cache_key_of(context, origin));
  const auto remembered = kept ? unpack(*kept, origin) : std::nullopt;
  if (remembered) co_return *remembered;
  origin = co_await look_up_origin(context, origin);
  co_return origin;
}

effect::Task<Origin> found_origin(Context context, Origin origin,
                                  const std::vector<FoundProject>* found) {
  if (origin.project_number == 0) co_return origin;
  if (found->empty()) co_await Result<Nothing>(no_such_project());
  const FoundProject& project = found->front();
  if (project.state == ProjectState::paused) co_await Result<Nothing>(is_paused());
  if (project.org_id == origin.org && project.id == origin.project_id) co_return origin;
  origin.org = project.org_id;
  origin.project_id = project.id;
  co_await effect::remember(cache_key_of(context, origin), pack(context, origin),
                            project_remembered_ms);
  co_return origin;
}

effect::Task<Origin> look_up_origin(Context context, Origin origin) {
  const auto found =
      co_await context.db().read(find_project(origin.project_number, origin.public_key));
  origin = co_await found_origin(context, origin, &found);
  co_return origin;
}

}  // namespace arris::errors
