#include "wasmtime/seam.h"

#include <optional>

#include "wasmtime/fault.h"

namespace arris::wasmtime {
namespace {

constexpr std::size_t page_bytes = 64u << 10;

// i is an i32, I an i64; parameters, then results.
struct Signature {
  std::string_view name, parameters, results;
};
constexpr Signature signatures[calls] = {
    {"_initialize", "", ""},   {"arris_abi", "", "i"},     {"arris_manifest", "", "I"},
    {"arris_alloc", "i", "i"}, {"arris_begin", "ii", "I"}, {"arris_resume", "iii", "I"},
    {"arris_cancel", "i", ""},
};

std::string_view text_of(const wasm_name_t& name) { return {name.data, name.size}; }

bool has_types(const wasm_valtype_vec_t& types, std::string_view wanted) {
  if (types.size != wanted.size()) return false;
  for (std::size_t i = 0; i < types.size; ++i) {
    if (wasm_valtype_kind(types.data[i]) != (wanted[i] == 'i' ? WASM_I32 : WASM_I64)) return false;
  }
  return true;
}

bool has_signature(const wasm_externtype_t& type, const Signature& signature) {
  const auto* function = wasm_externtype_as_functype_const(&type);
  return function != nullptr && has_types(*wasm_functype_params(function), signature.parameters) &&
         has_types(*wasm_functype_results(function), signature.results);
}

class Checker {
 public:
  Checker(std::string_view name, std::size_t memory_max_bytes)
      : name_(name), memory_max_bytes_(memory_max_bytes) {}

  void check_imports(const wasmtime_module_t& module) const {
    wasm_importtype_vec_t imports;
    wasmtime_module_imports(&module, &imports);
    std::string first;
    if (imports.size > 0)
      first = std::string(text_of(*wasm_importtype_module(imports.data[0]))) + "." +
              std::string(text_of(*wasm_importtype_name(imports.data[0])));
    wasm_importtype_vec_delete(&imports);
    if (!first.empty()) refuse("imports " + first + "; a module imports nothing");
  }

  ExportPlaces check_exports(const wasm_exporttype_vec_t& exports) {
    for (std::size_t i = 0; i < exports.size; ++i)
      place(i, text_of(*wasm_exporttype_name(exports.data[i])),
            *wasm_exporttype_type(exports.data[i]));
    if (!has_memory_) refuse("does not export memory");
    for (std::size_t i = 0; i < calls; ++i) {
      if (!found_[i]) refuse("does not export " + std::string(signatures[i].name));
    }
    return places_;
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw StartError("module " + std::string(name_) + " " + why);
  }

  void place(std::size_t at, std::string_view name, const wasm_externtype_t& type) {
    if (name == "memory") return place_memory(at, type);
    for (std::size_t i = 0; i < calls; ++i) {
      if (name != signatures[i].name) continue;
      if (!has_signature(type, signatures[i]))
        refuse("exports " + std::string(name) + " with another type than hosts/ABI.md says");
      places_.functions[i] = at;
      found_[i] = true;
      return;
    }
    refuse("exports " + std::string(name) + ", which is not part of the seam");
  }

  void place_memory(std::size_t at, const wasm_externtype_t& type) {
    const auto* memory = wasm_externtype_as_memorytype_const(&type);
    if (memory == nullptr) refuse("exports memory, but as something else");
    std::uint64_t pages = 0;
    if (!wasmtime_memorytype_maximum(memory, &pages)) refuse("declares no maximum of its memory");
    if (pages > memory_max_bytes_ / page_bytes)
      refuse("declares a memory over " + std::to_string(memory_max_bytes_ >> 20) + " MiB");
    places_.memory = at;
    has_memory_ = true;
  }

  const std::string_view name_;
  const std::size_t memory_max_bytes_;
  ExportPlaces places_;
  bool found_[calls] = {};
  bool has_memory_ = false;
};

}  // namespace

ExportPlaces check_seam(std::string_view name, const wasmtime_module_t& module,
                        std::size_t memory_max_bytes) {
  Checker checker(name, memory_max_bytes);
  checker.check_imports(module);
  struct Exports {
    wasm_exporttype_vec_t list;
    ~Exports() { wasm_exporttype_vec_delete(&list); }
  } exports;
  wasmtime_module_exports(&module, &exports.list);
  return checker.check_exports(exports.list);
}

}  // namespace arris::wasmtime
