#include "wasmtime/json_text.h"

#include <algorithm>

#include "core/text.h"

namespace arris::wasmtime {
namespace {

void append_escaped(std::string& out, unsigned char c) {
  constexpr char digits[] = "0123456789abcdef";
  if (c == '"' || c == '\\') {
    (out += '\\') += static_cast<char>(c);
  } else if (c < 0x20 || c == 0x7f) {
    ((out += "\\u00") += digits[c >> 4]) += digits[c & 15];
  } else {
    out += static_cast<char>(c);
  }
}

bool is_plain(unsigned char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }

}  // namespace

void append_json(std::string& out, std::string_view text) {
  out += '"';
  if (std::ranges::all_of(text, is_plain)) {
    out.append(text) += '"';
    return;
  }
  const bool valid = is_utf8(text);
  for (const unsigned char c : text) {
    if (valid || c < 0x80)
      append_escaped(out, c);
    else
      out += "\\ufffd";
  }
  out += '"';
}

}  // namespace arris::wasmtime
