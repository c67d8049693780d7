#pragma once
// The checks of a module's imports and exports, before any of its code runs.

#include "wasmtime/wasm_instance.h"

namespace arris::wasmtime {

// Throws StartError when the module imports anything, when its exports are not exactly those of the
// seam with their types, or when its memory has no maximum or one over `memory_max_bytes`.
ExportPlaces check_seam(std::string_view name, const wasmtime_module_t& module,
                        std::size_t memory_max_bytes);

}  // namespace arris::wasmtime
