#include "wasmtime/host.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

#include "core/text.h"
#include "manifest/openapi.h"
#include "wasmtime/files.h"
#include "wasmtime/ids.h"
#include "wasmtime/settings_urls.h"

namespace arris::wasmtime {
namespace {

std::string cause_of(const Error& error) {
  return error.cause.empty() ? error.detail : error.cause;
}

crypto::RootKey open_root(const DataFolder& folder, const Settings& settings) {
  std::optional<std::string_view> given;
  if (!settings.root_key.empty()) given = settings.root_key;
  auto root = crypto::RootKey::load(folder.path(), given);
  if (!root) throw StartError(cause_of(root.error()));
  return std::move(root).value();
}

std::unique_ptr<sqlite::Database> open_database(const DataFolder& folder, const HostParts& parts) {
  auto database = sqlite::Database::open({.path = folder.database(), .fail_at = parts.fail_sql_at});
  if (!database) throw StartError(cause_of(database.error()));
  return std::move(database).value();
}

effects::LimiterSettings limiter_settings(const Settings& settings, const HostParts& parts) {
  effects::LimiterSettings limiter;
  limiter.never_closes = settings.without_limits;
  if (parts.limiter_clock) limiter.clock = parts.limiter_clock;
  return limiter;
}

effects::MailerSettings mail_settings(const Settings& settings) {
  effects::MailerSettings mail;
  if (!settings.smtp_url.empty())
    mail.smtp = effects::SmtpSettings{.url = settings.smtp_url,
                                      .from = settings.smtp_from,
                                      .username = settings.smtp_username,
                                      .password = settings.smtp_password};
  return mail;
}

std::unique_ptr<SpanExporter> spans_of(const Settings& settings, Log& log) {
  if (settings.otlp_endpoint.empty()) return nullptr;
  SpanExporterSettings spans{.endpoint = settings.otlp_endpoint, .headers = {}};
  for (const auto& header : settings.otlp_headers) spans.headers.push_back(*header_of(header));
  if (!settings.otlp_service_name.empty()) spans.service_name = settings.otlp_service_name;
  return std::make_unique<SpanExporter>(std::move(spans), log);
}

EngineSettings engine_settings(const Settings& settings) {
  return {.instances_max = settings.instances_max,
          .step_deadline_ms = settings.step_deadline_ms,
          .epochs = settings.measured_without_epochs ? Epochs::off : Epochs::on};
}

// Some instances are made while modules load, and an ended one leaves the pool a moment later.
std::uint32_t slots_of(const Settings& settings) {
  return settings.instances_max - settings.instances_max / 8;
}

std::unique_ptr<ModuleNumbers> numbers_of(const manifest::Manifest& manifest) {
  std::vector<std::pair<std::string, std::string>> routes;
  for (const auto& route : manifest.routes) routes.emplace_back(route.method, route.path);
  return std::make_unique<ModuleNumbers>(manifest.name, std::move(routes));
}

}  // namespace

std::string event_frame(const Asked& asked) {
  const auto entropy = draw_entropy(64);
  std::string frame;
  frame.reserve(512 + asked.body.size());
  effect::encode(frame, effect::Event{.now_ms = effects::unix_ms(),
                                      .entropy = entropy,
                                      .request_id = asked.request_id,
                                      .client_address = asked.client_address,
                                      .trace_parent = asked.trace_parent,
                                      .detail = effect::RequestEvent{.method = asked.method,
                                                                     .path = asked.path,
                                                                     .query = asked.query,
                                                                     .headers = asked.headers,
                                                                     .body = asked.body}});
  return frame;
}

std::vector<std::filesystem::path> list_modules(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".wasm") paths.push_back(entry.path());
  }
  if (error)
    throw StartError("the module folder " + folder + " can't be read (" + error.message() +
                     "): build the modules, or give another folder with --modules");
  if (paths.empty())
    throw StartError("the module folder " + folder +
                     " holds no module: build the modules, or give another folder with --modules");
  std::ranges::sort(paths);
  return paths;
}

Modules::Modules(const Settings& settings) : engine_(engine_settings(settings)) {
  // Nothing is kept of what is compiled: the key of the cache lies with the data.
  crypto::Keyring keys(crypto::RootKey::from_hex(std::string(64, '0')).value());
  ModuleCache cache(engine_, keys, "");
  for (const auto& path : list_modules(settings.modules))
    modules_.push_back(load_module(engine_, cache, path));
}

