#pragma once
// What a change of the team leaves behind, in its own batch: an entry in the audit log and a
// message for other functions.

#include "http/audit.h"
#include "http/tell.h"
#include "team/queries.h"

namespace arris::team {

// Text of a flat JSON object, kept in the arena.
class Facts {
 public:
  Facts& add(std::string_view name, std::string_view value);
  Facts& add_some(std::string_view name, std::optional<std::string_view> value) {
    return value ? add(name, *value) : *this;
  }
  std::string_view kept(http::Context context) const;

 private:
  std::string text_ = "{";
};

std::string_view text_of(http::Role role);

// The facts are the message's payload and the entry's details. Nothing is left unless the statement
// before changed a row.
void leave_word(storage::Batch& batch, http::Context context, const http::Actor& actor,
                http::Topic topic, UserId member, std::string_view facts);
// By the caller.
void leave_word(storage::Batch& batch, http::Context context, http::Topic topic, UserId member,
                std::string_view facts);

}  // namespace arris::team
