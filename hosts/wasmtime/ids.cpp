#include "wasmtime/ids.h"

#include <openssl/crypto.h>

#include <array>
#include <cstring>
#include <span>

#include "core/ids.h"
#include "core/text.h"
#include "crypto/primitives.h"
#include "effects/clock.h"

namespace arris::wasmtime {
namespace {

// One per thread: system calls cost more than the bytes.
struct Pool {
  std::array<std::uint8_t, 4096> bytes;
  std::size_t used = bytes.size();

  void draw(char* out, std::size_t count) {
    if (count > bytes.size() - used) {
      crypto::fill_random(bytes);
      used = 0;
    }
    std::memcpy(out, bytes.data() + used, count);
    OPENSSL_cleanse(bytes.data() + used, count);
    used += count;
  }
};
thread_local Pool pool;

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == text.npos;
}

bool is_zero(std::string_view text) { return text.find_first_not_of('0') == text.npos; }

bool is_trace_parent(std::string_view text) {
  return text.size() == 55 && text.starts_with("00-") && text[35] == '-' && text[52] == '-' &&
         is_hex(text.substr(3, 32)) && is_hex(text.substr(36, 16)) && is_hex(text.substr(53)) &&
         !is_zero(text.substr(3, 32)) && !is_zero(text.substr(36, 16));
}

}  // namespace

std::string draw_entropy(std::size_t size_bytes) {
  std::string bytes(size_bytes, '\0');
  pool.draw(bytes.data(), bytes.size());
  return bytes;
}

std::string make_request_id() {
  std::array<std::uint8_t, 10> random;
  pool.draw(reinterpret_cast<char*>(random.data()), random.size());
  std::string id(36, '\0');
  write_uuid(effects::unix_ms(), random, id.data());
  return id;
}

std::string trace_parent_of(std::string_view sent) {
  if (is_trace_parent(sent)) return std::string(sent);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string made(55, '-');
  std::array<char, 24> random;
  pool.draw(random.data(), random.size());
  const auto write = [&](std::size_t at, std::span<const char> bytes) {
    for (const unsigned char byte : bytes) {
      made[at++] = digits[byte >> 4];
      made[at++] = digits[byte & 15];
    }
  };
  made[0] = made[1] = made[53] = '0';
  made[54] = '1';
  write(3, std::span(random).first(16));
  write(36, std::span(random).last(8));
  return made;
}

std::string_view trace_id_of(std::string_view trace_parent) { return trace_parent.substr(3, 32); }

}  // namespace arris::wasmtime
