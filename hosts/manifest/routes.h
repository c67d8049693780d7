#pragma once
// Which module a path means: a trie of segments over all modules, in which literals win over
// {parameters}. The module matches its route by itself; the host needs to know only whom to ask. A
// slash at the end does not matter.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/manifest.h"

namespace arris::manifest {

struct Found {
  std::size_t module = 0;  // the index that was given to `add`
  std::size_t route = 0;   // of its manifest
};

// The path as modules know it, without /api/v1 or /api; nullopt when it is not below /api.
std::optional<std::string_view> api_path(std::string_view path);

class Routes {
 public:
  // REQUIRES: the manifest outlives it. Throws ManifestError when another module answers the same.
  void add(std::size_t module, const Manifest& manifest);

  // A method that the path does not answer finds another of its routes: the module says 405.
  std::optional<Found> match(std::string_view method, std::string_view path) const;
  // Outside /api only protocols that live elsewhere are found: the pages own the paths that begin
  // with the module's name, or with anything at all. Of what begins as a protocol does and is none of its routes one of
  // them is found: the module says 404 in the protocol's words.
  std::optional<Found> match_outside(std::string_view method, std::string_view path) const;

 private:
  struct Entry {
    Found found;
    const Manifest* manifest;

    const Route& route() const { return manifest->routes[found.route]; }
  };
  struct Node {
    std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;
    std::unique_ptr<Node> parameter;
    std::vector<Entry> entries;

    Node& literal(std::string_view segment);
    const Node* find(std::string_view segment) const;
  };

  void add(Entry entry);
  const Entry* find(std::string_view method, std::string_view path) const;
  std::optional<Found> find_protocol(std::string_view path) const;
  static const Node* descend(const Node& node, std::string_view rest);

  Node root_;
  std::vector<std::pair<std::string, Found>> protocols_;  // by how their paths begin
};

}  // namespace arris::manifest
