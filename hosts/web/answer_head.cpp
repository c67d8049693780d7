#include "web/answer_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

#include "web/refusal.h"

namespace arris::web {
namespace {

constexpr auto token_bytes = [] {
  std::array<bool, 256> bytes{};
  for (unsigned char c = '0'; c <= '9'; ++c) bytes[c] = true;
  for (unsigned char c = 'a'; c <= 'z'; ++c) bytes[c] = bytes[c - 'a' + 'A'] = true;
  for (const unsigned char c : std::string_view("!#$%&'*+-.^_`|~")) bytes[c] = true;
  return bytes;
}();

bool is_token(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](unsigned char c) { return token_bytes[c]; });
}

bool is_value(std::string_view value) {
  return std::ranges::none_of(value,
                              [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
}

bool is_ours(std::string_view name) {
  static constexpr std::array<std::string_view, 6> ours = {
      "connection", "content-length", "date", "keep-alive", "transfer-encoding", "upgrade"};
  return std::ranges::any_of(ours, [&](std::string_view other) {
    return name.size() == other.size() && std::ranges::equal(name, other, [](char a, char b) {
             return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == b;
           });
  });
}

void append_number(std::string& out, std::size_t number) {
  std::array<char, 24> text;
  const auto end = std::to_chars(text.begin(), text.end(), number).ptr;
  out.append(text.begin(), end);
}

void append_framing(std::string& out, const AnswerHead& head) {
  if (head.framing == Framing::length) {
    out.append("Content-Length: ");
    append_number(out, head.length);
    out.append("\r\n");
  } else if (head.framing == Framing::chunked) {
    out.append("Transfer-Encoding: chunked\r\n");
  }
}

}  // namespace

void append_head(std::string& out, const AnswerHead& head) {
  out.append("HTTP/1.1 ");
  append_number(out, head.status);
  out.append(" ").append(reason_of(head.status)).append("\r\nDate: ").append(head.date);
  out.append("\r\n");
  for (const auto& [name, value] : *head.headers) {
    if (!is_token(name) || !is_value(value) || is_ours(name)) continue;
    out.append(name).append(": ").append(value).append("\r\n");
  }
  out.append(head.lines);
  if (!head.connection.empty()) out.append("Connection: ").append(head.connection).append("\r\n");
  append_framing(out, head);
  out.append("\r\n");
}

std::string_view DateText::now() {
  timespec time{};
  clock_gettime(CLOCK_REALTIME_COARSE, &time);
  if (time.tv_sec == second_) return text_;
  second_ = time.tv_sec;
  tm fields{};
  gmtime_r(&time.tv_sec, &fields);
  std::array<char, 64> text;
  text_.assign(text.data(),
               strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &fields));
  return text_;
}

}  // namespace arris::web
