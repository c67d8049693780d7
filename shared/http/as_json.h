#pragma once
// A value as JSON text that lives as long as its request.

#include "http/context.h"
#include "json/json.h"

namespace arris::http {

template <class T>
std::string_view as_json(Context context, const T& value) {
  std::string text;
  json::encode(text, value);
  return context.keep(text);
}

}  // namespace arris::http
