#include "effects/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>

namespace arris::effects {
namespace {

struct Range4 {
  std::uint32_t network;
  int bits;
};

constexpr std::uint32_t ip4(int a, int b, int c, int d) {
  return static_cast<std::uint32_t>(a) << 24 | static_cast<std::uint32_t>(b) << 16 |
         static_cast<std::uint32_t>(c) << 8 | static_cast<std::uint32_t>(d);
}

constexpr Range4 refused4[] = {
    {ip4(0, 0, 0, 0), 8},         // this network
    {ip4(10, 0, 0, 0), 8},        // private
    {ip4(100, 64, 0, 0), 10},     // shared by carriers
    {ip4(127, 0, 0, 0), 8},       // loopback
    {ip4(168, 63, 129, 16), 32},  // Azure's machine services
    {ip4(169, 254, 0, 0), 16},    // link-local, metadata of most clouds
    {ip4(172, 16, 0, 0), 12},     // private
    {ip4(192, 0, 0, 0), 24},      // protocol assignments, metadata of one cloud
    {ip4(192, 0, 2, 0), 24},      // documentation
    {ip4(192, 88, 99, 0), 24},    // 6to4 relays
    {ip4(192, 168, 0, 0), 16},    // private
    {ip4(198, 18, 0, 0), 15},     // benchmarks
    {ip4(198, 51, 100, 0), 24},   // documentation
    {ip4(203, 0, 113, 0), 24},    // documentation
    {ip4(224, 0, 0, 0), 4},       // multicast
    {ip4(240, 0, 0, 0), 4},       // reserved, broadcast
};

struct Range6 {
  std::uint8_t network[4];
  int bits;
};

constexpr Range6 global6 = {{0x20}, 3};
constexpr Range6 refused6[] = {
    {{0x20, 0x01, 0x00}, 23},        // protocol assignments: Teredo, ORCHID, benchmarks
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x20, 0x02}, 16},              // 6to4
    {{0x3f, 0xff, 0x00}, 20},        // documentation
};

bool holds(const Range4& range, std::uint32_t address) {
  return (address ^ range.network) >> (32 - range.bits) == 0;
}

bool holds(const Range6& range, const std::uint8_t* address) {
  for (int bit = 0; bit < range.bits; bit += 8) {
    const int shift = std::max(0, 8 - (range.bits - bit));
    if ((address[bit / 8] ^ range.network[bit / 8]) >> shift != 0) return false;
  }
  return true;
}

bool is_public4(std::uint32_t address) {
  return std::ranges::none_of(refused4, [&](const auto& range) { return holds(range, address); });
}

bool is_public6(const std::uint8_t* address) {
  return holds(global6, address) &&
         std::ranges::none_of(refused6, [&](const auto& range) { return holds(range, address); });
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in;
    std::memcpy(&in, &address, sizeof in);
    return is_public4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in;
    std::memcpy(&in, &address, sizeof in);
    return is_public6(in.sin6_addr.s6_addr);
  }
  return false;
}

bool is_public(std::string_view text) {
  const std::string address(text);
  in_addr in4;
  if (::inet_pton(AF_INET, address.c_str(), &in4) == 1) return is_public4(ntohl(in4.s_addr));
  in6_addr in6;
  return ::inet_pton(AF_INET6, address.c_str(), &in6) == 1 && is_public6(in6.s6_addr);
}

}  // namespace arris::effects
