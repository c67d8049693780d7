#pragma once
// Memory that lives as long as one request. Views into an arena, or into a frame that the request
// received, stay valid across suspensions and die with the request; nothing else may be borrowed
// across one.

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace arris {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Uninitialised room, aligned for any scalar. A guest traps when its memory is exhausted.
  char* allocate(std::size_t size_bytes);

  // A copy with a NUL behind it; the NUL is not part of the view.
  std::string_view keep(std::string_view text);

 private:
  static constexpr std::size_t block_bytes = 8 * 1024;  // most requests fit into one
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_bytes_ = 0;
};

}  // namespace arris
