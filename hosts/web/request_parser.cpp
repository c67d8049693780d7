#include "web/request_parser.h"

#include <algorithm>

namespace arris::web {
namespace {

namespace http = boost::beast::http;

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == (b >= 'A' && b <= 'Z' ? b | 0x20 : b);
  });
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c |= 0x20;
  }
  return out;
}

bool is_host(std::string_view text) {
  constexpr std::string_view punctuation = "-._~!$&'()*+;=:[]%";
  return !text.empty() && std::ranges::all_of(text, [&](unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           punctuation.contains(static_cast<char>(c));
  });
}

bool is_answered(http::verb method) {
  using http::verb;
  return method == verb::get || method == verb::head || method == verb::post ||
         method == verb::put || method == verb::patch || method == verb::delete_ ||
         method == verb::options;
}

// Seen bytes of a value lie behind its name, with nothing but blanks between: a folded value is a
// copy, or has a line's end in the gap.
bool is_folded(std::string_view input, std::string_view name, std::string_view value) {
  const char* from = name.data() + name.size() + 1;
  const char* end = input.data() + input.size();
  if (std::less<>()(value.data(), from) || std::less<>()(end, value.data())) return true;
  return std::any_of(from, value.data(), [](char c) { return c != ' ' && c != '\t'; });
}

constexpr std::size_t method_kept_bytes = 16;  // of one that is refused; all others are shorter
constexpr std::size_t reserved_max_bytes = 1 << 20;  // a length is a claim until its bytes arrive

}  // namespace

RequestParser::RequestParser(const Options& options, Request& request)
    : options_(options), request_(request), body_max_bytes_(options.body_max_bytes) {
  eager(true);
  header_limit(static_cast<std::uint32_t>(options.header_max_bytes));
  body_limit(options.body_max_bytes);
  request_.headers.reserve(16);
}

std::size_t RequestParser::feed(std::string_view bytes) {
  std::size_t skipped = 0;
  if (!got_some() && bytes.starts_with("\r\n")) skipped = 2;  // RFC 9112 2.2 asks for leniency
  input_ = bytes.substr(skipped);
  if (input_.empty() || (!got_some() && input_ == "\r")) return skipped;
  if (is_cut_last_chunk()) return skipped;
  error_code error;
  const auto used = put(boost::asio::const_buffer(input_.data(), input_.size()), error);
  if (error == http::error::need_more) {
    if (input_.size() - used > options_.header_max_bytes + 16) {
      refuse_too_large(error, "A line of the request is too long.");
    }
  } else if (error && !refusal_) {
    note_error(error);
  }
  return skipped + used;
}

// Beast asserts that the whole of the last chunk is there once it has seen its first line.
bool RequestParser::is_cut_last_chunk() const {
  constexpr std::string_view last_chunk = "0\r\n\r\n";
  return header_complete_ && codings_ > 0 && input_.front() == '0' &&
         input_.size() < last_chunk.size();
}

void RequestParser::note_error(const error_code& error) {
  auto ignored = error;
  if (error == http::error::header_limit) {
    return refuse_too_large(ignored, "The request line or the headers are too long.");
  }
  if (error == http::error::body_limit) {
    header_complete_ = true;  // a length is judged behind the last header
    return refuse(ignored, 413, Code::too_large, "The body is larger than this server takes.");
  }
  refuse_malformed(ignored, "The request is not well-formed HTTP/1.1.");
}

void RequestParser::refuse(error_code& error, unsigned status, Code code, std::string_view detail) {
  if (!refusal_) refusal_ = Refusal{status, code, detail};
  error = http::error::bad_value;
}

void RequestParser::refuse_malformed(error_code& error, std::string_view detail) {
  refuse(error, 400, Code::bad_request, detail);
}

void RequestParser::refuse_too_large(error_code& error, std::string_view detail) {
  const bool in_target = version_ == 0;
  refuse(error, in_target ? 414 : 431, Code::headers_too_large, detail);
}

void RequestParser::on_request_impl(http::verb verb, view method, view target, int version,
                                    error_code& error) {
  request_.method.assign(method.data(), std::min(method.size(), method_kept_bytes));
  if (verb == http::verb::trace || verb == http::verb::connect) {
    return refuse(error, 405, Code::method_not_allowed, "This server does not answer that method.");
  }
  if (!is_answered(verb)) {
    return refuse(error, 405, Code::method_not_allowed, "This server does not know that method.");
  }
  if (target.size() > options_.target_max_bytes) {
    return refuse(error, 414, Code::headers_too_large, "The request's target is too long.");
  }
  version_ = version;
  header_bytes_ = method.size() + target.size() + 12;
  if (!set_target({target.data(), target.size()})) {
    refuse_malformed(error, "The request's target is not a path.");
  }
}

