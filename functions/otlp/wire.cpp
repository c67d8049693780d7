#include "otlp/wire.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <tuple>
#include <utility>
#include <vector>

#include "core/text.h"
#include "json/scalar.h"
#include "otlp/base64.h"
#include "otlp/decimal.h"

namespace arris::otlp {
namespace {

enum class Wire : std::uint8_t { varint = 0, eight_bytes = 1, bytes = 2, four_bytes = 5 };

// Of a number of whatever wire type `number`, of the others `bytes`.
struct Value {
  std::uint32_t field = 0;
  Wire wire = Wire::varint;
  std::uint64_t number = 0;
  std::string_view bytes;
};

// Takes values from the front of its bytes.
class Input {
 public:
  explicit Input(std::string_view bytes) : bytes_(bytes) {}

  bool at_end() const { return bytes_.empty(); }

  std::optional<Value> value() {
    const auto tag = varint();
    if (!tag || *tag >> 32 != 0 || *tag >> 3 == 0) return std::nullopt;
    return value_of(static_cast<std::uint32_t>(*tag >> 3), static_cast<Wire>(*tag & 7));
  }

  std::optional<Value> value_of(std::uint32_t field, Wire wire) {
    Value value{field, wire, 0, {}};
    switch (wire) {
      case Wire::varint:
        return with_number(value, varint());
      case Wire::eight_bytes:
        return with_number(value, fixed(8));
      case Wire::four_bytes:
        return with_number(value, fixed(4));
      case Wire::bytes:
        break;
      default:
        return std::nullopt;
    }
    const auto size = varint();
    if (!size || *size > bytes_.size()) return std::nullopt;
    value.bytes = bytes_.substr(0, static_cast<std::size_t>(*size));
    bytes_.remove_prefix(value.bytes.size());
    return value;
  }

 private:
  static std::optional<Value> with_number(Value value, std::optional<std::uint64_t> number) {
    if (!number) return std::nullopt;
    value.number = *number;
    return value;
  }

  std::optional<std::uint64_t> varint() {
    std::uint64_t number = 0;
    const std::size_t most = std::min<std::size_t>(bytes_.size(), 10);
    for (std::size_t i = 0; i < most; ++i) {
      const auto byte = static_cast<std::uint8_t>(bytes_[i]);
      number |= static_cast<std::uint64_t>(byte & 0x7f) << (7 * i);
      if (byte < 0x80) {
        bytes_.remove_prefix(i + 1);
        return number;
      }
    }
    return std::nullopt;
  }

  std::optional<std::uint64_t> fixed(std::size_t size) {
    if (bytes_.size() < size) return std::nullopt;
    std::uint64_t number = 0;
    std::memcpy(&number, bytes_.data(), size);
    bytes_.remove_prefix(size);
    return number;
  }

  std::string_view bytes_;
};

Wire wire_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::boolean:
    case FieldKind::int32:
    case FieldKind::int64:
    case FieldKind::sint32:
    case FieldKind::uint64:
      return Wire::varint;
    case FieldKind::fixed64:
    case FieldKind::sfixed64:
    case FieldKind::real:
      return Wire::eight_bytes;
    case FieldKind::fixed32:
      return Wire::four_bytes;
    default:
      return Wire::bytes;
  }
}

