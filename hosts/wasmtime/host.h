#pragma once
// Everything that serves, put together: the database, the keys, the effects, the modules. One per
// process; the front (front.h) brings it requests.

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "effects/mailbox.h"
#include "manifest/routes.h"
#include "wasmtime/courier.h"
#include "wasmtime/data_folder.h"
#include "wasmtime/host_journal.h"
#include "wasmtime/metrics.h"
#include "wasmtime/settings.h"
#include "wasmtime/span_exporter.h"
#include "wasmtime/task.h"

namespace arris::wasmtime {

// A module with what is counted of it.
struct Served {
  std::unique_ptr<LoadedModule> module;
  std::unique_ptr<ModuleNumbers> numbers;
};

// What a module is asked, as its host knows it. Views live during `event_frame` alone.
struct Asked {
  std::string_view method, path, query, body, client_address, request_id, trace_parent;
  std::vector<effect::Header> headers;
};
std::string event_frame(const Asked& asked);

// What a test puts in the place of the server's own; what is empty stays as it is.
struct HostParts {
  std::function<effect::Failure(std::uint64_t ordinal)> fail_sql_at;
  std::function<std::int64_t()> limiter_clock;
  std::function<bool(std::size_t)> courier_rests;
  // Null keeps the module's own instances.
  std::function<std::unique_ptr<InstanceFactory>(std::string_view module)> instances_of;
};

class Host {
 public:
  // Opens the data folder, migrates, loads the modules. Throws StartError.
  explicit Host(const Settings& settings, HostParts parts = {});
  ~Host();
  Host(const Host&) = delete;

  // Until every task is gone: its caller, its home and its instance too.
  void wait_for_tasks() const;

  const Settings& settings() const { return settings_; }
  Log& log() { return log_; }
  // Null where nobody takes spans.
  SpanExporter* spans() { return spans_.get(); }
  std::vector<Served>& served() { return served_; }
  const manifest::Routes& routes() const { return routes_; }
  ModuleNumbers& own_numbers() { return own_numbers_; }
  ModuleNumbers& page_numbers() { return page_numbers_; }
  effects::Hub& hub() { return hub_; }
  sqlite::Database& database() { return *database_; }
  Deadlines& deadlines() { return deadlines_; }
  effects::MailBox& outbox() { return outbox_; }
  const effects::Fetcher& fetcher() const { return fetcher_; }

  // Null when there is no room; the caller is then refused.
  std::shared_ptr<Task> make_task(LoadedModule& module, std::shared_ptr<Home> home,
                                  std::shared_ptr<Caller> caller);
  void note_shed() { slots_.note_shed(); }
  // Where the requests of a module that loops run: apart, and one after another.
  const std::shared_ptr<ThreadHome>& apart() const { return apart_; }

  // From now on messages are delivered and jobs run. `base_url` is where people reach the product.
  // Throws StartError.
  void start_courier(std::string base_url);

  // The token of the set-up link; empty once there is an owner.
  std::string setup_token();
  std::string openapi() const;
  std::string exposition(std::size_t connections);
  // Whether requests can be answered, and what is known about it as JSON.
  std::pair<bool, std::string> readiness();

 private:
  std::shared_ptr<Task> make_task(const Runtime& runtime, LoadedModule& module,
                                  std::shared_ptr<Home> home, std::shared_ptr<Caller> caller);
  void migrate();
  void load_modules(const HostParts& parts);
  void add_database_numbers(Exposition& out);
  void add_delivery_numbers(Exposition& out);
  void add_module_numbers(Exposition& out);

  const Settings settings_;
  DataFolder folder_;
  Log log_;
  const std::unique_ptr<SpanExporter> spans_;
  crypto::Keyring keys_;
  Engine engine_;
  ModuleCache cache_;
  std::unique_ptr<sqlite::Database> database_;
  crypto::Crypto crypto_;
  crypto::Password password_;
  Deadlines deadlines_;
  effects::Limiter limiter_;
  effects::CacheStore store_;
  effects::Hub hub_;
  effects::MailBox outbox_;
  effects::Mailer mailer_;
  crypto::PasswordPool passwords_;
  effects::Fetcher fetcher_;
  Services services_;
  HostJournal journal_;
  Runtime runtime_, delivery_runtime_;
  Slots slots_;
  std::vector<Served> served_;
  manifest::Routes routes_;
  ModuleNumbers own_numbers_{"host", {}}, page_numbers_{"pages", {}};
  std::shared_ptr<ThreadHome> apart_;
  std::size_t migrations_ = 0;
  const std::function<bool(std::size_t)> courier_rests_;
  std::unique_ptr<Courier> courier_;
};

// Modules alone, for commands that serve nothing and touch no data.
class Modules {
 public:
  explicit Modules(const Settings& settings);
  const std::vector<std::unique_ptr<LoadedModule>>& list() const { return modules_; }

 private:
  Engine engine_;
  std::vector<std::unique_ptr<LoadedModule>> modules_;
};

// The modules of a folder, in the order of their names. Throws StartError when there are none.
std::vector<std::filesystem::path> list_modules(const std::string& folder);

}  // namespace arris::wasmtime
