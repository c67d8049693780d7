#pragma once
// The table of each C++ type. A layer adds a type by specialising Codec with `static constexpr Type
// type`.

#include <array>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <concepts>
#include <limits>
#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/offset.h"
#include "json/scalar.h"
#include "json/type.h"
#include "json/types.h"

namespace arris::json {

template <class T>
struct Codec;

template <class T>
inline constexpr const Type& type_of = Codec<T>::type;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

template <>
struct Codec<bool> {
  static constexpr Type type{kind::read_bool, kind::parse_bool, kind::write_bool, kind::bool_schema,
                             nullptr};
};

template <class T>
  requires std::integral<T>
struct Codec<T> {
  static constexpr Type type = [] {
    Type type{kind::read_integer<T>, kind::parse_integer<T>, kind::write_integer<T>,
              kind::integer_schema, nullptr};
    constexpr bool wide = sizeof(T) == 8;
    type.least = wide ? -integer_max : static_cast<std::int64_t>(std::numeric_limits<T>::min());
    type.most = wide ? integer_max : static_cast<std::int64_t>(std::numeric_limits<T>::max());
    return type;
  }();
};

template <std::int64_t Min, std::int64_t Max>
struct Codec<Integer<Min, Max>> {
  static constexpr Type type = [] {
    Type type = type_of<std::int64_t>;
    type.least = Min;
    type.most = Max;
    return type;
  }();
};

// Texts and ids hold a view as their first and only member, so one function reads all of them.
constexpr Type text_type(std::int64_t least, std::int64_t most) {
  Type type{kind::read_text, kind::parse_text, kind::write_text, kind::text_schema, nullptr};
  type.least = least;
  type.most = most;
  return type;
}
template <>
struct Codec<std::string_view> {
  static constexpr Type type = text_type(0, INT64_MAX);
};
template <std::size_t Min, std::size_t Max>
struct Codec<Text<Min, Max>> {
  static_assert(sizeof(Text<Min, Max>) == sizeof(std::string_view));
  static constexpr Type type = text_type(Min, Max);
};
template <std::size_t Max>
struct Codec<Name<Max>> {
  static_assert(sizeof(Name<Max>) == sizeof(std::string_view));
  static constexpr Type type = [] {
    Type type{kind::read_name, kind::parse_name, kind::write_text, kind::name_schema, nullptr};
    type.least = 1;
    type.most = Max;
    return type;
  }();
};
template <class Tag>
struct Codec<Id<Tag>> {
  static_assert(sizeof(Id<Tag>) == sizeof(std::string_view));
  static constexpr Type type{kind::read_id, kind::parse_id, kind::write_text, kind::id_schema,
                             nullptr};
};
template <>
struct Codec<Email> {
  static constexpr Type type{kind::read_email, kind::parse_email, kind::write_text,
                             kind::email_schema, nullptr};
};
template <>
struct Codec<Raw> {
  static constexpr Type type{kind::read_raw, nullptr, kind::write_raw, kind::raw_schema, nullptr};
};
template <>
struct Codec<Written> {
  static_assert(sizeof(Written) == sizeof(Raw));
  static constexpr Type type{nullptr, nullptr, kind::write_raw, kind::raw_schema, nullptr};
};

namespace detail {

// The enumerators' names; their values must be 0, 1, 2 ... of one byte.
template <class T>
inline constexpr auto choices = [] {
  static_assert(sizeof(T) == 1);
  using All = boost::describe::describe_enumerators<T>;
  std::array<std::string_view, boost::mp11::mp_size<All>::value> names{};
  boost::mp11::mp_for_each<All>([&](auto enumerator) {
    names[static_cast<std::size_t>(enumerator.value)] = enumerator.name;
  });
  return names;
}();

// The last word of the compiler's own name for T, "Issue" of "arris::errors::Issue".
template <class T>
constexpr std::string_view type_name() {
  std::string_view name = __PRETTY_FUNCTION__;
  name = name.substr(name.find("T = ") + 4);
  name = name.substr(0, name.find_first_of(";]"));
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

template <class T>
inline constexpr auto members = [] {
  constexpr std::size_t count = boost::mp11::mp_size<Members<T>>::value;
  static_assert(count <= 64);
  std::array<Member, count> out{};
  std::size_t i = 0;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    using Field = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
    out[i++] = {member.name, offset_of<T, decltype(member)::pointer>(), &type_of<Field>};
  });
  return out;
}();

template <class Optional>
constexpr Type optional_type(Presence presence) {
  using Inner = typename Optional::value_type;
  Type type{kind::read_optional,   kind::parse_optional, kind::write_optional,
            kind::optional_schema, kind::collect_inner,  presence};
  type.inner = &type_of<Inner>;
  if (!type.inner->parse) type.parse = nullptr;  // no list, map or object in a query
  type.grow = [](void* optional) -> void* { return &static_cast<Optional*>(optional)->emplace(); };
  type.item = [](const void* optional, std::size_t) -> const void* {
    const auto& value = *static_cast<const Optional*>(optional);
    return value ? &*value : nullptr;
  };
  return type;
}

}  // namespace detail

