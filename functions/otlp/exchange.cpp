#include "otlp/exchange.h"

#include <array>
#include <bit>

#include "core/text.h"
#include "json/scalar.h"

namespace arris::otlp {
namespace {

using http::Context;

constexpr std::string_view protobuf_type = "application/x-protobuf";

enum class Encoding : std::uint8_t { json, protobuf, unknown };

Encoding encoding_of(Context context) {
  const auto& request = context.request();
  if (request.has_type("application/json")) return Encoding::json;
  return request.has_type(protobuf_type) ? Encoding::protobuf : Encoding::unknown;
}

// Of google.rpc.Code.
int grpc_code_of(std::uint16_t status) {
  switch (status) {
    case 400:
    case 413:
    case 415:
      return 3;
    case 401:
      return 16;
    case 403:
      return 7;
    case 404:
    case 405:
      return 12;
    case 429:
      return 8;
    case 503:
      return 14;
    default:
      return 13;
  }
}

std::string message_of(const Error& error, std::string_view request_id) {
  std::string text = error.detail.empty() ? std::string(title_of(error.code)) : error.detail;
  return text.append(" (request ").append(request_id).append(")");
}

void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

void append_bytes(std::string& out, char tag, std::string_view bytes) {
  append_varint(out += tag, bytes.size());
  out += bytes;
}

// google.rpc.Status, ExportTracePartialSuccess and its like have a number as 1 and a text as 2.
std::string numbered_protobuf(std::int64_t number, std::string_view text) {
  std::string out = "\x08";
  append_varint(out, static_cast<std::uint64_t>(number));
  append_bytes(out, '\x12', text);
  return out;
}

void write_error(std::string& out, const Error& error, std::string_view request_id) {
  out += "{\"code\":";
  append_decimal(out, grpc_code_of(status_of(error.code)));
  out += ",\"message\":";
  json::write_string(out, message_of(error, request_id));
  out += "}";
}

void write_protobuf_error(std::string& out, const Error& error, std::string_view request_id) {
  out += numbered_protobuf(grpc_code_of(status_of(error.code)), message_of(error, request_id));
}

std::string partial_protobuf(const Refused& refused) {
  std::string out;
  append_bytes(out, '\x0a', numbered_protobuf(refused.count, refused.why));
  return out;
}

std::string partial_json(const Refused& refused, std::string_view rejected) {
  std::string out = "{\"partialSuccess\":{\"";
  out.append(rejected).append("\":\"");
  append_decimal(out, refused.count);
  out += "\",\"errorMessage\":";
  json::write_string(out, refused.why);
  return out + "}}";
}

// As protobuf's: a NUL of one text is no reason to refuse the others.
std::string_view without_nul(Context context, std::string_view json) {
  constexpr std::string_view escaped = R"(\u0000)";
  std::size_t at = json.find(escaped);
  if (at == json.npos) return json;
  std::string text(json);
  for (; at != text.npos; at = text.find(escaped, at + 1)) {
    const auto before = text.find_last_not_of('\\', at);
    const auto backslashes = at - (before == text.npos ? 0 : before + 1);
    if (backslashes % 2 == 0) text.replace(at, escaped.size(), R"(\ufffd)");
  }
  return context.keep(text);
}

}  // namespace

constexpr http::Protocol protocol{"otlp", write_error, protobuf_type, write_protobuf_error};

Error not_this_signal() { return {Code::bad_request, "The body is not a request of this signal"}; }

Result<std::string_view> json_of(Context context, std::string_view body, const Message& message) {
  switch (encoding_of(context)) {
    case Encoding::json:
      return body.empty() ? std::string_view("{}") : without_nul(context, body);
    case Encoding::unknown:
      return Error{Code::unsupported_media_type, "Send application/json or application/x-protobuf"};
    case Encoding::protobuf:
      break;
  }
  const auto json = to_json(body, message);
  if (!json) return not_this_signal();
  return context.keep(*json);
}

http::Reply<http::RawAnswer> answer_of(Context context, const Refused& refused,
                                       std::string_view rejected) {
  const bool json = encoding_of(context) == Encoding::json;
  std::string body = json ? "{}" : "";
  if (refused.count > 0) body = json ? partial_json(refused, rejected) : partial_protobuf(refused);
  return http::reply(http::RawAnswer{std::move(body)})
      .header("content-type", json ? "application/json" : protobuf_type);
}

ChunkIds::ChunkIds(Context context, std::string_view body)
    : context_(context), seed_(Hash128().add(context.who().org.text).add(body).to_hex()) {}

std::string_view ChunkIds::next(std::int64_t at_us) {
  std::string place;
  append_decimal(place, made_++);
  const auto hash = Hash128().add(seed_).add(place);
  const auto bytes = std::bit_cast<std::array<std::uint8_t, 16>>(hash);
  char id[36];
  write_uuid(at_us / 1000, std::span(bytes).first<10>(), id);
  return context_.keep({id, sizeof id});
}

std::string_view resource_id(Context context, std::string_view attributes) {
  return context.keep(Hash128().add("resource").add(attributes).to_hex());
}

}  // namespace arris::otlp
