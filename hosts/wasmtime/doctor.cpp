// `arris doctor`: what would keep a server from starting, without starting one.

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "crypto/root_key.h"
#include "sqlite/migrations.h"
#include "wasmtime/commands.h"
#include "wasmtime/data_folder.h"

namespace arris::wasmtime {
namespace {

namespace fs = std::filesystem;

enum class Verdict : std::uint8_t { ok, note, bad };

struct Finding {
  Verdict verdict = Verdict::ok;
  std::string what{};
};

Finding bad(std::string what) { return {Verdict::bad, std::move(what)}; }
Finding note(std::string what) { return {Verdict::note, std::move(what)}; }
Finding bad(const Error& error) { return bad(error.cause.empty() ? error.detail : error.cause); }

Finding look_at_modules(const Settings& settings) {
  try {
    const Modules modules(settings);
    manifest::Routes routes;
    for (std::size_t i = 0; i < modules.list().size(); ++i)
      routes.add(i, modules.list()[i]->manifest);
  } catch (const std::exception& error) {
    return bad(error.what());
  }
  return {};
}

// The folder, or the one in which it would be made. Its rights alone don't say whether it takes
// another: /proc has those of any.
Finding look_at_data(const Settings& settings) {
  std::error_code error;
  auto folder = fs::absolute(settings.data);
  while (fs::status(folder, error).type() == fs::file_type::not_found)
    folder = folder.parent_path();
  auto trial = (folder / ".arris_XXXXXX").string();
  if (::mkdtemp(trial.data()) == nullptr)
    return bad(settings.data + " can't be written (" + std::strerror(errno) +
               "): give another folder with --data");
  ::rmdir(trial.c_str());
  const auto holder = DataFolder::holder_of(settings.data);
  if (!holder.empty()) return note(holder + " serves it; stop that before another is started");
  return {};
}

Finding look_at_address(const Settings& settings) {
  if (!DataFolder::holder_of(settings.data).empty())
    return note("not tried beside the server that runs");
  try {
    check_address(settings);
  } catch (const std::exception& error) {
    return bad(error.what());
  }
  return {};
}

Finding look_at_root(const Settings& settings) {
  const fs::path folder = settings.data;
  const auto given =
      settings.root_key.empty() ? std::nullopt : std::optional<std::string_view>(settings.root_key);
  if (fs::exists(folder / "root.check")) {
    const auto root = crypto::RootKey::load(folder, given);
    return root ? Finding{} : bad(root.error());
  }
  if (given)
    return crypto::RootKey::from_hex(*given) ? Finding{} : bad("it is not 64 hexadecimal digits");
  return fs::exists(folder / "root.key") ? Finding{}
                                         : note("there is none yet; `arris serve` makes it");
}

Finding look_at_database(const Settings& settings) {
  const auto migrations = sqlite::list_migrations(settings.migrations);
  if (!migrations) return bad(migrations.error());
  const auto path = (fs::path(settings.data) / "arris.db").string();
  if (!fs::exists(path)) return note("there is none yet; `arris serve` makes it");
  auto connection = sqlite::Connection::open(path, sqlite::Access::read);
  if (!connection) return bad(connection.error());
  const auto state = sqlite::migration_state(*connection.value(), settings.migrations);
  if (!state) return bad(state.error());
  if (state->pending.empty()) return {};
  return note(std::to_string(state->pending.size()) +
              " migrations wait; `arris serve` or `arris migrate` applies them");
}

}  // namespace

int doctor(const Settings& settings) {
  constexpr const char* words[] = {"ok", "note", "bad"};
  int code = 0;
  const auto report = [&](const char* subject, const Finding& finding) {
    std::printf("%-4s %s%s%s\n", words[static_cast<int>(finding.verdict)], subject,
                finding.what.empty() ? "" : ": ", finding.what.c_str());
    if (finding.verdict == Verdict::bad) code = 1;
  };
  report("modules", look_at_modules(settings));
  report("address", look_at_address(settings));
  report("data folder", look_at_data(settings));
  try {
    report("root key", look_at_root(settings));
    report("database", look_at_database(settings));
  } catch (const fs::filesystem_error& error) {
    report("data folder", bad(error.what()));
  }
  for (const auto& line : unsafe_settings(settings)) std::printf("note %s\n", line.c_str());
  return code;
}

}  // namespace arris::wasmtime
