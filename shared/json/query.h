#pragma once
// Query strings into described structs: each parameter at most once, none that is unknown.

#include "core/result.h"
#include "json/object.h"

namespace arris::json {

struct Parameter {
  std::string_view name, value;  // decoded
};

// The decoded parameters in their order; adds what is malformed or repeated.
std::vector<Parameter> split_query(std::string_view query, Arena& arena, Faults& faults);

template <class T>
Result<T> decode_query(std::string_view query, Arena& arena) {
  Faults faults("?");
  T out{};
  for (const Parameter& parameter : split_query(query, arena, faults)) {
    const Faults::Inside inside(faults, parameter.name);
    bool known = false;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      if (known || parameter.name != member.name) return;
      known = true;
      using Field = std::remove_cvref_t<decltype(out.*member.pointer)>;
      Codec<Field>::parse(parameter.value, out.*member.pointer, faults);
    });
    if (!known) faults.add("unknown_parameter", "is not a parameter of this route");
  }
  if (!faults.empty()) return invalid(faults.take());
  return out;
}

// [{"name":…,"required":…,"schema":…},…]
template <class T>
void query_schema(std::string& out) {
  char separator = '[';
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    using Field = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
    out += std::exchange(separator, ',');
    out.append(R"({"name":")").append(member.name).append(R"(","required":)");
    out.append(detail::is_optional<Field> ? "false" : "true").append(R"(,"schema":)");
    if constexpr (detail::is_optional<Field>)
      Codec<typename Field::value_type>::schema(out);
    else
      Codec<Field>::schema(out);
    out += '}';
  });
  out += separator == '[' ? "[]" : "]";
}

}  // namespace arris::json
