// A request's bytes: however they are cut, the parser reads the same request or refuses it for the
// same reason, and what it accepts keeps within its promises.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "web/content_coding.h"
#include "web/request_parser.h"

namespace {

using namespace arris::web;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Outcome {
  bool done = false;
  unsigned refused = 0;
  std::size_t used = 0;
  Request request;
};

// Feeds as a connection does: `step` more bytes each time, what was not used at the front again.
Outcome parse(std::string_view bytes, std::size_t step) {
  static const Options options{.body_max_bytes = 1 << 16};
  Outcome out;
  RequestParser parser(options, out.request);
  for (std::size_t end = std::min(step, bytes.size());; end = std::min(end + step, bytes.size())) {
    if (out.used < end) out.used += parser.feed(bytes.substr(out.used, end - out.used));
    require(out.used <= end);
    out.done = !parser.refusal() && parser.done();
    if (parser.refusal()) out.refused = parser.refusal()->status;
    if (out.done || out.refused != 0 || end == bytes.size()) return out;
  }
}

bool is_same(const Request& left, const Request& right) {
  return left.method == right.method && left.path == right.path && left.query == right.query &&
         left.body == right.body && left.headers.size() == right.headers.size();
}

void check_promises(const Request& request) {
  require(request.path.starts_with('/') || (request.path == "*" && request.method == "OPTIONS"));
  require(request.headers.size() <= 100 && request.body.size() <= 1 << 16);
  for (const auto& [name, value] : request.headers) {
    require(!name.empty() &&
            std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; }));
    require(value.find_first_of(std::string_view("\r\n\0", 3)) == value.npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto whole = parse(bytes, std::max<std::size_t>(size, 1));
  const auto pieces = parse(bytes, 1 + size / 7);
  require(whole.done == pieces.done);
  if (!whole.done) return 0;
  require(whole.used == pieces.used && is_same(whole.request, pieces.request));
  check_promises(whole.request);
  decode_body(whole.request, 1 << 16);
  choose_coding(whole.request.header("accept-encoding"));
  return 0;
}
