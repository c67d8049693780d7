#pragma once
// The fetches of an event loop's tasks, on the loop's own thread: no call of another server costs a
// change of threads.

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include "effects/fetcher.h"

namespace arris::wasmtime {

class LoopFetches {
 public:
  LoopFetches(boost::asio::io_context& context, const effects::Fetcher& fetcher);
  ~LoopFetches();

 private:
  void wait();

  effects::FetchHere fetches_;
  boost::asio::posix::stream_descriptor descriptor_;  // borrowed
};

}  // namespace arris::wasmtime
