#include "json/key_set.h"

#include <bit>

namespace arris::json {
namespace {

// A place is a node's index and, in its lowest bit, whether it is the node's fork or its key.
constexpr std::uint32_t is_fork = 1;

std::uint32_t key_at(std::size_t index) { return static_cast<std::uint32_t>(index << 1); }

unsigned byte_at(std::string_view key, std::size_t at) {
  return at < key.size() ? static_cast<unsigned char>(key[at]) : 0;
}

std::size_t side_of(std::string_view key, const KeySet::Node& fork) {
  return (byte_at(key, fork.byte) & fork.bit) != 0;
}

std::size_t common_bytes(std::string_view one, std::string_view other) {
  std::size_t length = 0;
  while (length < one.size() && length < other.size() && one[length] == other[length]) ++length;
  return length;
}

}  // namespace

bool KeySet::add(std::string_view key) {
  const std::size_t index = nodes_.size();
  if (index == first_) {
    root_ = key_at(index);
    nodes_.push_back({key});
    return true;
  }
  const auto near = nearest(key);
  if (near == key) return false;
  Node node{key, common_bytes(near, key)};
  node.bit = std::bit_floor(byte_at(near, node.byte) ^ byte_at(key, node.byte));
  std::uint32_t& place = place_of(node);
  const std::size_t side = side_of(key, node);
  node.sides[side] = key_at(index);
  node.sides[1 - side] = place;
  place = key_at(index) | is_fork;
  nodes_.push_back(node);
  return true;
}

// The key that shares the most with this one.
std::string_view KeySet::nearest(std::string_view key) const {
  std::uint32_t place = root_;
  while ((place & is_fork) != 0) {
    const Node& fork = nodes_[place >> 1];
    place = fork.sides[side_of(key, fork)];
  }
  return nodes_[place >> 1].key;
}

// Where the new fork goes: in front of the first one on its key's way that differs later.
std::uint32_t& KeySet::place_of(const Node& fork) {
  std::uint32_t* place = &root_;
  while ((*place & is_fork) != 0) {
    Node& met = nodes_[*place >> 1];
    if (met.byte > fork.byte || (met.byte == fork.byte && met.bit < fork.bit)) break;
    place = &met.sides[side_of(fork.key, met)];
  }
  return *place;
}

}  // namespace arris::json
