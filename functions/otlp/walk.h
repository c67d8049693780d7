#pragma once
// Walking through JSON of which only some members are known.

#include <string_view>

#include "json/reader.h"

namespace arris::otlp {

// member(name) reads or skips the value of each member; false for another kind of value, which is passed over.
template <class Member>
bool each_member(json::Reader& reader, Member member) {
  if (reader.peek() != json::Kind::object) {
    reader.skip();
    return false;
  }
  std::string_view name;
  for (reader.begin_object(); reader.next_key(name);) member(name);
  return true;
}

// item() reads or skips each item of a list.
template <class Item>
void each_item(json::Reader& reader, Item item) {
  if (reader.peek() != json::Kind::array) return void(reader.skip());
  for (reader.begin_array(); reader.next_item();) item();
}

// The same of what a request is made of: there another kind of value is a mistake, but for a null, which is nothing.
template <class Member>
void each_member_of_object(json::Reader& reader, Member member) {
  if (reader.peek() == json::Kind::null) return reader.null();
  if (!each_member(reader, member)) reader.fail();
}
template <class Item>
void each_object_of_list(json::Reader& reader, Item item) {
  if (reader.peek() == json::Kind::null) return reader.null();
  if (reader.peek() != json::Kind::array) return reader.fail();
  each_item(reader, [&] {
    if (reader.peek() == json::Kind::object)
      item();
    else
      reader.fail();
  });
}

}  // namespace arris::otlp