template <class T>
  requires(boost::describe::has_describe_enumerators<T>::value)
struct Codec<T> {
  static constexpr Type type = [] {
    Type type{kind::read_choice, kind::parse_choice, kind::write_choice, kind::choice_schema,
              nullptr};
    type.choices = detail::choices<T>;
    return type;
  }();
};

template <class T>
struct Codec<std::optional<T>> {
  static constexpr Type type = detail::optional_type<std::optional<T>>(Presence::nullable);
};
template <class T>
struct Codec<Maybe<T>> {
  static constexpr Type type = detail::optional_type<Maybe<T>>(Presence::omitted);
};

template <class T>
struct Codec<std::vector<T>> {
  static constexpr Type type = [] {
    Type type{kind::read_list, nullptr, kind::write_list, kind::list_schema, kind::collect_inner};
    type.most = INT64_MAX;
    type.inner = &type_of<T>;
    type.grow = [](void* list) -> void* {
      return &static_cast<std::vector<T>*>(list)->emplace_back();
    };
    type.item = [](const void* list, std::size_t index) -> const void* {
      const auto& items = *static_cast<const std::vector<T>*>(list);
      return index < items.size() ? &items[index] : nullptr;
    };
    return type;
  }();
};

// A List is its vector and nothing else.
template <class T, std::size_t Min, std::size_t Max>
struct Codec<List<T, Min, Max>> {
  static_assert(sizeof(List<T, Min, Max>) == sizeof(std::vector<T>));
  static constexpr Type type = [] {
    Type type = type_of<std::vector<T>>;
    type.least = Min;
    type.most = Max;
    return type;
  }();
};

template <class T>
struct Codec<Map<T>> {
  using Entry = typename Map<T>::Entry;
  static constexpr Member value{"", offset_of<Entry, &Entry::value>(), nullptr};
  static constexpr Type type = [] {
    Type type{kind::read_map, nullptr, kind::write_map, kind::map_schema, kind::collect_inner};
    type.inner = &type_of<T>;
    type.members = {&value, 1};
    type.grow = [](void* map) -> void* {
      return &static_cast<Map<T>*>(map)->entries.emplace_back();
    };
    type.item = [](const void* map, std::size_t index) -> const void* {
      const auto& entries = static_cast<const Map<T>*>(map)->entries;
      return index < entries.size() ? &entries[index] : nullptr;
    };
    return type;
  }();
};

template <class T>
concept Described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

// What holds between the members of a shape, or only now, stands beside the shape:
//
//   void find_faults(const Shape& shape, json::Faults& faults);
//
// It is told together with all other faults. Members that could not be read have their defaults.
template <class T>
concept Checked = requires(const T& shape, Faults& faults) { find_faults(shape, faults); };

template <Described T>
struct Codec<T> {
  static constexpr Type type = [] {
    Type type{kind::read_object, nullptr, kind::write_object, kind::object_schema,
              kind::collect_object};
    type.name = detail::type_name<T>();
    type.members = detail::members<T>;
    if constexpr (Checked<T>)
      type.check = [](const void* shape, Faults& faults) {
        find_faults(*static_cast<const T*>(shape), faults);
      };
    return type;
  }();
};

}  // namespace arris::json
