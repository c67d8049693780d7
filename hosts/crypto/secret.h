#pragma once
// 32 bytes that nobody else may read: wiped when they die or move away, and never copied by
// accident.

#include <openssl/crypto.h>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace arris::crypto {

class Secret {
 public:
  static constexpr std::size_t size_bytes = 32;

  Secret() = default;
  explicit Secret(std::span<const std::uint8_t, size_bytes> bytes) {
    std::copy(bytes.begin(), bytes.end(), bytes_.begin());
  }
  Secret(Secret&& other) noexcept : bytes_(other.bytes_) { other.wipe(); }
  Secret& operator=(Secret&& other) noexcept {
    bytes_ = other.bytes_;
    if (this != &other) other.wipe();
    return *this;
  }
  ~Secret() { wipe(); }

  std::span<std::uint8_t, size_bytes> writable() { return bytes_; }
  std::span<const std::uint8_t, size_bytes> bytes() const { return bytes_; }
  std::string_view text() const {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
  }

 private:
  void wipe() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

  std::array<std::uint8_t, size_bytes> bytes_{};
};

}  // namespace arris::crypto
