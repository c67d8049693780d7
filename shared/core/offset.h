#pragma once
// Where a member lies in its struct, known when compiling: what offsetof is for names, for pointers to members, in any struct.

#include <cstddef>
#include <cstdint>
#include <memory>

namespace arris {
namespace detail {

template <class T>
union Room {
  constexpr Room() : bytes{} {}
  constexpr ~Room() {}
  T object;
  char bytes[sizeof(T) + 1];
};
template <class T>
inline constexpr Room<T> room;

}  // namespace detail

template <class T, auto pointer>
consteval std::uint32_t offset_of() {
  const auto& room = detail::room<T>;
  const void* member = std::addressof(room.object.*pointer);
  std::uint32_t offset_bytes = 0;
  while (static_cast<const void*>(room.bytes + offset_bytes) != member) ++offset_bytes;
  return offset_bytes;
}

}  // namespace arris