bool RequestParser::set_target(std::string_view target) {
  const auto is_refused = [](unsigned char c) { return c >= 0x7f || c == '#' || c == '\\'; };
  if (std::ranges::any_of(target, is_refused)) return false;
  if (const auto mark = target.find("://"); mark != target.npos && target.front() != '/') {
    const auto scheme = lower(target.substr(0, mark));
    if (scheme != "http" && scheme != "https") return false;
    const auto slash = target.find_first_of("/?", mark + 3);
    if (!is_host(target.substr(mark + 3, slash == target.npos ? slash : slash - mark - 3))) {
      return false;
    }
    target = slash == target.npos ? "/" : target.substr(slash);
  }
  if (target == "*") {
    request_.path = target;
    return request_.method == "OPTIONS";
  }
  const auto question = target.find('?');
  request_.path = target.substr(0, question);
  if (question != target.npos) request_.query = target.substr(question + 1);
  return request_.path.starts_with('/');
}

void RequestParser::on_field_impl(field known, view name, view value, error_code& error) {
  const std::string_view name_text(name.data(), name.size());
  const std::string_view value_text(value.data(), value.size());
  if (is_folded(input_, name_text, value_text)) {
    return refuse_malformed(error, "A header is folded over several lines.");
  }
  header_bytes_ += static_cast<std::size_t>(value_text.end() - name_text.begin()) + 2;
  if (header_bytes_ > options_.header_max_bytes) {
    return refuse_too_large(error, "The headers are too long.");
  }
  if (header_complete_) return;  // a trailer: checked, not used
  if (request_.headers.size() >= options_.headers_max) {
    return refuse_too_large(error, "There are too many headers.");
  }
  note_header(known, value_text, error);
  request_.headers.push_back({lower(name_text), std::string(value_text)});
}

void RequestParser::note_header(field name, std::string_view value, error_code& error) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  switch (name) {
    case field::host:
      if (++hosts_ > 1 || !is_host(value)) refuse_malformed(error, "Host must be one host.");
      break;
    case field::content_length:
      if (++lengths_ > 1 || value.size() > 18 || !std::ranges::all_of(value, is_digit)) {
        refuse_malformed(error, "Content-Length must be one number.");
      }
      break;
    case field::transfer_encoding:
      ++codings_;
      if (!equal_ignoring_case(value, "chunked")) {
        refuse(error, 400, Code::bad_request, "The only transfer-coding known here is chunked.");
      }
      break;
    case field::expect:
      if (!equal_ignoring_case(value, "100-continue")) {
        refuse(error, 417, Code::bad_request, "The only expectation known here is 100-continue.");
      }
      expects_continue_ = version_ == 11;
      break;
    case field::accept_encoding:
      accepted_ = choose_coding(value);
      break;
    default:
      break;
  }
}

void RequestParser::on_header_impl(error_code& error) {
  header_complete_ = true;
  keeps_alive_ = keep_alive();
  if (version_ == 11 && hosts_ == 0) return refuse_malformed(error, "Host is missing.");
  if (codings_ > 0 && lengths_ > 0) {
    return refuse_malformed(error, "Content-Length and Transfer-Encoding exclude each other.");
  }
  if (codings_ > 0 && version_ == 10) {
    return refuse_malformed(error, "HTTP/1.0 has no transfer-codings.");
  }
  const bool has_body = codings_ + lengths_ > 0;
  if (has_body && options_.body_limit) limit_body(error);
}

void RequestParser::limit_body(error_code& error) {
  body_max_bytes_ = std::min(body_max_bytes_, options_.body_limit(request_));
  body_limit(body_max_bytes_);
  if (content_length().value_or(0) > body_max_bytes_) {
    refuse(error, 413, Code::too_large, "The body is too large");
  }
}

void RequestParser::on_body_init_impl(const length& size, error_code&) {
  if (size) request_.body.reserve(std::min<std::size_t>(*size, reserved_max_bytes));
}

std::size_t RequestParser::on_body_impl(view body, error_code&) {
  request_.body.append(body.data(), body.size());
  return body.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, view body, error_code&) {
  request_.body.append(body.data(), body.size());
  return body.size();
}

}  // namespace arris::web
