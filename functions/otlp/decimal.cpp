#include "otlp/decimal.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "core/text.h"

namespace arris::otlp {
namespace {

// A natural number below 2^1216: the greatest double times 2^10 and all that is multiplied with it fits.
class Natural {
 public:
  explicit Natural(std::uint64_t value) {
    limbs_[0] = static_cast<std::uint32_t>(value);
    limbs_[1] = static_cast<std::uint32_t>(value >> 32);
  }

  void times(std::uint32_t factor) {
    std::uint64_t carry = 0;
    for (auto& limb : limbs_) {
      carry += static_cast<std::uint64_t>(limb) * factor;
      limb = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
  }
  void times_power_of_ten(int power) {
    for (; power >= 9; power -= 9) times(1'000'000'000);
    for (; power > 0; --power) times(10);
  }
  void times_power_of_two(int power) {
    for (; power >= 31; power -= 31) times(1u << 31);
    times(1u << power);
  }
  // REQUIRES: not less than `other`
  void minus(const Natural& other) {
    std::int64_t borrow = 0;
    for (std::size_t i = 0; i < limbs_.size(); ++i) {
      borrow += static_cast<std::int64_t>(limbs_[i]) - other.limbs_[i];
      limbs_[i] = static_cast<std::uint32_t>(borrow);
      borrow >>= 32;
    }
  }
  Natural plus(const Natural& other) const {
    Natural sum = *this;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < limbs_.size(); ++i) {
      carry += static_cast<std::uint64_t>(limbs_[i]) + other.limbs_[i];
      sum.limbs_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    return sum;
  }
  int compared_with(const Natural& other) const {
    for (std::size_t i = limbs_.size(); i-- > 0;) {
      if (limbs_[i] != other.limbs_[i]) return limbs_[i] < other.limbs_[i] ? -1 : 1;
    }
    return 0;
  }

 private:
  std::array<std::uint32_t, 38> limbs_{};
};

// 0.`digits` times ten to the `point`.
struct Digits {
  std::string digits;
  int point = 0;
};

// Steele and White's free-format printing: value / unit in decimal, as far as the halves of the gaps to the neighbouring
// doubles, `above` and `below`, leave no other double nearer.
class Shortest {
 public:
  explicit Shortest(double value) : Shortest(std::bit_cast<std::uint64_t>(value)) {}

  Digits take() {
    Digits out;
    out.point = scale();
    while (!next(out.digits)) {
    }
    return out;
  }

 private:
  explicit Shortest(std::uint64_t bits)
      : value_(0), unit_(2), above_(1), below_(1), even_((bits & 1) == 0) {
    constexpr std::uint64_t hidden = UINT64_C(1) << 52;
    const auto fraction = bits & (hidden - 1);
    const int biased = static_cast<int>(bits >> 52);
    const auto mantissa = biased == 0 ? fraction : fraction | hidden;
    exponent_ = std::max(biased, 1) - 1075;
    bits_ = std::bit_width(mantissa);
    value_ = Natural(mantissa * 2);
    // Below a power of two the doubles lie twice as close.
    if (fraction == 0 && biased > 1) {
      value_.times(2);
      unit_.times(2);
      above_.times(2);
    }
    if (exponent_ >= 0) {
      for (Natural* number : {&value_, &above_, &below_}) number->times_power_of_two(exponent_);
    } else {
      unit_.times_power_of_two(-exponent_);
    }
  }

  // Brings the value below one, and not below a tenth; by which power of ten.
  int scale() {
    const double log10 = (exponent_ + bits_ - 1) * 0.30102999566398120;
    int power = static_cast<int>(std::ceil(log10 - 1e-9));
    if (power >= 0) {
      unit_.times_power_of_ten(power);
    } else {
      for (Natural* number : {&value_, &above_, &below_}) number->times_power_of_ten(-power);
    }
    const int order = value_.plus(above_).compared_with(unit_);
    if (order < 0 || (order == 0 && !even_)) return power;
    unit_.times(10);
    return power + 1;
  }

  // Adds a digit; true behind the last one.
  bool next(std::string& digits) {
    for (Natural* number : {&value_, &above_, &below_}) number->times(10);
    char digit = '0';
    while (value_.compared_with(unit_) >= 0) {
      value_.minus(unit_);
      ++digit;
    }
    const int low = value_.compared_with(below_), high = value_.plus(above_).compared_with(unit_);
    const bool reaches_below = low < 0 || (low == 0 && even_);
    const bool reaches_above = high > 0 || (high == 0 && even_);
    const int half = value_.plus(value_).compared_with(unit_);
    const bool nearer_above = half > 0 || (half == 0 && digit % 2 != 0);
    if (reaches_above && (!reaches_below || nearer_above)) ++digit;
    digits += digit;
    return reaches_below || reaches_above;
  }

  Natural value_, unit_, above_, below_;
  bool even_;
  int exponent_ = 0, bits_ = 0;
};

// As ECMA-262, Number::toString.
void append_digits(std::string& out, const Digits& number) {
  const auto& digits = number.digits;
  const int length = static_cast<int>(digits.size()), point = number.point;
  if (point > 0 && point <= 21) {
    out.append(digits, 0, static_cast<std::size_t>(std::min(length, point)));
    if (length < point) out.append(static_cast<std::size_t>(point - length), '0');
    if (length > point) out.append(".").append(digits, static_cast<std::size_t>(point));
  } else if (point > -6 && point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
  } else {
    out += digits[0];
    if (length > 1) out.append(".").append(digits, 1);
    out.append(point > 0 ? "e+" : "e");
    append_decimal(out, point - 1);
  }
}

}  // namespace

void append_unsigned(std::string& out, std::uint64_t value) {
  if (value >= 10) append_decimal(out, static_cast<std::int64_t>(value / 10));
  out += static_cast<char>('0' + value % 10);
}

void append_real(std::string& out, double value) {
  constexpr double exact_max = 9007199254740992.0;
  if (value != value) return void(out += "\"NaN\"");
  if (value - value != 0) return void(out += value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
  const double size = value < 0 ? -value : value;
  if (size < exact_max && static_cast<double>(static_cast<std::int64_t>(value)) == value)
    return append_decimal(out, static_cast<std::int64_t>(value));
  if (value < 0) out += '-';
  append_digits(out, Shortest(size).take());
}

}  // namespace arris::otlp
