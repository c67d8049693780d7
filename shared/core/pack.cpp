#include "core/pack.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace arris {
namespace {

constexpr char mark = '\n';
constexpr char itself = ' ';  // behind a mark: a line feed of the text
constexpr std::size_t base = 91;
constexpr std::size_t near_max = base * base, far_max = near_max * base;
constexpr std::size_t length_min = 5;
// The first digit says a length, or that two more say it, and whether the distance has two digits or three.
constexpr std::size_t lengths = 45, said_apart = lengths - 1;
constexpr std::size_t length_max = length_min + said_apart + near_max - 1;

// From '#' to '~' without '\\'.
char digit_of(std::size_t value) {
  return static_cast<char>('#' + value + (value >= '\\' - '#' ? 1 : 0));
}

bool is_digit(char c) { return c >= '#' && c <= '~' && c != '\\'; }
std::size_t value_of(char digit) {
  return static_cast<std::size_t>(digit - '#' - (digit > '\\' ? 1 : 0));
}

void append_number(std::string& out, std::size_t value, int digits) {
  char text[3];
  for (int i = digits; i-- > 0; value /= base) text[i] = digit_of(value % base);
  out.append(text, static_cast<std::size_t>(digits));
}

void append_copy(std::string& out, std::size_t length, std::size_t distance) {
  const bool near = distance <= near_max;
  const auto beyond = length - length_min;
  const auto said = beyond < said_apart ? beyond : said_apart;
  out += mark;
  out += digit_of(said + (near ? 0 : lengths));
  if (said == said_apart) append_number(out, beyond - said_apart, 2);
  append_number(out, distance - 1, near ? 2 : 3);
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// How many are the same at the begin of both, of `most`.
std::size_t equal_bytes(const char* a, const char* b, std::size_t most) {
  std::size_t i = 0;
  for (; i + 8 <= most; i += 8) {
    std::uint64_t left, right;
    std::memcpy(&left, a + i, 8);
    std::memcpy(&right, b + i, 8);
    if (left != right) return i + static_cast<std::size_t>(std::countr_zero(left ^ right)) / 8;
  }
  while (i < most && a[i] == b[i]) ++i;
  return i;
}

class Packer {
 public:
  explicit Packer(std::string_view text) : text_(text), last_(places) {}

  std::string pack() {
    while (at_ + length_min <= text_.size()) {
      const auto from = exchange_last();
      if (const auto length = length_of_copy(from); length > 0)
        copy(length, at_ - from);
      else
        ++at_;
    }
    at_ = text_.size();
    append_literal();
    return std::move(out_);
  }

 private:
  static constexpr std::size_t places = 1 << 12, nowhere = 0;

  // Where the text was last that begins as here; `nowhere` before the first.
  std::size_t exchange_last() {
    std::uint32_t bytes;
    std::memcpy(&bytes, text_.data() + at_, sizeof bytes);
    auto& last = last_[(bytes * 2654435761u) >> 20];
    return std::exchange(last, static_cast<std::uint32_t>(at_));
  }

  // 0: not worth it.
  std::size_t length_of_copy(std::size_t from) const {
    const auto distance = at_ - from;
    if (from == nowhere || distance > far_max || continues_character(text_[at_])) return 0;
    const auto most = std::min(text_.size() - at_, length_max);
    std::size_t length = equal_bytes(text_.data() + from, text_.data() + at_, most);
    while (length > 0 && at_ + length < text_.size() && continues_character(text_[at_ + length]))
      --length;
    return length >= length_min + (distance > near_max ? 1 : 0) ? length : 0;
  }

  // Only where a copy begins is it found again: finding it from each place inside takes twice as long, for nothing.
  void copy(std::size_t length, std::size_t distance) {
    append_literal();
    append_copy(out_, length, distance);
    at_ = literal_ = at_ + length;
  }

  void append_literal() {
    for (auto literal = text_.substr(literal_, at_ - literal_); !literal.empty();) {
      const auto end = std::min(literal.find(mark), literal.size() - 1) + 1;
      out_.append(literal.substr(0, end));
      if (out_.back() == mark) out_ += itself;
      literal.remove_prefix(end);
    }
  }

  const std::string_view text_;
  std::size_t at_ = 0, literal_ = 0;  // what lies between the two is not written yet
  std::vector<std::uint32_t> last_;
  std::string out_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view packed) : rest_(packed) {}

  std::optional<std::string> unpack() {
    while (!rest_.empty()) {
      const auto literal = std::min(rest_.find(mark), rest_.size());
      out_.append(rest_.substr(0, literal));
      rest_.remove_prefix(literal);
      if (!rest_.empty() && !take_mark()) return std::nullopt;
    }
    return std::move(out_);
  }

 private:
  bool take_mark() {
    if (!rest_.substr(1).starts_with(itself)) return take_copy();
    out_ += mark;
    rest_.remove_prefix(2);
    return true;
  }

  bool take_copy() {
    rest_.remove_prefix(1);
    const auto first = number(1);
    if (first >= 2 * lengths) return false;
    const auto said = first % lengths;
    const auto beyond = said == said_apart ? said + number(2) : said;
    const auto distance = number(first < lengths ? 2 : 3) + 1;
    if (broken_ || distance > out_.size()) return false;
    repeat(length_min + beyond, distance);
    return true;
  }

  // What it copies may reach into what it writes.
  void repeat(std::size_t length, std::size_t distance) {
    const auto from = out_.size() - distance;
    while (length > 0) {
      const auto piece = std::min(length, out_.size() - from);
      out_.append(out_, from, piece);
      length -= piece;
    }
  }

  std::size_t number(std::size_t digits) {
    std::size_t value = 0;
    for (; digits > 0; --digits) {
      broken_ = broken_ || rest_.empty() || !is_digit(rest_.front());
      if (broken_) return 0;
      value = value * base + value_of(rest_.front());
      rest_.remove_prefix(1);
    }
    return value;
  }

  std::string_view rest_;
  std::string out_;
  bool broken_ = false;
};

}  // namespace

std::string pack(std::string_view text) { return Packer(text).pack(); }

std::optional<std::string> unpack(std::string_view packed) { return Unpacker(packed).unpack(); }

}  // namespace arris
