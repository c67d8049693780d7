#pragma once
// How C++ values and SQL values become each other. Numbers are bound as REAL on every host; typed
// columns make them integers again, so an integer beyond 2^53 has to travel as text.

#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <concepts>
#include <optional>
#include <string_view>

#include "core/ids.h"
#include "effect/frame.h"

namespace arris::storage {

using effect::Value;

template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept TextLike = std::is_class_v<T> && requires(const T& value) {
  { value.text } -> std::convertible_to<std::string_view>;
};
template <class T>
concept NumberLike = std::is_class_v<T> && requires(const T& value) {
  { value.value } -> std::convertible_to<std::int64_t>;
};

inline Value to_value(std::string_view text) { return text; }
inline Value to_value(effect::Bytes bytes) { return bytes; }
inline Value to_value(effect::Null) { return effect::Null{}; }
template <class T>
  requires std::integral<T>
Value to_value(T number) {
  return static_cast<std::int64_t>(number);
}
template <class T>
  requires std::floating_point<T>
Value to_value(T number) {
  return static_cast<double>(number);
}
template <TextLike T>
Value to_value(const T& value) {
  return std::string_view(value.text);
}
template <NumberLike T>
Value to_value(const T& value) {
  return static_cast<std::int64_t>(value.value);
}
template <DescribedEnum T>
Value to_value(T value) {
  return std::string_view(boost::describe::enum_to_string(value, ""));
}
template <class T>
Value to_value(const std::optional<T>& value) {
  return value ? to_value(*value) : Value(effect::Null{});
}

// False when the column's value is not of the member's type.
inline bool from_value(const Value& value, std::string_view& out) {
  if (const auto* text = std::get_if<std::string_view>(&value)) return out = *text, true;
  return false;
}
inline bool from_value(const Value& value, effect::Bytes& out) {
  if (const auto* bytes = std::get_if<effect::Bytes>(&value)) return out = *bytes, true;
  return false;
}
inline bool from_value(const Value& value, double& out) {
  if (const auto* real = std::get_if<double>(&value)) return out = *real, true;
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return out = static_cast<double>(*number), true;
  return false;
}
inline bool from_value(const Value& value, bool& out) {
  const auto* number = std::get_if<std::int64_t>(&value);
  if (!number || *number < 0 || *number > 1) return false;
  return out = *number == 1, true;
}
template <class T>
  requires(std::integral<T> && !std::same_as<T, bool>)
bool from_value(const Value& value, T& out) {
  const auto* number = std::get_if<std::int64_t>(&value);
  if (!number || !std::in_range<T>(*number)) return false;
  return out = static_cast<T>(*number), true;
}
template <TextLike T>
bool from_value(const Value& value, T& out) {
  std::string_view text;
  if (!from_value(value, text)) return false;
  out.text = text;
  return true;
}
template <DescribedEnum T>
bool from_value(const Value& value, T& out) {
  std::string_view text;
  bool found = false;
  if (!from_value(value, text)) return false;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
    if (text == enumerator.name) out = enumerator.value, found = true;
  });
  return found;
}
template <class T>
bool from_value(const Value& value, std::optional<T>& out) {
  if (std::holds_alternative<effect::Null>(value)) return out.reset(), true;
  return from_value(value, out.emplace());
}

}  // namespace arris::storage
