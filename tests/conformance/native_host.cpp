// `arris serve` with the functions linked natively instead of their modules, and a database that
// fails when told.
//
// ARRIS_FAULTS names a file of four little-endian 64-bit numbers that a test shares with this
// process: which call of the database fails (0: none), how many there have been, whether the
// courier rests (1), and whether anything of its is under way (not 0).

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>

#include "all_functions.h"
#include "http/dispatch.h"
#include "wasmtime/commands.h"
#include "wasmtime/linked_instance.h"

namespace {

using namespace arris;
using namespace arris::wasmtime;

struct SharedFaults {
  std::atomic<std::uint64_t> failing, calls, resting, busy;
};

SharedFaults& share(const char* path) {
  const int file = ::open(path, O_RDWR | O_CLOEXEC);
  if (file < 0 || ::ftruncate(file, sizeof(SharedFaults)) != 0)
    throw StartError(std::string("ARRIS_FAULTS: can't open ") + path);
  void* shared = ::mmap(nullptr, sizeof(SharedFaults), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  ::close(file);
  if (shared == MAP_FAILED) throw StartError(std::string("ARRIS_FAULTS: can't map ") + path);
  return *static_cast<SharedFaults*>(shared);
}

std::unique_ptr<InstanceFactory> linked(std::string_view module) {
  static std::map<std::string_view, http::Exchanges, std::less<>> jobs;
  const auto function = all_functions.find(module);
  if (function == all_functions.end())
    throw StartError("no function of this name is linked: " + std::string(module));
  const auto& exchanges = jobs.try_emplace(function->first, function->second).first->second;
  return std::make_unique<LinkedFactory>(exchanges);
}

// Time runs a thousand times as fast for rate limits, because a test that fails each call of a
// request asks many times.
std::int64_t hurried_ms() { return effects::steady_ms() * 1000; }

HostParts parts_of(const char* faults_path) {
  HostParts parts;
  parts.instances_of = linked;
  if (faults_path == nullptr) return parts;
  parts.limiter_clock = hurried_ms;
  // Told before it asks: whoever writes `resting` and then reads 0 meets no pass that has not seen it.
  parts.courier_rests = [&faults = share(faults_path)](std::size_t busy) {
    faults.busy = busy;
    return faults.resting == 1;
  };
  share(faults_path).busy = 1;  // until the courier is there
  parts.fail_sql_at = [&faults = share(faults_path)](std::uint64_t) {
    return ++faults.calls == faults.failing ? effect::Failure::unavailable : effect::Failure::none;
  };
  return parts;
}

SettingValues values_of(int count, char** arguments) {
  SettingValues values;
  for (int i = 1; i < count; ++i) {
    const std::string name = std::string(arguments[i]).substr(2);
    const bool has_value = i + 1 < count && std::string_view(arguments[i + 1]).substr(0, 2) != "--";
    values[name] = has_value ? arguments[++i] : "true";
  }
  return values;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return serve(read_settings(values_of(count, arguments), environ, ""),
                 parts_of(std::getenv("ARRIS_FAULTS")));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "native_host: %s\n", error.what());
    return 2;
  }
}
