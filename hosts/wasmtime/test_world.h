#pragma once
// Everything that a task needs, for tests: a directory of its own, a real database in it, modules
// that were built for the test, and a caller that writes down what it is told.

#include <doctest/doctest.h>

#include <filesystem>
#include <future>
#include <mutex>

#include "core/ids.h"
#include "effects/mailbox.h"
#include "wasmtime/files.h"
#include "wasmtime/task.h"

namespace arris::wasmtime {

inline std::filesystem::path test_module(std::string_view name) {
  return std::filesystem::path(ARRIS_TEST_MODULES) / (std::string(name) + ".wasm");
}

// Goes with everything in it.
struct TestDirectory {
  TestDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "arris_test_XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  ~TestDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::filesystem::path path;
};

struct Told {
  int status = 0;
  std::string body;
  std::string how;  // answer, stream, abort, subscribe, or the code of a refusal
};

class TestCaller final : public Caller {
 public:
  void answer(const effect::Head& head, std::string_view body) override {
    tell({head.status, std::string(body), "answer"});
  }
  void begin(const effect::Head& head) override { told_.status = head.status; }
  void write(std::string_view chunk, std::function<void()> ready) override {
    told_.body += chunk;
    ready();
  }
  void end() override { tell({told_.status, told_.body, "stream"}); }
  void abort() override { tell({told_.status, told_.body, "abort"}); }
  void subscribe(const effect::Head& head, const effect::Subscription&,
                 std::string_view first) override {
    tell({head.status, std::string(first), "subscribe"});
  }
  void refuse(Code code) override { tell({status_of(code), "", std::string(text_of(code))}); }

  std::future<Told> told() { return promise_.get_future(); }

 private:
  void tell(Told told) { promise_.set_value(std::move(told)); }

  Told told_;
  std::promise<Told> promise_;
};

class TestJournal final : public Journal {
 public:
  void note_log(const Record&, const effect::Log& log) override {
    std::lock_guard lock(mutex);
    logs.emplace_back(log.message);
  }
  void note_fault(const Record& record, const Fault& fault) override {
    std::lock_guard lock(mutex);
    faults.push_back(fault);
    faulty = record;
  }
  void note_end(const Record& record) override {
    std::lock_guard lock(mutex);
    last = record;
  }

  std::mutex mutex;
  std::vector<std::string> logs;
  std::vector<Fault> faults;
  Record faulty, last;
};

inline crypto::RootKey test_root() {
  return crypto::RootKey::from_hex(std::string(64, '7')).value();
}

struct TestWorld {
  TestDirectory directory;
  crypto::Keyring keys{test_root()};
  Engine engine;
  ModuleCache cache{engine, keys, directory.path / "cache"};
  std::unique_ptr<LoadedModule> module = load_module(engine, cache, test_module("hostile"));

  std::unique_ptr<sqlite::Database> database =
      sqlite::Database::open({.path = (directory.path / "arris.db").string()}).value();
  crypto::Crypto crypto{keys};
  crypto::Password password{keys};
  crypto::PasswordPool passwords{password, {.threads = 1}};
  effects::Limiter limiter;
  effects::CacheStore store;
  effects::Hub hub;
  effects::MailBox outbox{directory.path / "mail"};
  effects::Mailer mailer{outbox, {}};
  effects::Fetcher fetcher;
  Services services{*database, crypto, passwords, limiter, store, hub, mailer, fetcher};
  Deadlines deadlines;
  TestJournal journal;
  Slots slots{32};
  Runtime runtime{.services = services,
                  .deadlines = deadlines,
                  .journal = journal,
                  .keep = Keep::frames_and_outcomes};
  std::shared_ptr<ThreadHome> home = std::make_shared<ThreadHome>();

  explicit TestWorld(std::uint32_t step_deadline_ms = 50)
      : engine({.instances_max = 64, .step_deadline_ms = step_deadline_ms}) {
    REQUIRE(database->execute_script("CREATE TABLE things (id TEXT PRIMARY KEY) STRICT"));
  }

  ~TestWorld() { wait_for_tasks(); }

  void wait_for_tasks() {
    while (slots.in_use() > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    settle();
  }
  static std::string event(std::string_view path) {
    const std::string entropy(64, 'e');
    std::string frame;
    effect::encode(frame,
                   effect::Event{.now_ms = 1,
                                 .entropy = entropy,
                                 .request_id = "r",
                                 .detail = effect::RequestEvent{.method = "GET", .path = path}});
    return frame;
  }
  std::shared_ptr<Task> start(std::string_view path, std::shared_ptr<Caller> caller) {
    auto task = std::make_shared<Task>(runtime, *module, home, std::move(caller), slots.take());
    home->post([task, frame = event(path)]() mutable { task->begin("r", std::move(frame)); });
    return task;
  }
  Told ask(std::string_view path) {
    auto caller = std::make_shared<TestCaller>();
    auto told = caller->told();
    (void)start(path, caller);
    return told.get();
  }
  // Until everything that was posted before has been done.
  void settle() {
    std::promise<void> done;
    home->post([&] { done.set_value(); });
    done.get_future().get();
  }
};

}  // namespace arris::wasmtime
