#include "web/content_coding.h"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>

namespace arris::web {
namespace {

constexpr std::size_t compressed_min_bytes = 1 << 10;
constexpr std::size_t step_bytes = 64 << 10;
constexpr int gzip_window = 15 + 16, zlib_window = 15, raw_window = -15;

enum class Opened : std::uint8_t { whole, broken, too_large };

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  if (from == text.npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

bool equals(std::string_view text, std::string_view lower) {
  return std::ranges::equal(
      text, lower, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == b; });
}

// The weight of "gzip;q=0.5" in thousandths; nonsense counts as not accepted.
int weight_of(std::string_view parameters) {
  const auto at = parameters.find("q=");
  if (at == parameters.npos) return 1000;
  const auto text = trimmed(parameters.substr(at + 2));
  if (text.starts_with('1')) return 1000;
  if (!text.starts_with("0.")) return 0;
  int weight = 0;
  for (std::size_t i = 2, unit = 100; i < std::min<std::size_t>(text.size(), 5); ++i, unit /= 10) {
    if (text[i] < '0' || text[i] > '9') return 0;
    weight += (text[i] - '0') * static_cast<int>(unit);
  }
  return weight;
}

Opened inflate_all(std::string_view in, int window, std::string& out, std::size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, window) != Z_OK) return Opened::broken;
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
  stream.avail_in = static_cast<uInt>(in.size());
  while (true) {
    const auto old_size = out.size();
    out.resize(std::min(old_size + step_bytes, limit + 1));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + old_size);
    stream.avail_out = static_cast<uInt>(out.size() - old_size);
    const int result = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    if (out.size() > limit) return Opened::too_large;
    if (result == Z_STREAM_END && stream.avail_in == 0) return Opened::whole;
    // A gzip file may consist of several members.
    if (result == Z_STREAM_END && window == gzip_window && inflateReset(&stream) == Z_OK) continue;
    if (result != Z_OK) return Opened::broken;
  }
}

// "deflate" is zlib's format by the standard, and raw deflate by a widespread mistake.
Opened inflate_deflate(std::string_view in, std::string& out, std::size_t limit) {
  const auto first = in.empty() ? 0 : static_cast<unsigned char>(in[0]);
  const auto second = in.size() < 2 ? 0 : static_cast<unsigned char>(in[1]);
  const bool has_header = (first & 0x0f) == 8 && (first * 256 + second) % 31 == 0;
  return inflate_all(in, has_header ? zlib_window : raw_window, out, limit);
}

Opened open_brotli(std::string_view in, std::string& out, std::size_t limit) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  auto* next_in = reinterpret_cast<const std::uint8_t*>(in.data());
  std::size_t in_left = in.size();
  while (true) {
    const auto old_size = out.size();
    out.resize(std::min(old_size + step_bytes, limit + 1));
    auto* next_out = reinterpret_cast<std::uint8_t*>(out.data() + old_size);
    std::size_t out_left = out.size() - old_size;
    const auto result = BrotliDecoderDecompressStream(state.get(), &in_left, &next_in, &out_left,
                                                      &next_out, nullptr);
    out.resize(out.size() - out_left);
    if (out.size() > limit) return Opened::too_large;
    if (result == BROTLI_DECODER_RESULT_SUCCESS) {
      return in_left == 0 ? Opened::whole : Opened::broken;
    }
    if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return Opened::broken;
  }
}

bool has_header(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers,
                             [&](const Header& header) { return equals(header.name, name); });
}

void add_vary(Response& response) {
  for (auto& [name, value] : response.headers) {
    if (!equals(name, "vary")) continue;
    if (!value.contains("Accept-Encoding") && value != "*") value += ", Accept-Encoding";
    return;
  }
  response.headers.push_back({"vary", "Accept-Encoding"});
}

std::string_view content_type_of(const Response& response) {
  for (const auto& header : response.headers) {
    if (equals(header.name, "content-type")) return header.value;
  }
  return {};
}

}  // namespace

