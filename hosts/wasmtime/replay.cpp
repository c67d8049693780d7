// `arris replay`: runs a recorded request again, with the same module.

#include <cstdio>

#include "core/text.h"
#include "wasmtime/commands.h"
#include "wasmtime/files.h"
#include "wasmtime/host.h"
#include "wasmtime/outcome.h"

namespace arris::wasmtime {
namespace {

crypto::RootKey root_of(const Settings& settings) {
  std::optional<std::string_view> given;
  if (!settings.root_key.empty()) given = settings.root_key;
  if (!given && !std::filesystem::exists(std::filesystem::path(settings.data) / "root.key"))
    throw StartError("there is no root.key in " + settings.data +
                     ": give the folder of the server's data with --data");
  auto root = given ? crypto::RootKey::from_hex(*given)
                    : crypto::RootKey::load(settings.data, std::nullopt);
  if (!root) throw StartError(root.error().cause);
  return std::move(root).value();
}

Record read_record(const Settings& settings, const std::string& file) {
  const auto bytes = read_file(file);
  if (!bytes) throw StartError("the record " + file + " can't be read");
  auto record = open_record(record_key(root_of(settings)), *bytes);
  if (!record) throw StartError(file + " is not a record of this data, or it was cut or altered");
  return std::move(*record);
}

void print(const effect::Outcome& outcome) {
  if (outcome.head) {
    std::printf("%d\n", outcome.head->status);
    for (const auto& [name, value] : outcome.head->headers)
      std::printf("%.*s: %.*s\n", static_cast<int>(name.size()), name.data(),
                  static_cast<int>(value.size()), value.data());
    std::printf("\n");
  }
  std::fwrite(outcome.chunk.data.data(), 1, outcome.chunk.data.size(), stdout);
}

class Replayer {
 public:
  Replayer(const LoadedModule& module, const Record& record) : module_(module), record_(record) {}

  // 0 when everything was as before, 1 when something differs or the module is at fault.
  int run() {
    auto instance = module_.factory->make();
    if (!instance) return report(instance.error());
    auto frame = (*instance)->begin(record_.event);
    for (std::size_t step = 0;; ++step) {
      if (!frame) return report(frame.error());
      compare(step, *frame);
      const auto outcome = checker_.check(*frame);
      if (!outcome) return report(outcome.error());
      print(*outcome);
      if (step == record_.results.size() || outcome->done == effect::Done::yes) break;
      frame = (*instance)->resume(outcome->task, record_.results[step]);
    }
    if (!differs_) return 0;
    std::fprintf(stderr, "the answer differs from the recorded one\n");
    return 1;
  }

 private:
  int report(const Fault& fault) {
    std::fprintf(stderr, "module %s faults: %s: %s\n", record_.module.c_str(),
                 std::string(text_of(fault.kind)).c_str(), fault.cause.c_str());
    return 1;
  }
  void compare(std::size_t step, std::string_view frame) {
    if (step >= record_.outcomes.size()) return;
    differs_ = differs_ || as_text(crypto::sha256(frame)) != record_.outcomes[step];
  }

  const LoadedModule& module_;
  const Record& record_;
  OutcomeChecker checker_;
  bool differs_ = false;
};

}  // namespace

int replay(const Settings& settings, const std::string& file) {
  const auto record = read_record(settings, file);
  const Modules modules(settings);
  for (const auto& module : modules.list()) {
    if (module->name() != record.module) continue;
    if (module->digest != record.digest)
      std::fprintf(stderr, "module %s has changed since the request was recorded\n",
                   record.module.c_str());
    return Replayer(*module, record).run();
  }
  throw StartError("the record is of module " + record.module + ", which is not in " +
                   settings.modules);
}

}  // namespace arris::wasmtime
