#pragma once
// The codec of described structs: fields in declaration order, each at most once, none besides.

#include "json/codec.h"

namespace arris::json {

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
concept Described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <Described T>
struct Codec<T> {
  static constexpr std::size_t member_count = boost::mp11::mp_size<Members<T>>::value;
  static_assert(member_count <= 64);

  static void read(Reader& reader, T& out, Faults& faults) {
    if (!detail::expect(reader, Kind::object, faults, "must be an object")) return;
    std::uint64_t seen = 0;
    std::string_view key;
    for (reader.begin_object(); reader.next_key(key);) {
      const Faults::Inside inside(faults, key);
      if (!read_member(reader, key, out, seen, faults)) {
        reader.skip();
        faults.add("unknown_field", "is not a field of this object");
      }
    }
    if (!reader.failed()) require(seen, faults);
    if constexpr (requires { T::check(out, faults); }) {
      if (faults.empty()) T::check(out, faults);
    }
  }

  static void write(std::string& out, const T& value) {
    char separator = '{';
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      const auto& field = value.*member.pointer;
      using Field = std::remove_cvref_t<decltype(field)>;
      if constexpr (is_maybe<Field>) {
        if (!field) return;
      }
      out += std::exchange(separator, ',');
      out.append("\"").append(member.name).append("\":");
      Codec<Field>::write(out, field);
    });
    out += separator == '{' ? "{}" : "}";
  }

  static void schema(std::string& out) {
    out.append(R"({"$ref":"#/components/schemas/)").append(detail::type_name<T>()).append("\"}");
  }

  static void collect(SchemaSet& schemas) {
    if (!schemas.enter(detail::type_name<T>())) return;
    std::string out = R"({"type":"object","additionalProperties":false,"properties":{)";
    std::string required;
    bool first = true;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      using Field = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
      out.append(std::exchange(first, false) ? "\"" : ",\"").append(member.name).append("\":");
      Codec<Field>::schema(out);
      Codec<Field>::collect(schemas);
      if constexpr (!detail::is_optional<Field>)
        required.append(required.empty() ? "\"" : ",\"").append(member.name).append("\"");
    });
    out += '}';
    if (!required.empty()) out.append(R"(,"required":[)").append(required).append("]");
    schemas.leave(detail::type_name<T>(), out + "}");
  }

 private:
  template <class F>
  static constexpr bool is_maybe = false;
  template <class F>
  static constexpr bool is_maybe<Maybe<F>> = true;

  static bool read_member(Reader& reader, std::string_view key, T& out, std::uint64_t& seen,
                          Faults& faults) {
    bool known = false;
    std::uint64_t bit = 1;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      if (!known && key == member.name) {
        known = true;
        if (seen & bit) faults.add("duplicate_field", "appears twice");
        seen |= bit;
        using Field = std::remove_cvref_t<decltype(out.*member.pointer)>;
        out.*member.pointer = Field{};
        Codec<Field>::read(reader, out.*member.pointer, faults);
      }
      bit <<= 1;
    });
    return known;
  }

  static void require(std::uint64_t seen, Faults& faults) {
    std::uint64_t bit = 1;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      using Field = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
      if constexpr (!detail::is_optional<Field>) {
        const Faults::Inside inside(faults, std::string_view(member.name));
        if (!(seen & bit)) faults.add("required", "is required");
      }
      bit <<= 1;
    });
  }
};

}  // namespace arris::json
