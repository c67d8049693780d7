#include "manifest/routes.h"

namespace arris::manifest {
namespace {

// Paths longer than this have no route, and no search may go deeper.
constexpr std::size_t segments_max = 32;

std::string_view without_slashes(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

std::string_view take_segment(std::string_view& rest) {
  const auto segment = rest.substr(0, rest.find('/'));
  rest.remove_prefix(std::min(rest.size(), segment.size() + 1));
  return segment;
}

std::string_view first_segment(std::string_view path) {
  path = without_slashes(path);
  return take_segment(path);
}

bool has_too_many_segments(std::string_view path) {
  std::size_t count = 0;
  for (const char c : path) count += c == '/';
  return count > segments_max;
}

}  // namespace

std::optional<std::string_view> api_path(std::string_view path) {
  if (!path.starts_with("/api")) return std::nullopt;
  path.remove_prefix(4);
  if (path.empty()) return "/";
  if (path.front() != '/') return std::nullopt;
  if (path == "/v1") return "/";
  if (path.starts_with("/v1/")) path.remove_prefix(3);
  return path;
}

Routes::Node& Routes::Node::literal(std::string_view segment) {
  for (auto& [name, node] : literals) {
    if (name == segment) return *node;
  }
  return *literals.emplace_back(segment, std::make_unique<Node>()).second;
}

const Routes::Node* Routes::Node::find(std::string_view segment) const {
  for (const auto& [name, node] : literals) {
    if (name == segment) return node.get();
  }
  return nullptr;
}

void Routes::add(std::size_t module, const Manifest& manifest) {
  for (std::size_t i = 0; i < manifest.routes.size(); ++i) add(Entry{{module, i}, &manifest});
}

void Routes::add(Entry entry) {
  Node* node = &root_;
  auto rest = without_slashes(entry.route().path);
  while (!rest.empty()) {
    const auto segment = take_segment(rest);
    if (!segment.starts_with('{')) {
      node = &node->literal(segment);
      continue;
    }
    if (!node->parameter) node->parameter = std::make_unique<Node>();
    node = node->parameter.get();
  }
  for (const auto& other : node->entries) {
    if (other.route().method == entry.route().method)
      throw ManifestError("both " + other.manifest->name + " and " + entry.manifest->name +
                          " answer " + entry.route().method + " " + entry.route().path);
  }
  node->entries.push_back(entry);
  const auto& path = entry.route().path;
  if (!entry.route().protocol.empty() && !find_protocol(path))
    protocols_.emplace_back(first_segment(path), entry.found);
}

std::optional<Found> Routes::find_protocol(std::string_view path) const {
  const auto first = first_segment(path);
  for (const auto& [begin, found] : protocols_) {
    if (begin == first) return found;
  }
  return std::nullopt;
}

const Routes::Node* Routes::descend(const Node& node, std::string_view rest) {
  if (rest.empty()) return node.entries.empty() ? nullptr : &node;
  auto below = rest;
  const auto segment = take_segment(below);
  if (const Node* literal = node.find(segment)) {
    if (const Node* found = descend(*literal, below)) return found;
  }
  return node.parameter && !segment.empty() ? descend(*node.parameter, below) : nullptr;
}

const Routes::Entry* Routes::find(std::string_view method, std::string_view path) const {
  path = without_slashes(path);
  if (has_too_many_segments(path)) return nullptr;
  const Node* node = descend(root_, path);
  if (node == nullptr) return nullptr;
  if (method == "HEAD") method = "GET";
  for (const auto& entry : node->entries) {
    if (entry.route().method == method) return &entry;
  }
  return &node->entries.front();
}

std::optional<Found> Routes::match(std::string_view method, std::string_view path) const {
  const Entry* entry = find(method, path);
  if (entry == nullptr) return std::nullopt;
  return entry->found;
}

std::optional<Found> Routes::match_outside(std::string_view method, std::string_view path) const {
  const Entry* entry = find(method, path);
  if (entry == nullptr) return find_protocol(path);
  if (!entry->route().protocol.empty()) return entry->found;
  const auto first = first_segment(entry->route().path);
  if (first.starts_with('{') || first == entry->manifest->name) return std::nullopt;
  return entry->found;
}

}  // namespace arris::manifest
