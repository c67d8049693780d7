#pragma once
// The program as a process of its own, with a data folder and a client, for its tests.

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "wasmtime/test_world.h"

namespace arris::wasmtime {

// A run of the program with its output in files.
class Program {
 public:
  explicit Program(std::vector<std::string> arguments, std::vector<std::string> environment = {}) {
    process_ = ::fork();
    if (process_ == 0) run(std::move(arguments), std::move(environment));
  }
  ~Program() {
    if (process_ > 0) ::kill(process_, SIGKILL);
    (void)wait();
  }
  int wait() {
    if (process_ <= 0) return code_;
    int status = 0;
    ::waitpid(std::exchange(process_, -1), &status, 0);
    return code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  void signal(int number) const { ::kill(process_, number); }
  std::string out() const { return *read_file(directory_.path / "out"); }
  std::string error() const { return *read_file(directory_.path / "error"); }
  // What it printed when it was ready; empty when it ended before.
  nlohmann::json ready() {
    for (;;) {
      const auto text = read_file(directory_.path / "out").value_or("");
      if (text.ends_with('\n')) return nlohmann::json::parse(text);
      int status = 0;
      if (::waitpid(process_, &status, WNOHANG) == process_) {
        process_ = -1;
        return {};
      }
      ::usleep(5000);
    }
  }

 private:
  [[noreturn]] void run(std::vector<std::string> arguments, std::vector<std::string> environment) {
    redirect("out", 1);
    redirect("error", 2);
    if (::chdir(directory_.path.c_str()) != 0) ::_exit(99);
    arguments.insert(arguments.begin(), ARRIS_PROGRAM);
    environment.push_back("PATH=/usr/bin:/bin");
    ::execve(ARRIS_PROGRAM, pointers(arguments).data(), pointers(environment).data());
    ::_exit(98);
  }
  void redirect(const char* name, int to) const {
    const int file = ::open((directory_.path / name).c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(file, to);
  }
  static std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (auto& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
  }

  TestDirectory directory_;
  pid_t process_ = -1;
  int code_ = -1;
};

// A folder that a server can start from.
struct Site {
  TestDirectory directory;
  std::filesystem::path modules = directory.path / "modules",
                        migrations = directory.path / "migrations", data = directory.path / "data";

  Site() {
    std::filesystem::create_directories(modules);
    std::filesystem::create_directories(migrations);
    std::filesystem::copy(test_module("hostile"), modules / "hostile.wasm");
    std::filesystem::copy(ARRIS_MIGRATIONS, migrations);
    REQUIRE(replace_file(migrations / "9001_things.sql",
                         "CREATE TABLE things (id TEXT PRIMARY KEY) STRICT;"));
  }
  std::vector<std::string> arguments(std::vector<std::string> more = {},
                                     std::string command = "serve") const {
    std::vector<std::string> all = {std::move(command), "--data",         data.string(),
                                    "--modules",        modules.string(), "--migrations",
                                    migrations.string()};
    if (all[0] == "serve") all.insert(all.end(), {"--port", "0"});
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
};

// The one line of a start that can't succeed.
inline std::string refusal(const std::vector<std::string>& arguments,
                           const std::vector<std::string>& environment = {}) {
  Program program(arguments, environment);
  CHECK(program.wait() == 2);
  CHECK(program.out().empty());
  auto line = program.error();
  CHECK(std::count(line.begin(), line.end(), '\n') == 1);
  CHECK(line.starts_with("arris: "));
  return line.substr(7, line.size() - 8);
}

inline bool has(std::string_view text, std::string_view part) {
  return text.find(part) != text.npos;
}

struct Http {
  explicit Http(const nlohmann::json& ready) {
    const auto url = ready.at("url").get<std::string>();
    port = static_cast<unsigned short>(std::stoi(url.substr(url.rfind(':') + 1)));
  }
  // The whole answer; empty when the connection broke.
  std::string ask(const std::string& method, const std::string& target,
                  const std::string& headers = "") const {
    const int peer = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string got;
    if (::connect(peer, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
      const auto request = method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" +
                           headers + "\r\n";
      (void)!::send(peer, request.data(), request.size(), MSG_NOSIGNAL);
      char bytes[4096];
      for (ssize_t count; (count = ::recv(peer, bytes, sizeof bytes, 0)) > 0;)
        got.append(bytes, static_cast<std::size_t>(count));
    }
    ::close(peer);
    return got;
  }
  std::string body(const std::string& target) const {
    const auto answer = ask("GET", target);
    return answer.substr(answer.find("\r\n\r\n") + 4);
  }
  unsigned short port;
};

}  // namespace arris::wasmtime
