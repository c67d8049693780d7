// `arris call`: a request without a network, through the same tasks and effects.

#include <cstdio>
#include <future>

#include "core/text.h"
#include "wasmtime/commands.h"
#include "wasmtime/host.h"
#include "wasmtime/ids.h"

namespace arris::wasmtime {
namespace {

class TerminalCaller final : public Caller {
 public:
  void answer(const effect::Head& head, std::string_view body) override {
    print(head);
    std::fwrite(body.data(), 1, body.size(), stdout);
    done_.set_value(head.status);
  }
  void begin(const effect::Head& head) override {
    print(head);
    status_ = head.status;
  }
  void write(std::string_view chunk, std::function<void()> ready) override {
    std::fwrite(chunk.data(), 1, chunk.size(), stdout);
    ready();
  }
  void end() override { done_.set_value(status_); }
  void abort() override { done_.set_value(500); }
  void subscribe(const effect::Head& head, const effect::Subscription&,
                 std::string_view first) override {
    print(head);
    std::fwrite(first.data(), 1, first.size(), stdout);
    done_.set_value(head.status);
  }
  void refuse(Code code) override {
    std::printf("%d %.*s\n", status_of(code), static_cast<int>(text_of(code).size()),
                text_of(code).data());
    done_.set_value(status_of(code));
  }
  std::future<int> done() { return done_.get_future(); }

 private:
  static void print(const effect::Head& head) {
    std::printf("%d\n", head.status);
    for (const auto& [name, value] : head.headers)
      std::printf("%.*s: %.*s\n", static_cast<int>(name.size()), name.data(),
                  static_cast<int>(value.size()), value.data());
    std::printf("\n");
  }

  int status_ = 0;
  std::promise<int> done_;
};

std::vector<std::pair<std::string, std::string>> headers_of(const CallArguments& arguments) {
  std::vector<std::pair<std::string, std::string>> headers;
  if (!arguments.body.empty()) headers.emplace_back("content-type", "application/json");
  for (const auto& line : arguments.headers) {
    const auto colon = line.find(':');
    if (colon == line.npos) throw StartError("--header is \"" + line + "\": give \"name: value\"");
    headers.emplace_back(to_lower(line.substr(0, colon)),
                         std::string(trim(line.substr(colon + 1))));
  }
  return headers;
}

}  // namespace

int call(const Settings& settings, const CallArguments& arguments) {
  const auto headers = headers_of(arguments);
  Host host(settings);
  const std::string_view target = arguments.target;
  const auto path = target.substr(0, target.find('?'));
  const auto api = manifest::api_path(path).value_or(path);
  const auto found = host.routes().match(arguments.method, api);
  if (!found) throw StartError("no module answers " + arguments.method + " " + arguments.target);
  const auto request_id = make_request_id();
  Asked asked{.method = arguments.method,
              .path = api,
              .query = path.size() < target.size() ? target.substr(path.size() + 1) : "",
              .body = arguments.body,
              .client_address = "127.0.0.1",
              .request_id = request_id,
              .trace_parent = "",
              .headers = {}};
  for (const auto& [name, value] : headers) asked.headers.push_back({name, value});
  const auto caller = std::make_shared<TerminalCaller>();
  auto done = caller->done();
  const auto home = std::make_shared<ThreadHome>();
  auto task = host.make_task(*host.served()[found->module].module, home, caller);
  home->post([task = std::move(task), request_id, frame = event_frame(asked)] {
    task->begin(request_id, frame);
  });
  const int status = done.get();
  host.wait_for_tasks();  // a home can't end on its own thread
  std::printf("\n");
  return status < 400 ? 0 : 1;
}

}  // namespace arris::wasmtime
