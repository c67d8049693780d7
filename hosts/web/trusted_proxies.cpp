#include "web/trusted_proxies.h"

#include <algorithm>
#include <optional>

#include "core/text.h"

namespace arris::web {
namespace {

namespace ip = boost::asio::ip;

// A socket of both families tells of IPv4 peers as ::ffff:10.0.0.1; the zone of an address is of
// this machine alone.
std::optional<ip::address> address_of(std::string_view text) {
  boost::system::error_code error;
  const auto address = ip::make_address(std::string(text), error);
  if (error) return std::nullopt;
  if (address.is_v4()) return address;
  auto v6 = address.to_v6();
  if (v6.is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, v6);
  v6.scope_id(0);
  return v6;
}

std::string forwarded_by(std::span<const Header> headers) {
  std::string all;
  for (const auto& [name, value] : headers) {
    if (name == "x-forwarded-for") (all += ',') += value;
  }
  return all;
}

}  // namespace

bool TrustedProxies::add(std::string_view network) {
  const auto slash = network.find('/');
  const auto address = address_of(network.substr(0, slash));
  if (!address) return false;
  const std::int64_t bits = address->is_v4() ? 32 : 128;
  const auto length = slash == network.npos ? bits : parse_integer(network.substr(slash + 1));
  if (!length || *length < 0 || *length > bits) return false;
  const auto prefix = static_cast<unsigned short>(*length);
  if (address->is_v4())
    v4_.push_back(ip::make_network_v4(address->to_v4(), prefix).canonical());
  else
    v6_.push_back(ip::make_network_v6(address->to_v6(), prefix).canonical());
  return true;
}

bool TrustedProxies::holds(const ip::address& address) const {
  const auto is_in = [](const auto& network, const auto& one) {
    auto of_one = network;
    of_one = {one, network.prefix_length()};
    return of_one.canonical() == network;
  };
  if (address.is_v4())
    return std::ranges::any_of(
        v4_, [&](const auto& network) { return is_in(network, address.to_v4()); });
  return std::ranges::any_of(v6_,
                             [&](const auto& network) { return is_in(network, address.to_v6()); });
}

std::string TrustedProxies::client_of(std::string_view peer,
                                      std::span<const Header> headers) const {
  if (v4_.empty() && v6_.empty()) return std::string(peer);
  auto client = address_of(peer);
  if (!client || !holds(*client)) return std::string(peer);
  const auto all = forwarded_by(headers);
  std::string_view rest = all;
  while (!rest.empty() && holds(*client)) {
    const auto comma = rest.rfind(',');
    const auto next = address_of(trim(rest.substr(comma + 1)));
    if (!next) break;
    client = next;
    rest = rest.substr(0, comma);
  }
  return client->to_string();
}

}  // namespace arris::web