std::int64_t zigzag(std::uint64_t number) {
  return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

class Writer {
 public:
  bool write(std::string_view bytes, const Message& message, int depth);
  std::string out;

 private:
  struct Found {
    std::size_t place;  // of the field in its message
    std::size_t order;
    Value value;
  };

  bool find(std::string_view bytes, const Message& message);
  bool write_field(const Field& field, std::span<const Found> values, int depth);
  bool write_many(const Field& field, std::span<const Found> values, int depth);
  bool write_packed(const Field& field, std::string_view bytes, bool& first);
  bool write_value(const Field& field, const Value& value, int depth);
  bool write_text(std::string_view text);
  void write_number(const Field& field, std::uint64_t number);
  void write_quoted(std::string_view text) { out.append("\"").append(text).append("\""); }

  std::vector<Found> found_;  // of the messages that are being written, the innermost last
};

// The values of `message` behind those that are there, in the order of its fields.
bool Writer::find(std::string_view bytes, const Message& message) {
  const auto before = static_cast<std::ptrdiff_t>(found_.size());
  Input input(bytes);
  while (!input.at_end()) {
    const auto value = input.value();
    if (!value) return false;
    const auto* field = std::ranges::find(message.fields, value->field, &Field::number).base();
    if (field == message.fields.data() + message.fields.size()) continue;
    const bool packed = field->times == Times::many && value->wire == Wire::bytes;
    if (!packed && value->wire != wire_of(field->kind)) return false;
    found_.push_back(
        {static_cast<std::size_t>(field - message.fields.data()), found_.size(), *value});
  }
  std::ranges::sort(found_.begin() + before, found_.end(), [](const Found& a, const Found& b) {
    return std::tie(a.place, a.order) < std::tie(b.place, b.order);
  });
  return true;
}

bool Writer::write(std::string_view bytes, const Message& message, int depth) {
  const std::size_t before = found_.size();
  if (depth == 0 || !find(bytes, message)) return false;
  out += '{';
  std::size_t at = before;
  const std::size_t end = found_.size();
  bool ok = true;
  while (ok && at < end) {
    std::size_t next = at + 1;
    while (next < end && found_[next].place == found_[at].place) ++next;
    const Field& field = message.fields[found_[at].place];
    if (at != before) out += ',';
    out.append("\"").append(field.name).append("\":");
    // A copy: what is written inside grows the list.
    const std::vector<Found> values(found_.begin() + static_cast<std::ptrdiff_t>(at),
                                    found_.begin() + static_cast<std::ptrdiff_t>(next));
    ok = write_field(field, values, depth);
    at = next;
  }
  out += '}';
  found_.resize(before);
  return ok;
}

bool Writer::write_field(const Field& field, std::span<const Found> values, int depth) {
  if (field.times == Times::many) return write_many(field, values, depth);
  return write_value(field, values.back().value, depth);
}

bool Writer::write_many(const Field& field, std::span<const Found> values, int depth) {
  out += '[';
  bool first = true;
  for (const Found& found : values) {
    if (found.value.wire == Wire::bytes && wire_of(field.kind) != Wire::bytes) {
      if (!write_packed(field, found.value.bytes, first)) return false;
      continue;
    }
    if (!std::exchange(first, false)) out += ',';
    if (!write_value(field, found.value, depth)) return false;
  }
  out += ']';
  return true;
}

bool Writer::write_packed(const Field& field, std::string_view bytes, bool& first) {
  Input input(bytes);
  while (!input.at_end()) {
    const auto value = input.value_of(field.number, wire_of(field.kind));
    if (!value) return false;
    if (!std::exchange(first, false)) out += ',';
    write_number(field, value->number);
  }
  return true;
}

bool Writer::write_value(const Field& field, const Value& value, int depth) {
  switch (field.kind) {
    case FieldKind::message:
      return write(value.bytes, *field.message, depth - 1);
    case FieldKind::text:
      return write_text(value.bytes);
    case FieldKind::id:
      write_quoted(to_hex(as_bytes(value.bytes)));
      return true;
    case FieldKind::bytes:
      write_quoted(to_base64(value.bytes));
      return true;
    default:
      write_number(field, value.number);
      return true;
  }
}

// Texts that are kept hold no NUL; the sign for what can't be shown stands for one.
bool Writer::write_text(std::string_view text) {
  if (!is_utf8(text)) return false;
  if (!text.contains('\0')) return json::write_string(out, text), true;
  std::string shown;
  for (const char c : text) shown.append(c == '\0' ? "\xef\xbf\xbd" : std::string_view(&c, 1));
  json::write_string(out, shown);
  return true;
}

void Writer::write_number(const Field& field, std::uint64_t number) {
  std::string text;
  switch (field.kind) {
    case FieldKind::boolean:
      out += number != 0 ? "true" : "false";
      return;
    case FieldKind::int32:
      append_decimal(out, static_cast<std::int32_t>(number));
      return;
    case FieldKind::fixed32:
      append_decimal(out, static_cast<std::int64_t>(number));
      return;
    case FieldKind::sint32:
      append_decimal(out, zigzag(number));
      return;
    case FieldKind::real:
      append_real(out, std::bit_cast<double>(number));
      return;
    case FieldKind::uint64:
    case FieldKind::fixed64:
      append_unsigned(text, number);
      break;
    default:
      append_decimal(text, static_cast<std::int64_t>(number));
      break;
  }
  write_quoted(text);
}

}  // namespace

std::optional<std::string> to_json(std::string_view bytes, const Message& message) {
  Writer writer;
  if (!writer.write(bytes, message, depth_max)) return std::nullopt;
  return std::move(writer.out);
}

}  // namespace arris::otlp
