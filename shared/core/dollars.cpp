#include "core/dollars.h"

#include "core/text.h"

namespace arris {
namespace {

constexpr std::int64_t dollar = 1'000'000'000, cent = dollar / 100;

std::int64_t step_of(std::int64_t nano_usd) {
  if (nano_usd >= dollar) return cent;
  std::int64_t step = 1;
  while (nano_usd / step >= 10'000) step *= 10;
  return step;
}

}  // namespace

std::string dollars_of(std::int64_t nano_usd) {
  const std::int64_t step = step_of(nano_usd);
  const std::int64_t rounded = (nano_usd + step / 2) / step * step;
  std::string text = "$";
  append_decimal(text, rounded / dollar);
  std::string digits;
  append_decimal(digits, dollar + rounded % dollar);
  while (digits.size() > 3 && digits.back() == '0') digits.pop_back();
  return text.append(".").append(digits, 1);
}

}  // namespace arris
