#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

#include "core/text.h"
#include "wasmtime/test_world.h"

namespace arris::wasmtime {
namespace {

std::size_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t pages = 0, resident = 0;
  file >> pages >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

struct Misbehaviour {
  const char* path;
  FaultKind kind;
};

constexpr Misbehaviour misbehaviours[] = {
    {"/hostile/loop", FaultKind::deadline}, {"/hostile/fill", FaultKind::deadline},
    {"/hostile/recurse", FaultKind::trap},  {"/hostile/trap", FaultKind::trap},
    {"/hostile/outside", FaultKind::frame}, {"/hostile/long", FaultKind::limit},
    {"/hostile/huge", FaultKind::limit},    {"/hostile/garbage", FaultKind::frame},
    {"/hostile/empty", FaultKind::frame},   {"/hostile/headless", FaultKind::frame},
    {"/hostile/status", FaultKind::frame},  {"/hostile/split", FaultKind::frame},
    {"/hostile/flood", FaultKind::frame},   {"/hostile/kind", FaultKind::frame},
    {"/hostile/forever", FaultKind::limit},
};

std::int64_t things_in(TestWorld& world) {
  const auto answer = world.database->query("SELECT count(*) FROM things");
  const auto rows = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
  REQUIRE(rows);
  return std::get<std::int64_t>(rows->statements[0].values[0]);
}

TEST_CASE("a module at fault ends one request, and the next one is answered") {
  TestWorld world;
  for (const auto& [path, kind] : misbehaviours) {
    CAPTURE(std::string(path));
    const auto told = world.ask(path);
    CHECK(told.how == "module_fault");
    CHECK(told.status == 500);
    REQUIRE(!world.journal.faults.empty());
    CHECK(text_of(world.journal.faults.back().kind) == text_of(kind));
    CHECK(world.ask("/hostile/good").body == "good");
  }
  CHECK(world.journal.faults.size() == std::size(misbehaviours));
  CHECK(world.module->health.faults() == std::size(misbehaviours));
  world.wait_for_tasks();
}

TEST_CASE("what the manifest does not declare is refused") {
  TestWorld world;
  CHECK(world.ask("/hostile/undeclared").body == "1d");
  CHECK(world.ask("/hostile/foreign").body == "1d");
}

TEST_CASE("a shut gate lets nothing after it happen") {
  TestWorld world;
  CHECK(world.ask("/hostile/gated").body == "002");
  CHECK(world.ask("/hostile/reads").body == "0");
  CHECK(things_in(world) == 0);
}

TEST_CASE("effects that take a while resume the module") {
  TestWorld world;
  CHECK(world.ask("/hostile/writes").body == "0");
  CHECK(world.ask("/hostile/writes").body == "1c");  // the constraint
  CHECK(world.ask("/hostile/waits").body == "0");
}

TEST_CASE("an answer may come in pieces") {
  TestWorld world;
  const auto told = world.ask("/hostile/stream");
  CHECK(told.how == "stream");
  CHECK(told.body == "one,more,more,end");
}

TEST_CASE("a step has more time, the more memory it looks through") {
  const Engine engine;
  CHECK(engine.step_limit_us(15u << 20) == engine.step_limit_us(128u << 10) + 15 * 5000);
}

TEST_CASE("what a step waits for a core is not of its time") {
  TestWorld world(400);
  std::vector<std::jthread> others;
  for (unsigned i = 0; i < 20 * std::thread::hardware_concurrency(); ++i)
    others.emplace_back([](std::stop_token stop) {
      while (!stop.stop_requested()) continue;
    });
  CHECK(world.ask("/hostile/busy").body == "done");
}

TEST_CASE("a request past its deadline is answered once") {
  TestWorld world;
  world.runtime.deadline_ms = 1;
  CHECK(world.ask("/hostile/waits").how == "timeout");
}

TEST_CASE("a caller who left is told nothing") {
  TestWorld world;
  auto caller = std::make_shared<TestCaller>();
  const auto task = world.start("/hostile/waits", caller);
  task->cancel();
  world.settle();
  CHECK(caller.use_count() == 1);
}

TEST_CASE("a module works on after its answer") {
  TestWorld world;
  const auto told = world.ask("/hostile/answers_first");
  CHECK(told.how == "answer");
  CHECK(told.body == "one,");
  world.wait_for_tasks();
  CHECK(things_in(world) == 1);
  CHECK(world.journal.faults.empty());
}

TEST_CASE("an answer after the end of one is a fault, and its caller does not see it") {
  TestWorld world;
  CHECK(world.ask("/hostile/answers_twice").body == "one,");
  world.wait_for_tasks();
  REQUIRE(world.journal.faults.size() == 1);
  CHECK(world.journal.faults.front().cause == "an answer after its end");
}

// Takes the first piece of an answer, and is not ready for another.
class FullCaller final : public Caller {
 public:
  void answer(const effect::Head&, std::string_view) override {}
  void begin(const effect::Head&) override {}
  void write(std::string_view, std::function<void()>) override { full.set_value(); }
  void end() override { ++ends; }
  void abort() override { ++ends; }
  void subscribe(const effect::Head&, const effect::Subscription&, std::string_view) override {}
  void refuse(Code) override { ++ends; }

