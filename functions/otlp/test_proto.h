#pragma once
// Protobuf by hand, for tests.

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace arris::test {

class Proto {
 public:
  Proto& varint(std::uint32_t field, std::uint64_t value) {
    put(field << 3);
    put(value);
    return *this;
  }
  Proto& fixed64(std::uint32_t field, std::uint64_t value) { return fixed(field, 1, value, 8); }
  Proto& fixed32(std::uint32_t field, std::uint32_t value) { return fixed(field, 5, value, 4); }
  Proto& real(std::uint32_t field, double value) {
    return fixed64(field, std::bit_cast<std::uint64_t>(value));
  }
  Proto& text(std::uint32_t field, std::string_view value) {
    put(field << 3 | 2);
    put(value.size());
    bytes_ += value;
    return *this;
  }
  Proto& message(std::uint32_t field, const Proto& value) { return text(field, value.bytes_); }
  const std::string& bytes() const { return bytes_; }

 private:
  void put(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
  }
  Proto& fixed(std::uint32_t field, std::uint32_t wire, std::uint64_t value, int size) {
    put(field << 3 | wire);
    for (int i = 0; i < size; ++i) bytes_ += static_cast<char>(value >> (8 * i));
    return *this;
  }

  std::string bytes_;
};

inline Proto attribute(std::string_view key, std::string_view value) {
  return Proto().text(1, key).message(2, Proto().text(1, value));
}

// One span with all that a span may have, of the service "shop".
inline std::string some_traces() {
  const auto event = Proto()
                         .fixed64(1, 1'700'000'000'000'001'000)
                         .text(2, "exception")
                         .message(3, attribute("exception.type", "KeyError"));
  const auto link = Proto().text(1, std::string(16, '\x02')).text(2, std::string(8, '\x03'));
  const auto span = Proto()
                        .text(1, std::string(16, '\xab'))
                        .text(2, std::string(8, '\x01'))
                        .text(4, std::string(8, '\x02'))
                        .text(5, "GET /cart")
                        .varint(6, 2)
                        .fixed64(7, 1'700'000'000'000'000'000)
                        .fixed64(8, 1'700'000'000'002'500'000)
                        .message(9, attribute("http.route", "/cart"))
                        .message(11, event)
                        .message(13, link)
                        .message(15, Proto().text(2, "no such item").varint(3, 2));
  const auto scope = Proto().message(1, Proto().text(1, "http")).message(2, span);
  const auto resource = Proto().message(1, attribute("service.name", "shop"));
  return Proto().message(1, Proto().message(1, resource).message(2, scope)).bytes();
}

}  // namespace arris::test
