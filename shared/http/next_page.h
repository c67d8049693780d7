#pragma once
// The next page of an answer that is no JSON: where it is, as headers.

#include "http/call.h"

namespace arris::http {

// `link: <?query&cursor=...>; rel="next"`, which is relative to the request's own address, and
// `x-next-cursor`; nothing on the last page.
template <class T>
void add_next_page(Reply<T>& reply, Context context, std::optional<std::string_view> next_cursor);

std::string_view next_link(Context context, std::string_view cursor);

template <class T>
void add_next_page(Reply<T>& reply, Context context, std::optional<std::string_view> next_cursor) {
  if (!next_cursor) return;
  reply.headers.push_back({"link", next_link(context, *next_cursor)});
  reply.headers.push_back({"x-next-cursor", *next_cursor});
}

}  // namespace arris::http
