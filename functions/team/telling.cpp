#include "team/telling.h"

#include <boost/describe/enum_to_string.hpp>

#include "json/scalar.h"

namespace arris::team {

Facts& Facts::add(std::string_view name, std::string_view value) {
  if (text_.size() > 1) text_ += ',';
  json::write_string(text_, name);
  text_ += ':';
  json::write_string(text_, value);
  return *this;
}

std::string_view Facts::kept(http::Context context) const { return context.keep(text_ + "}"); }

std::string_view text_of(http::Role role) { return boost::describe::enum_to_string(role, ""); }

void leave_word(storage::Batch& batch, http::Context context, const http::Actor& actor,
                http::Topic topic, UserId member, std::string_view facts) {
  http::audit_change(batch, context, actor,
                     {.action = http::text_of(topic),
                      .target_kind = "person",
                      .target_id = member.text,
                      .details = facts});
  http::tell_json(batch, context, topic, facts,
                  {.org = actor.org, .when = http::TellWhen::changed});
}

void leave_word(storage::Batch& batch, http::Context context, http::Topic topic, UserId member,
                std::string_view facts) {
  leave_word(batch, context, http::caller_of(context), topic, member, facts);
}

}  // namespace arris::team
