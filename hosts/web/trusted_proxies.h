#pragma once
// Whose word on a client's address counts. A proxy adds the address of its own peer at the right end
// of X-Forwarded-For; everything left of what a trusted proxy wrote may be a lie.

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/server.h"

namespace arris::web {

class TrustedProxies {
 public:
  // "10.0.0.0/8", "fd00::/8", or one address; false for anything else.
  bool add(std::string_view network);

  // The rightmost address in X-Forwarded-For that is of no trusted proxy, when the peer is one. An
  // entry that is no address ends the search at the proxy that passed it on.
  std::string client_of(std::string_view peer, std::span<const Header> headers) const;

 private:
  bool holds(const boost::asio::ip::address& address) const;

  std::vector<boost::asio::ip::network_v4> v4_;
  std::vector<boost::asio::ip::network_v6> v6_;
};

}  // namespace arris::web
