#include "telemetry/number.h"

#include "core/sketch.h"
#include "core/text.h"
#include "json/scalar.h"

namespace arris::telemetry {
namespace {

constexpr std::int64_t exact_max = INT64_C(1) << 53;

// The digits of a number without its point, and how many of them stand before the point.
struct Digits {
  std::string text;
  std::int64_t whole = 0;
};

Digits digits_of(std::string_view number) {
  const auto exponent_at = number.find_first_of("eE");
  const auto mantissa = number.substr(0, exponent_at);
  const auto point = mantissa.find('.');
  Digits digits{std::string(mantissa.substr(0, point)), 0};
  digits.whole = static_cast<std::int64_t>(digits.text.size());
  if (point != std::string_view::npos) digits.text += mantissa.substr(point + 1);
  if (exponent_at == std::string_view::npos) return digits;
  auto power = number.substr(exponent_at + 1);
  if (power.starts_with('+')) power.remove_prefix(1);
  // A power that is no number here is as good as a huge one.
  const auto shift = parse_integer(power).value_or(power.starts_with('-') ? -1000 : 1000);
  digits.whole += shift < -1000 ? -1000 : shift > 1000 ? 1000 : shift;
  return digits;
}

}  // namespace

std::optional<std::int64_t> to_thousandths(std::string_view number) {
  const bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  auto digits = digits_of(number);
  const auto leading = std::min(digits.text.find_first_not_of('0'), digits.text.size());
  digits.text.erase(0, leading);
  const std::int64_t kept = digits.whole - static_cast<std::int64_t>(leading) + 3;
  if (digits.text.empty() || kept < 0) return 0;
  if (kept > 17) return std::nullopt;
  std::int64_t value = 0;
  for (std::int64_t i = 0; i < kept; ++i) {
    const auto place = static_cast<std::size_t>(i);
    value = value * 10 + (place < digits.text.size() ? digits.text[place] - '0' : 0);
  }
  const auto next = static_cast<std::size_t>(kept);
  if (next < digits.text.size() && digits.text[next] >= '5') ++value;
  if (value > exact_max) return std::nullopt;
  return negative ? -value : value;
}

namespace kind {

void read_number(json::Reader& reader, void* out, const json::Type&, json::Faults& faults) {
  if (reader.peek() != json::Kind::number) {
    if (!reader.skip().empty()) faults.add("wrong_type", "must be a number");
    return;
  }
  const auto text = reader.number();
  if (!json::fits_double(text)) return faults.add("out_of_range", "is beyond every double");
  static_cast<Number*>(out)->text = text;
}

void read_duration(json::Reader& reader, void* out, const json::Type& type, json::Faults& faults) {
  Number number;
  read_number(reader, &number, type, faults);
  if (number.text.empty()) return;
  const auto us = to_thousandths(number.text);
  if (!us || *us < 0 || *us > Sketch::duration_max_us)
    return faults.add("out_of_range", "must be from 0 to 86400000");
  static_cast<Duration*>(out)->us = *us;
}

void duration_schema(std::string& out, const json::Type&) {
  out += R"({"type":"number","minimum":0,"maximum":86400000})";
}
void number_schema(std::string& out, const json::Type&) { out += R"({"type":"number"})"; }

void write_decimal(std::string& out, const void* value, const json::Type&) {
  std::int64_t rest = static_cast<const Decimal*>(value)->thousandths;
  if (rest < 0) out += '-', rest = -rest;
  append_decimal(out, rest / 1000);
  rest %= 1000;
  if (rest == 0) return;
  out += '.';
  for (std::int64_t unit = 100; rest > 0; unit /= 10) {
    out += static_cast<char>('0' + rest / unit);
    rest %= unit;
  }
}

}  // namespace kind
}  // namespace arris::telemetry
