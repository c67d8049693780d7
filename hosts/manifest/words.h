#pragma once
// What the OpenAPI document says of names that do not say enough by themselves, and an example of each shape. words.json
// holds the words; hosts/workerd/src/words.ts makes the same of them.

#include <nlohmann/json.hpp>

namespace arris::manifest {

// What is said of a property or a parameter of this name; empty where the name is enough.
std::string description_of(std::string_view name);

// Says it of every property within.
void describe(nlohmann::json& schema);

// A value that the schema takes: of an object what is required, or the first member where nothing is. `schemas` are those
// that it may refer to.
nlohmann::json example_like(const nlohmann::json& schema, const nlohmann::json& schemas,
                            std::string_view name = {});

}  // namespace arris::manifest
