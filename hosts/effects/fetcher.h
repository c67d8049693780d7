#pragma once
// Performs the `fetch` and `read` effects: outbound HTTP through libcurl, on the event loop that asks, or
// on a thread for all who ask elsewhere.
//
// (1) A module reaches the hosts of its manifest alone, and of these only public addresses: each
// address is
//     judged when a socket is opened to it, after the name was resolved, so a name that changes its
//     address gains nothing. Redirects are not followed; they are answers.
// (2) Every completion is called exactly once, on the thread that fetches or the caller's, also after
// a cancel. (3) Bodies are bounded after decoding. A stream is read no faster than the module takes
// it.

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "effects/answer.h"
#include "effects/destination.h"

namespace arris::effects {

struct FetchSettings {
  // Patterns of hosts that may be reached at any address and port; see destination.h.
  std::vector<std::string> allow_private_hosts;
  std::size_t parallel_max = 4096;  // of each thread that fetches
  std::size_t streams_per_request_max = 16;
  std::size_t body_max_bytes = 15u << 20;  // it must fit into a frame that goes out
  std::size_t stream_max_bytes = 256u << 20;
  std::size_t window_bytes = 256u << 10;  // what is read ahead of the module
  std::uint32_t connect_timeout_ms = 5'000;
  std::uint32_t timeout_max_ms = 300'000;
  std::uint32_t stream_max_ms = 900'000;     // of a whole stream, however it drips
  std::string ca_file;                       // empty: the system's certificates
  std::vector<std::string> fixed_addresses;  // "host:port:address[,address]" instead of asking DNS
};

class FetchLoop;
class FetchScope;
class Transfer;

class Fetcher {
 public:
  explicit Fetcher(FetchSettings settings = {});
  // Cuts what is in flight; it fails with `unavailable`.
  ~Fetcher();

  // For one request of a module that may call `hosts`.
  std::unique_ptr<FetchScope> scope(std::vector<std::string> hosts) const;

 private:
  friend class FetchHere;
  void run(std::stop_token stop) const;

  const std::shared_ptr<FetchLoop> loop_;
  std::jthread thread_;
};

// While it lives, what its thread asks for is fetched on that thread, whose event loop watches the descriptor.
// At its end what is in flight fails with `unavailable`. Made and let go on one thread; the fetcher outlives it.
class FetchHere {
 public:
  explicit FetchHere(const Fetcher& fetcher);
  ~FetchHere();
  FetchHere(const FetchHere&) = delete;

  // Readable when there is something to do.
  int descriptor() const;
  // Does it, without waiting.
  void turn();

 private:
  friend class Fetcher;
  const Fetcher& fetcher_;
  const std::shared_ptr<FetchLoop> loop_;
};

// The fetches of one request. A stream's handle means nothing outside it. Safe for many threads.
class FetchScope {
 public:
  FetchScope(std::shared_ptr<FetchLoop> loop, std::vector<std::string> hosts);
  ~FetchScope();

  // Copies what it needs. A stream's timeout holds for its head, and then for each pause of the
  // other side.
  void fetch(const effect::Fetch& effect, Completion completion);
  // The same in two steps, for who has to know where a URL leads before anything goes there.
  std::optional<Refusal> resolve(std::string_view url, Destination& destination) const;
  void fetch(const effect::Fetch& effect, Destination destination, Completion completion);
  // The next bytes of a stream, as soon as there are some. An unknown handle, or one that is being
  // read or has ended, is invalid. A stream that breaks gives what came, then the failure.
  void read(const effect::ReadStream& effect, Completion completion);
  // The request is gone: everything in flight is cut and fails with `unavailable`.
  void cancel();

 private:
  std::shared_ptr<Transfer> find_stream(std::uint32_t handle);
  // False when there are too many streams.
  bool add(const std::shared_ptr<Transfer>& transfer, effect::FetchMode mode);

  const std::shared_ptr<FetchLoop> loop_;
  const std::vector<std::string> hosts_;
  std::mutex mutex_;
  std::vector<std::shared_ptr<Transfer>> transfers_;  // what has ended goes with the next fetch
  std::uint32_t last_number_ = 0;
};

}  // namespace arris::effects
