#pragma once
// Whom an address stands for when requests are counted.

#include <string>
#include <string_view>

namespace arris {

// An IPv4 address as it is, also one that is written as IPv6 (::ffff:1.2.3.4); of an IPv6 address
// its network of 64 bits ("2001:db8:0:1::/64"), for a household has that many to choose from.
// REQUIRES: an address, else what comes back is some text.
std::string address_block(std::string_view address);

}  // namespace arris