Host::Host(const Settings& settings, HostParts parts)
    : settings_(settings),
      folder_(settings.data),
      spans_(spans_of(settings, log_)),
      keys_(open_root(folder_, settings)),
      engine_(engine_settings(settings)),
      cache_(engine_, keys_, folder_.cache()),
      database_(open_database(folder_, parts)),
      crypto_(keys_, folder_.path() / "vault.key"),
      password_(keys_),
      limiter_(limiter_settings(settings_, parts)),
      outbox_(folder_.mail()),
      mailer_(outbox_, mail_settings(settings)),
      passwords_(password_),
      fetcher_({.allow_private_hosts = settings.allow_private_hosts}),
      services_{*database_,
                crypto_,
                passwords_,
                limiter_,
                store_,
                hub_,
                mailer_,
                fetcher_,
                [this] {
                  if (courier_) courier_->wake();
                }},
      journal_(log_, keys_.root(), folder_.faults(), settings.record),
      runtime_{.services = services_,
               .deadlines = deadlines_,
               .journal = journal_,
               .deadline_ms = settings.request_deadline_ms,
               .keep = settings.record.empty() ? Keep::frames : Keep::frames_and_outcomes},
      delivery_runtime_(runtime_),
      slots_(slots_of(settings)),
      courier_rests_(parts.courier_rests) {
  // Nobody waits for a delivery, and some of them call others who take their time.
  delivery_runtime_.deadline_ms += 10'000;
  delivery_runtime_.writes = sqlite::Urgency::behind;
  load_modules(parts);
  migrate();
  apart_ = std::make_shared<ThreadHome>(64);
  apart_->post([] { ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 10); });
}

Host::~Host() {
  if (courier_) courier_->stop();
  wait_for_tasks();
  deadlines_.end();
}

void Host::start_courier(std::string base_url) {
  std::vector<LoadedModule*> modules;
  for (auto& one : served_) modules.push_back(one.module.get());
  auto courier = std::make_unique<Courier>(
      *database_, std::move(modules),
      [this](LoadedModule& module, std::shared_ptr<Home> home, std::shared_ptr<Caller> caller) {
        return make_task(delivery_runtime_, module, std::move(home), std::move(caller));
      },
      log_,
      CourierSettings{.attempts_max = settings_.outbox_attempts_max,
                      .retry_ms = settings_.outbox_retry_ms,
                      .job_retry_ms = settings_.outbox_retry_ms * 60,
                      .lease_ms = settings_.request_deadline_ms + 20'000,
                      .base_url = std::move(base_url),
                      .rests = courier_rests_});
  if (auto status = courier->start(); !status) throw StartError(cause_of(status.error()));
  courier_ = std::move(courier);
}

void Host::wait_for_tasks() const {
  // A task ends with its effects, and each of these ends; a loop that is gone may keep one forever.
  for (int i = 0; i < 300 && slots_.in_use() > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

void Host::migrate() {
  auto applied = database_->migrate(settings_.migrations);
  if (!applied) throw StartError(cause_of(applied.error()));
  for (const auto& name : applied.value())
    log_.write(LogLine("info", "migrated").add("migration", name));
  migrations_ = applied.value().size();
}

void Host::load_modules(const HostParts& parts) {
  for (const auto& path : list_modules(settings_.modules)) {
    auto module = load_module(engine_, cache_, path);
    if (parts.instances_of) {
      if (auto other = parts.instances_of(module->name())) module->factory = std::move(other);
    }
    auto numbers = numbers_of(module->manifest);
    served_.push_back({std::move(module), std::move(numbers)});
    try {
      routes_.add(served_.size() - 1, served_.back().module->manifest);
    } catch (const manifest::ManifestError& error) {
      throw StartError(error.what());
    }
  }
}

std::shared_ptr<Task> Host::make_task(LoadedModule& module, std::shared_ptr<Home> home,
                                      std::shared_ptr<Caller> caller) {
  return make_task(runtime_, module, std::move(home), std::move(caller));
}

std::shared_ptr<Task> Host::make_task(const Runtime& runtime, LoadedModule& module,
                                      std::shared_ptr<Home> home, std::shared_ptr<Caller> caller) {
  auto slot = slots_.take();
  if (!slot) return nullptr;
  return std::make_shared<Task>(runtime, module, std::move(home), std::move(caller),
                                std::move(slot));
}

std::string Host::setup_token() {
  const auto answer = database_->query("SELECT count(*) FROM memberships WHERE role = 'owner'");
  const auto rows = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
  if (answer.failure == effect::Failure::none && rows && !rows->statements.empty() &&
      std::get<std::int64_t>(rows->statements[0].values[0]) > 0)
    return {};
  return to_hex(keys_.find("setup")->hmac.of("setup"));
}

std::string Host::openapi() const {
  std::vector<const manifest::Manifest*> manifests;
  for (const auto& one : served_) manifests.push_back(&one.module->manifest);
  return manifest::openapi(manifests).dump();
}

std::pair<bool, std::string> Host::readiness() {
  const bool alive = database_->query("SELECT 1").failure == effect::Failure::none;
  nlohmann::json modules = nlohmann::json::array();
  for (const auto& one : served_) {
    const auto& health = one.module->health;
    modules.push_back({{"name", one.module->name()},
                       {"faults", health.faults()},
                       {"watched", health.is_watched(effects::steady_ms())}});
  }
  const nlohmann::json body = {{"status", alive ? "ready" : "unavailable"},
                               {"database", alive ? "ok" : "unavailable"},
                               {"modules", modules}};
  return {alive, body.dump()};
}

}  // namespace arris::wasmtime