Coding choose_coding(std::string_view accept_encoding) {
  int of_brotli = -1, of_gzip = -1, of_others = 0;
  while (!accept_encoding.empty()) {
    const auto comma = accept_encoding.find(',');
    const auto item = trimmed(accept_encoding.substr(0, comma));
    accept_encoding = comma == accept_encoding.npos ? "" : accept_encoding.substr(comma + 1);
    const auto name = trimmed(item.substr(0, item.find(';')));
    const int weight = weight_of(item.substr(std::min(item.size(), item.find(';'))));
    if (equals(name, "br")) of_brotli = weight;
    if (equals(name, "gzip") || equals(name, "x-gzip")) of_gzip = weight;
    if (name == "*") of_others = weight;
  }
  if (of_brotli < 0) of_brotli = of_others;
  if (of_gzip < 0) of_gzip = of_others;
  if (of_brotli > 0 && of_brotli >= of_gzip) return Coding::brotli;
  return of_gzip > 0 ? Coding::gzip : Coding::identity;
}

std::string_view text_of(Coding coding) {
  switch (coding) {
    case Coding::gzip:
      return "gzip";
    case Coding::brotli:
      return "br";
    case Coding::identity:
      break;
  }
  return "";
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, 5, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  const std::unique_ptr<z_stream, decltype(&deflateEnd)> guard(&stream, deflateEnd);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool is_whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(is_whole ? stream.total_out : 0);
  return out;
}

std::string brotli(std::string_view bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  const bool is_whole = BrotliEncoderCompress(4, 18, BROTLI_MODE_TEXT, bytes.size(),
                                              reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                              &size, reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(is_whole ? size : 0);
  return out;
}

std::optional<Refusal> decode_body(Request& request, std::size_t limit_bytes) {
  const auto coding = trimmed(request.header("content-encoding"));
  if (coding.empty() || equals(coding, "identity")) return std::nullopt;
  std::string out;
  auto opened = Opened::broken;
  if (equals(coding, "gzip") || equals(coding, "x-gzip")) {
    opened = inflate_all(request.body, gzip_window, out, limit_bytes);
  } else if (equals(coding, "deflate")) {
    opened = inflate_deflate(request.body, out, limit_bytes);
  } else if (equals(coding, "br")) {
    opened = open_brotli(request.body, out, limit_bytes);
  } else {
    return Refusal{415, Code::unsupported_media_type, "Encode the body as gzip, deflate or br."};
  }
  if (opened == Opened::too_large) {
    return Refusal{413, Code::too_large, "The decoded body is larger than this server takes."};
  }
  if (opened == Opened::broken) {
    return Refusal{400, Code::bad_request, "The body is not in its Content-Encoding."};
  }
  request.body = std::move(out);
  std::erase_if(request.headers, [](const Header& h) { return h.name == "content-encoding"; });
  for (auto& header : request.headers) {
    if (header.name == "content-length") header.value = std::to_string(request.body.size());
  }
  return std::nullopt;
}

bool is_compressible(std::string_view content_type) {
  const auto type = trimmed(content_type.substr(0, content_type.find(';')));
  if (type.starts_with("text/")) return type != "text/event-stream";
  static constexpr std::array<std::string_view, 6> known = {
      "application/json", "application/javascript", "application/xml",
      "image/svg+xml",    "application/x-ndjson",   "application/wasm"};
  return std::ranges::find(known, type) != known.end() || type.ends_with("+json") ||
         type.ends_with("+xml");
}

void encode_body(Response& response, Coding coding) {
  if (response.body.size() < compressed_min_bytes || response.status == 206) return;
  if (!is_compressible(content_type_of(response)) || has_header(response, "content-encoding")) {
    return;
  }
  add_vary(response);
  if (coding == Coding::identity) return;
  auto encoded = coding == Coding::gzip ? gzip(response.body) : brotli(response.body);
  if (encoded.empty() || encoded.size() >= response.body.size()) return;
  response.body = std::move(encoded);
  response.headers.push_back({"content-encoding", std::string(text_of(coding))});
}

}  // namespace arris::web
