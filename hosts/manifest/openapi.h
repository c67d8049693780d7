#pragma once
// The OpenAPI 3.1 document of a deployment, made from the manifests of its modules.

#include <span>

#include "manifest/manifest.h"

namespace arris::manifest {

// Where clients find a route of a manifest.
std::string address_of(const nlohmann::json& route);

nlohmann::json openapi(std::span<const Manifest* const> manifests);

}  // namespace arris::manifest
