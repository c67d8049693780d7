#include "core/address.h"

#include "core/text.h"

namespace arris {
namespace {

std::string_view next_group(std::string_view& rest) {
  const auto group = rest.substr(0, rest.find(':'));
  rest.remove_prefix(group.size() < rest.size() ? group.size() + 1 : group.size());
  return group;
}

// How many groups of zeros "::" stands for; an IPv4 address at the end is two groups.
int gap_of(std::string_view text) {
  int gap = text.find('.') == text.npos ? 8 : 7;
  while (!text.empty()) gap -= next_group(text).empty() ? 0 : 1;
  return gap < 0 ? 0 : gap;
}

}  // namespace

std::string address_block(std::string_view address) {
  const std::string text = to_lower(address.substr(0, address.find('%')));
  std::string_view rest = text;
  if (text.find(':') == text.npos) return text;
  constexpr std::string_view mapped = "::ffff:";
  if (rest.starts_with(mapped) && rest.find('.') != rest.npos) return text.substr(mapped.size());
  std::string block;
  int gap = gap_of(rest);
  for (int count = 0; count < 4;) {
    auto group = next_group(rest);
    while (group.size() > 1 && group.front() == '0') group.remove_prefix(1);
    int times = 1;
    if (group.empty()) {
      times = gap < 4 - count ? gap : 4 - count;
      gap = 0;
      group = "0";
    }
    for (count += times; times > 0; --times) block.append(group) += ':';
  }
  return block + ":/64";
}

}  // namespace arris
