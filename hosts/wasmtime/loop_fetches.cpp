#include "wasmtime/loop_fetches.h"

namespace arris::wasmtime {

LoopFetches::LoopFetches(boost::asio::io_context& context, const effects::Fetcher& fetcher)
    : fetches_(fetcher), descriptor_(context, fetches_.descriptor()) {
  wait();
}

LoopFetches::~LoopFetches() { descriptor_.release(); }

void LoopFetches::wait() {
  using boost::asio::posix::stream_descriptor;
  descriptor_.async_wait(stream_descriptor::wait_read, [this](const auto& error) {
    if (error) return;
    fetches_.turn();
    wait();
  });
}

}  // namespace arris::wasmtime