  std::promise<void> full;
  std::atomic<int> ends = 0;
};

TEST_CASE("a module whose caller left in the middle of the answer ends by itself") {
  TestWorld world;
  const auto caller = std::make_shared<FullCaller>();
  auto task = world.start("/hostile/works_on", caller);
  caller->full.get_future().get();
  CHECK(things_in(world) == 0);
  std::exchange(task, nullptr)->cancel();
  world.wait_for_tasks();
  CHECK(things_in(world) == 1);
  CHECK(caller->ends == 0);
  CHECK(world.journal.faults.empty());
}

TEST_CASE("memory may grow to its limit and not further") {
  TestWorld world;
  CHECK(world.ask("/hostile/grow").body == "full");
}

TEST_CASE("ten thousand traps cost no memory") {
  TestWorld world;
  for (int i = 0; i < 500; ++i) (void)world.ask("/hostile/trap");
  const auto before = resident_bytes();
  for (int i = 0; i < 10'000; ++i) (void)world.ask("/hostile/trap");
  {
    std::lock_guard lock(world.journal.mutex);
    world.journal.faults = {};
  }
  CHECK(resident_bytes() < before + (5u << 20));
  CHECK(world.ask("/hostile/good").body == "good");
}

TEST_CASE("a request gives the same bytes again") {
  TestWorld world;
  for (const char* path :
       {"/hostile/good", "/hostile/gated", "/hostile/stream", "/hostile/waits"}) {
    CAPTURE(std::string(path));
    (void)world.ask(path);
    world.settle();
    const auto kept = parse_record(to_bytes(world.journal.last));
    REQUIRE(kept);
    REQUIRE(kept->outcomes.size() == kept->results.size() + 1);
    auto instance = world.module->factory->make();
    REQUIRE(instance);
    auto frame = (*instance)->begin(kept->event);
    for (std::size_t i = 0;; ++i) {
      REQUIRE(frame);
      CHECK(std::string(as_text(crypto::sha256(*frame))) == kept->outcomes[i]);
      if (i == kept->results.size()) break;
      frame = (*instance)->resume(0, kept->results[i]);
    }
  }
}

TEST_CASE("a record that was cut is not one") {
  const auto bytes = to_bytes({"errors", "ab", "r", "event", {"one", "two"}, {"x"}});
  CHECK(parse_record(bytes)->results[1] == "two");
  for (std::size_t length = 0; length < bytes.size(); ++length)
    CHECK_FALSE(parse_record(std::string_view(bytes).substr(0, length)));
  CHECK_FALSE(parse_record(bytes + "x"));
}

}  // namespace
}  // namespace arris::wasmtime
