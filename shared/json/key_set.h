#pragma once
// The keys of one object: a crit-bit tree, whose time is linear in the bytes of the keys whatever
// they are. A hash needs a secret for that, and a sorted list the object's end.

#include <cstdint>
#include <string_view>
#include <vector>

namespace arris::json {

class KeySet {
 public:
  // Each key brings itself and, but for the first, the fork at which it leaves the others.
  struct Node {
    std::string_view key;
    std::size_t byte = 0;  // where the two sides of the fork differ first ...
    unsigned bit = 0;      // ... and in which bit, as a mask
    std::uint32_t sides[2] = {};
  };
  using Nodes = std::vector<Node>;

  // Objects inside of each other share their nodes: the inner ones end first.
  explicit KeySet(Nodes& nodes) : nodes_(nodes), first_(nodes.size()) {}
  ~KeySet() { nodes_.resize(first_); }
  KeySet(const KeySet&) = delete;
  KeySet& operator=(const KeySet&) = delete;

  // False when the key is there already. REQUIRES: it has no zero byte, and outlives the set
  bool add(std::string_view key);

 private:
  std::string_view nearest(std::string_view key) const;
  std::uint32_t& place_of(const Node& fork);

  Nodes& nodes_;
  const std::size_t first_;
  std::uint32_t root_ = 0;
};

}  // namespace arris::json
