#include "tokens/money.h"

#include "core/text.h"

namespace arris::tokens {

std::string usd_of(std::int64_t nano_usd) {
  constexpr std::int64_t one_usd = 1'000'000'000;
  std::string text = nano_usd < 0 ? "-" : "";
  const std::int64_t whole = nano_usd / one_usd, part = nano_usd % one_usd;
  append_decimal(text, whole < 0 ? -whole : whole);
  std::string decimals;
  append_decimal(decimals, one_usd + (part < 0 ? -part : part));
  while (decimals.size() > 3 && decimals.back() == '0') decimals.pop_back();
  decimals.front() = '.';
  return text + decimals;
}

}  // namespace arris::tokens
