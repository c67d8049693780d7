// Any path is matched or not, without a fault.

#include <cstdint>

#include "http/router.h"

using namespace arris;

static effect::Task<http::Reply<Nothing>> nothing(http::Call<>) { co_return http::reply(); }

constexpr http::Route routes[] = {
    http::route<nothing>(http::Method::GET, "/a/{id}", http::anyone(), ""),
    http::route<nothing>(http::Method::POST, "/a/b", http::anyone(), ""),
    http::route<nothing>(http::Method::GET, "/{x}/{y}/z", http::anyone(), ""),
};

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Arena arena;
  (void)http::match(routes, "GET", {reinterpret_cast<const char*>(data), size}, arena);
  return 0;
}
