// The peer of S2 and H1: the least that serves routes of tests/bench/bench natively. An epoll loop
// without a parser, prepared statements, JSON by hand; the writes of one wake-up share a commit.
// Usage: epoll_sqlite DATABASE. Prints a JSON line with its address.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sqlite3.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(1);
}

std::string response(std::string_view status, std::string_view body) {
  return "HTTP/1.1 " + std::string(status) +
         "\r\nDate: Sat, 21 Nov 2026 06:30:39 GMT\r\ncontent-type: application/json\r\n"
         "Content-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

class Database {
 public:
  explicit Database(const char* path) {
    if (sqlite3_open(path, &database_) != SQLITE_OK) fail(path);
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    find_ = prepare(
        "SELECT id, name, body, created_at_ms FROM bench_rows WHERE id = CAST(?1 AS INTEGER)");
    add_ = prepare(
        "INSERT INTO bench_rows (name, body, created_at_ms) VALUES (?1, ?2, CAST(?3 AS INTEGER))");
  }

  void run(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(sql);
  }

  std::string find(std::string_view id) {
    bind(find_, 1, id);
    std::string body;
    if (sqlite3_step(find_) == SQLITE_ROW)
      body = "{\"id\":" + text(find_, 0) + ",\"name\":\"" + text(find_, 1) + "\",\"body\":\"" +
             text(find_, 2) + "\",\"created_at_ms\":" + text(find_, 3) + "}";
    sqlite3_reset(find_);
    return body;
  }

  void add(std::string_view name, std::string_view body) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    bind(add_, 1, name);
    bind(add_, 2, body);
    sqlite3_bind_int64(add_, 3, std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
    if (sqlite3_step(add_) != SQLITE_DONE) fail("insert");
    sqlite3_reset(add_);
  }

 private:
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK) fail(sql);
    return statement;
  }
  static void bind(sqlite3_stmt* statement, int place, std::string_view value) {
    sqlite3_bind_text(statement, place, value.data(), static_cast<int>(value.size()),
                      SQLITE_STATIC);
  }
  static std::string text(sqlite3_stmt* statement, int column) {
    return reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt *find_ = nullptr, *add_ = nullptr;
};

class Loop {
 public:
  explicit Loop(Database& database)
      : database_(database), listener_(socket(AF_INET, SOCK_STREAM, 0)), poll_(epoll_create1(0)) {
    sockaddr_in at{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(0x7f000001)}};
    if (bind(listener_, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0) fail("bind");
    listen(listener_, 128);
    socklen_t size = sizeof at;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size);
    std::printf("{\"ready\":true,\"url\":\"http://127.0.0.1:%d\"}\n", ntohs(at.sin_port));
    std::fflush(stdout);
    watch(listener_);
  }

  [[noreturn]] void run() {
    std::array<epoll_event, 64> events;
    for (;;) {
      const int count = epoll_wait(poll_, events.data(), events.size(), -1);
      for (int i = 0; i < count; ++i) serve(events[static_cast<std::size_t>(i)].data.fd);
      commit();
    }
  }

 private:
  void watch(int fd) {
    epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
    epoll_ctl(poll_, EPOLL_CTL_ADD, fd, &event);
  }

  void accept() {
    const int client = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
    const int on = 1;
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    watch(client);
  }

  void serve(int fd) {
    if (fd == listener_) return accept();
    std::array<char, 8192> buffer;
    const auto count = recv(fd, buffer.data(), buffer.size(), 0);
    if (count <= 0) {
      close(fd);
      return;
    }
    answer(fd, {buffer.data(), static_cast<std::size_t>(count)});
  }

  // Reads are answered at once, writes after their commit.
  void answer(int fd, std::string_view request) {
    constexpr std::string_view prefix = "/bench/rows/";
    if (request.starts_with("GET /static")) return send_all(fd, fixed_);
    if (request.starts_with("GET")) {
      const auto from = request.find(prefix) + prefix.size();
      const auto body = database_.find(request.substr(from, request.find(' ', from) - from));
      return send_all(fd, response(body.empty() ? "404 Not Found" : "200 OK", body));
    }
    if (waiting_.empty()) database_.run("BEGIN IMMEDIATE");
    const auto name = member(request, "\"name\":\""), body = member(request, "\"body\":\"");
    database_.add(name, body);
    waiting_.push_back(fd);
  }

  void commit() {
    if (waiting_.empty()) return;
    database_.run("COMMIT");
    for (const int fd : waiting_)
      send_all(fd, response("201 Created", "{\"id\":\"018f3c2e-0000-7000-8000-000000000000\"}"));
    waiting_.clear();
  }

  static std::string_view member(std::string_view text, std::string_view key) {
    const auto at = text.find(key);
    if (at == std::string_view::npos) return "?";
    const auto from = at + key.size();
    return text.substr(from, text.find('"', from) - from);
  }

  static void send_all(int fd, const std::string& bytes) {
    (void)send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }

  const std::string fixed_ =
      response("200 OK", "{\"id\":\"018f3c2e-0000-7000-8000-000000000000\",\"text\":\"" +
                             std::string(178, 'x') + "\"}");
  Database& database_;
  int listener_, poll_;
  std::vector<int> waiting_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("usage: epoll_sqlite DATABASE\n", stderr);
    return 2;
  }
  Database database(arguments[1]);
  Loop(database).run();
}
