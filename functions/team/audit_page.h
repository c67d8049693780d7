#pragma once
// A page of the audit log, newest first, as the list and the export ask for it. A cursor is a
// sequence.

#include "http/context.h"
#include "team/audit_queries.h"

namespace arris::team {

template <class Text>
std::optional<std::string_view> text_of(const std::optional<Text>& text) {
  return text ? std::optional<std::string_view>(text->text) : std::nullopt;
}

inline std::optional<std::int64_t> value_of(const std::optional<Instant>& at) {
  return at ? std::optional(at->value) : std::nullopt;
}

// One row more than `limit`, to tell whether there is another page.
template <class Filter>
storage::Bound<ListedEntry> audit_page(http::Context context, const Filter& filter,
                                       std::int64_t limit) {
  const EntryList* list = filter.action ? &list_entries_by_action : &list_entries;
  if (filter.actor) list = &list_entries_by_actor;
  const auto from = context.position().value_or(http::before_all);
  return (*list)(context.who().org, text_of(filter.actor), text_of(filter.action),
                 value_of(filter.from_ms), value_of(filter.to_ms), from.sort, limit + 1);
}

}  // namespace arris::team
