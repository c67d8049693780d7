#include "core/arena.h"

#include <algorithm>
#include <cstring>

namespace arris {

char* Arena::allocate(std::size_t size_bytes) {
  size_bytes = (size_bytes + 7) & ~std::size_t{7};
  if (size_bytes > left_bytes_) {
    const std::size_t room_bytes = std::max(size_bytes, block_bytes);
    blocks_.push_back(std::unique_ptr<char[]>(new char[room_bytes]));
    next_ = blocks_.back().get();
    left_bytes_ = room_bytes;
  }
  char* room = next_;
  next_ += size_bytes;
  left_bytes_ -= size_bytes;
  return room;
}

std::string_view Arena::keep(std::string_view text) {
  char* room = allocate(text.size() + 1);
  if (!text.empty()) std::memcpy(room, text.data(), text.size());
  room[text.size()] = '\0';
  return {room, text.size()};
}

}  // namespace arris
