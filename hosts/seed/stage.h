#pragma once
// Where sample data is made: the modules themselves run on a database of their own, at whatever time the story has
// come to, so what is written is what their routes write. Nothing leaves it: no mail, no call, no message.
//
// (1) The same requests at the same times give the same rows: ids come from a fixed chance. (2) What a module keeps
// secret comes from the root key as well, so that nobody who reads this program can guess it. (3) A message is heard
// before the next request.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/crypto.h"
#include "manifest/routes.h"
#include "seed/chance.h"
#include "sqlite/connection.h"
#include "wasmtime/loaded_module.h"
#include "wasmtime/settings.h"

namespace arris::seed {

struct Reply {
  int status = 0;
  std::string body;
};

// What the world outside answers to a call of a module.
struct WebAnswer {
  std::uint16_t status = 0;
  std::string_view body{};
  std::uint32_t duration_ms = 0;
};
using Web = std::function<std::optional<WebAnswer>(const effect::Fetch&, std::int64_t at_ms)>;

struct CaughtMail {
  std::string to, text;
};

// A file that lives as long as this does.
class Scratch {
 public:
  explicit Scratch(std::filesystem::path path);
  ~Scratch();
  const std::filesystem::path& path() const { return path_; }

 private:
  void remove() const;
  const std::filesystem::path path_;
};

class Stage {
 public:
  // Migrates the new database at `path`, and compiles the modules. Throws StartError.
  Stage(const wasmtime::Settings& settings, const std::filesystem::path& path,
        crypto::Keyring& keys, std::string_view chance);

  // Throws StartError unless the answer is a success: the story asks for nothing that is refused.
  std::string ask(std::int64_t at_ms, std::string_view method, std::string_view target,
                  std::string_view body = {}, std::string_view bearer = {});
  // Every job of every module, once.
  void run_jobs(std::int64_t at_ms);
  // Who answers calls from now on; nobody, where it gives nothing.
  void set_web(Web web) { web_ = std::move(web); }
  // The mail that was caught since the last call.
  std::vector<CaughtMail> take_mail() { return std::exchange(mail_, {}); }

  // A statement of the host's own, with texts for parameters.
  void execute(std::string_view sql, const std::vector<std::string>& parameters = {});
  // Commits, and forgets the messages that were heard. REQUIRES: nothing is asked afterwards
  void finish(std::int64_t at_ms);
  sqlite::Connection& connection() { return *connection_; }

 private:
  struct Target {
    wasmtime::LoadedModule* module;
    std::int64_t at_ms;
  };

  void load(const wasmtime::Settings& settings);
  void subscribe();
  std::string frame_of(std::int64_t at_ms, decltype(effect::Event::detail) detail);
  Reply run(const Target& target, const std::string& event);
  void deliver(std::int64_t at_ms);
  effects::Answer perform(const Target& target, const effect::Payload& payload);
  effects::Answer perform_fetch(const effect::Fetch& call, std::int64_t at_ms) const;
  effects::Answer perform_sql(const wasmtime::LoadedModule& module, const effect::Sql& sql);
  effects::Answer write(const sqlite::StatementSet& statements, const effect::Sql& sql);
  effects::Answer perform_host(std::uint16_t statement, std::vector<effect::Value> parameters);
  void commit_at_times();

  wasmtime::Engine engine_;
  wasmtime::ModuleCache cache_;
  std::vector<std::unique_ptr<wasmtime::LoadedModule>> modules_;
  manifest::Routes routes_;
  crypto::Crypto crypto_;
  const crypto::NamedKey& secrets_;
  std::unique_ptr<sqlite::Connection> connection_;
  Chance chance_;
  std::vector<CaughtMail> mail_;
  Web web_ = [](const auto&, std::int64_t) { return std::optional<WebAnswer>(); };
  std::uint64_t drawn_ = 0, writes_ = 0;
  bool told_ = false;
};

}  // namespace arris::seed
