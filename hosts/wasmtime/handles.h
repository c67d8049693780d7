#pragma once
// The C API's objects, freed by themselves, and its errors as texts.

#include <wasmtime.h>

#include <memory>
#include <string>

namespace arris::wasmtime {

struct Free {
  void operator()(wasm_engine_t* engine) const { wasm_engine_delete(engine); }
  void operator()(wasmtime_module_t* module) const { wasmtime_module_delete(module); }
  void operator()(wasmtime_linker_t* linker) const { wasmtime_linker_delete(linker); }
  void operator()(wasmtime_instance_pre_t* pre) const { wasmtime_instance_pre_delete(pre); }
  void operator()(wasmtime_store_t* store) const { wasmtime_store_delete(store); }
  void operator()(wasmtime_error_t* error) const { wasmtime_error_delete(error); }
  void operator()(wasm_trap_t* trap) const { wasm_trap_delete(trap); }
};
template <class T>
using Handle = std::unique_ptr<T, Free>;

inline std::string text_of(const wasm_byte_vec_t& bytes) {
  std::string text(bytes.data, bytes.size);
  while (!text.empty() && text.back() == '\0') text.pop_back();
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

inline std::string text_of(const wasmtime_error_t& error) {
  wasm_byte_vec_t bytes;
  wasmtime_error_message(&error, &bytes);
  auto text = text_of(bytes);
  wasm_byte_vec_delete(&bytes);
  return text;
}

inline std::string text_of(const wasm_trap_t& trap) {
  wasm_byte_vec_t bytes;
  wasm_trap_message(&trap, &bytes);
  auto text = text_of(bytes);
  wasm_byte_vec_delete(&bytes);
  return text;
}

}  // namespace arris::wasmtime
