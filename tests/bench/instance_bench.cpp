// W1: what a fresh instance costs, by the size of its module's code. A new store, an instance and
// the end of both, for each module of a folder, for an empty module, and for made-up modules of
// 50 KB to 2 MB of code. Usage: instance_bench MODULES_DIR ROUNDS COUNT; prints one line of JSON.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "wasmtime/fault.h"
#include "wasmtime/files.h"
#include "wasmtime/handles.h"
#include "wasmtime/wasm_engine.h"

namespace {

using namespace arris::wasmtime;
using Clock = std::chrono::steady_clock;

void append_number(std::string& out, std::size_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

void append_section(std::string& out, char kind, const std::string& body) {
  out += kind;
  append_number(out, body.size());
  out += body;
}

// A memory of four pages and `functions` functions of 1,000 bytes that nobody calls.
std::string made_up_module(std::size_t functions) {
  std::string out("\0asm\1\0\0\0", 8), list, code, body("\0", 1);
  for (int i = 0; i < 249; ++i) body += "\x41\x2a\x1a\x01";  // i32.const 42, drop, nop
  body += "\x01\x0b";
  append_number(list, functions);
  append_number(code, functions);
  for (std::size_t i = 0; i < functions; ++i) {
    list += '\0';
    append_number(code, body.size());
    code += body;
  }
  append_section(out, 1, std::string("\1\x60\0\0", 4));
  append_section(out, 3, list);
  append_section(out, 5, std::string("\1\0\4", 3));
  append_section(out, 10, code);
  return out;
}

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "instance_bench: %s\n", what.c_str());
  std::exit(1);
}

class Subject {
 public:
  Subject(const Engine& engine, std::string name, const std::string& wasm)
      : name(std::move(name)), bytes(wasm.size()), engine_(engine) {
    wasmtime_module_t* raw = nullptr;
    const Handle<wasmtime_error_t> error(wasmtime_module_new(
        engine.raw(), reinterpret_cast<const std::uint8_t*>(wasm.data()), wasm.size(), &raw));
    if (error) fail(text_of(*error));
    module_.reset(raw);
    const Handle<wasmtime_linker_t> linker(wasmtime_linker_new(engine.raw()));
    wasmtime_instance_pre_t* pre = nullptr;
    const Handle<wasmtime_error_t> linked(
        wasmtime_linker_instantiate_pre(linker.get(), module_.get(), &pre));
    if (linked) fail(text_of(*linked));
    pre_.reset(pre);
  }

  double microseconds(int count) const {
    const auto start = Clock::now();
    for (int i = 0; i < count; ++i) run();
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count() / count;
  }

  std::string name;
  std::size_t bytes;
  std::vector<double> times;

 private:
  void run() const {
    const Handle<wasmtime_store_t> store(wasmtime_store_new(engine_.raw(), nullptr, nullptr));
    auto* context = wasmtime_store_context(store.get());
    wasmtime_context_set_epoch_deadline(context, Engine::unmeasured_ticks);
    wasmtime_instance_t instance;
    wasm_trap_t* trap = nullptr;
    const Handle<wasmtime_error_t> error(
        wasmtime_instance_pre_instantiate(pre_.get(), context, &instance, &trap));
    if (error || trap != nullptr) fail(name + " can't be instantiated");
  }

  const Engine& engine_;
  Handle<wasmtime_module_t> module_;
  Handle<wasmtime_instance_pre_t> pre_;
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

std::vector<Subject> subjects_of(const Engine& engine, const std::string& folder) {
  std::vector<Subject> subjects;
  subjects.emplace_back(engine, "empty", made_up_module(0));
  subjects.emplace_back(engine, "50 KB", made_up_module(50));
  subjects.emplace_back(engine, "500 KB", made_up_module(500));
  subjects.emplace_back(engine, "2 MB", made_up_module(2000));
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".wasm")
      subjects.emplace_back(engine, entry.path().stem().string(), *read_file(entry.path()));
  }
  return subjects;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) fail("usage: instance_bench MODULES_DIR ROUNDS COUNT");
  const Engine engine;
  auto subjects = subjects_of(engine, arguments[1]);
  for (auto& subject : subjects) subject.microseconds(200);
  for (int round = 0; round < std::atoi(arguments[2]); ++round)
    for (auto& subject : subjects)
      subject.times.push_back(subject.microseconds(std::atoi(arguments[3])));
  std::printf("[");
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    const auto& one = subjects[i];
    std::printf("%s{\"name\":\"%s\",\"bytes\":%zu,\"us\":%.3f,\"times\":[", i ? "," : "",
                one.name.c_str(), one.bytes, median(one.times));
    for (std::size_t n = 0; n < one.times.size(); ++n)
      std::printf("%s%.3f", n ? "," : "", one.times[n]);
    std::printf("]}");
  }
  std::printf("]\n");
}
