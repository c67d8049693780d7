#pragma once
// A function: everything that its module says about itself. One constant per folder under
// functions/.

#include "http/common.h"
#include "http/listener.h"
#include "http/route.h"

namespace arris::http {

// What the host lets the module do; nothing else is performed.
struct Capabilities {
  std::span<const std::string_view>
      effects;  // sql, fetch, crypto, password, mail, publish, limit, cache
  std::span<const std::string_view> reads;   // tables read, besides the written ones
  std::span<const std::string_view> writes;  // tables written
  std::span<const std::string_view> keys;    // named keys
  std::span<const std::string_view> hosts;   // hosts that fetch may reach
};

// A job that runs on a schedule, at least once for each time. It writes by itself.
struct Cron {
  std::string_view schedule;  // five fields, UTC
  std::string_view name;
  effect::Task<Nothing> (*run)(Context);
};

struct Function {
  std::string_view name;
  std::span<const Route> routes;
  storage::Catalogue statements;
  Capabilities capabilities;
  std::span<const Cron> crons;
  std::span<const Listener> listeners{};
};

// The declared names, and those that the dispatcher needs for routes that take access keys.
using Names = std::vector<std::string_view>;
Names effects_of(const Function& function);
Names reads_of(const Function& function);
Names writes_of(const Function& function);

}  // namespace arris::http
