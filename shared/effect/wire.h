#pragma once
// The bytes of a frame. A type says its fields once, in `fields(io, value)`; a Writer then encodes
// them and a Reader decodes them, so that the two can't drift apart. hosts/ABI.md is the grammar.

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace arris::effect {

struct Bytes {
  std::string_view data;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

// The tag of a variant's first alternative on the wire.
template <class T>
inline constexpr std::uint8_t first_tag = 1;
// A tag that no alternative has, for it was given up; those behind keep theirs.
template <class T>
inline constexpr std::uint8_t vacant_tag = 0xff;
template <class T>
constexpr std::uint8_t tag_of(std::size_t index) {
  const auto tag = static_cast<std::uint8_t>(index + first_tag<T>);
  return tag < vacant_tag<T> ? tag : tag + 1;
}

template <class T>
concept Number = std::is_integral_v<T> || std::is_floating_point_v<T>;
template <class T>
concept Enumeration = std::is_enum_v<T>;

class Writer {
 public:
  static constexpr bool reads = false;
  explicit Writer(std::string& out) : out_(out) {}

  template <class... T>
  void operator()(T&... values) {
    (put(values), ...);
  }

  // Reserves a length that `close` fills with the number of bytes written since.
  std::size_t open() {
    out_.append(4, '\0');
    return out_.size();
  }
  void close(std::size_t start) {
    const auto length = static_cast<std::uint32_t>(out_.size() - start);
    std::memcpy(out_.data() + start - 4, &length, 4);
  }

 private:
  template <Number T>
  void put(T value) {
    char raw[sizeof(T)];
    std::memcpy(raw, &value, sizeof(T));
    out_.append(raw, sizeof(T));
  }
  template <Enumeration T>
  void put(T value) {
    put(static_cast<std::underlying_type_t<T>>(value));
  }
  void put(const std::string_view& text) {
    put(static_cast<std::uint32_t>(text.size()));
    out_.append(text);
  }
  void put(const Bytes& bytes) { put(bytes.data); }
  template <class T>
  void put(const std::vector<T>& list) {
    put(static_cast<std::uint32_t>(list.size()));
    for (const T& item : list) put(item);
  }
  template <class T>
  void put(const std::optional<T>& option) {
    put(static_cast<std::uint8_t>(option.has_value()));
    if (option) put(*option);
  }
  template <class... T>
  void put(const std::variant<T...>& choice) {
    put(tag_of<std::variant<T...>>(choice.index()));
    std::visit([this](const auto& value) { this->put(value); }, choice);
  }
  template <class T>
    requires std::is_class_v<T>
  void put(const T& value) {
    fields(*this, const_cast<T&>(value));
  }

  std::string& out_;
};

// Reads hostile bytes. After a fault every further read gives zeros and `ok()` stays false. Texts
// are views into the frame. A list may not claim more items than there are bytes left.
class Reader {
 public:
  static constexpr bool reads = true;
  explicit Reader(std::string_view frame) : rest_(frame) {}

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }
  void fail() {
    ok_ = false;
    rest_ = {};
  }

  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }

 private:
  template <Number T>
  void get(T& value) {
    value = {};
    if (rest_.size() < sizeof(T)) return fail();
    std::memcpy(&value, rest_.data(), sizeof(T));
    rest_.remove_prefix(sizeof(T));
  }
  template <Enumeration T>
  void get(T& value) {
    std::underlying_type_t<T> raw{};
    get(raw);
    if (raw > last_of(T{})) return fail();
    value = static_cast<T>(raw);
  }
  void get(std::string_view& text) {
    std::uint32_t length = 0;
    get(length);
    if (length > rest_.size()) return fail();
    text = rest_.substr(0, length);
    rest_.remove_prefix(length);
  }
  void get(Bytes& bytes) { get(bytes.data); }
  template <class T>
  void get(std::vector<T>& list) {
    std::uint32_t count = 0;
    get(count);
    if (count > rest_.size()) return fail();
    for (std::uint32_t i = 0; i < count && ok_; ++i) get(list.emplace_back());
  }
  template <class T>
  void get(std::optional<T>& option) {
    std::uint8_t present = 0;
    get(present);
    if (present > 1) return fail();
    if (present == 1) get(option.emplace());
  }
  template <class... T>
  void get(std::variant<T...>& choice) {
    std::uint8_t kind = 0;
    get(kind);
    get_kind<0>(choice, kind);
  }
  template <std::size_t I, class... T>
  void get_kind(std::variant<T...>& choice, std::uint8_t kind) {
    if constexpr (I == sizeof...(T)) {
      fail();
    } else if (kind == tag_of<std::variant<T...>>(I)) {
      get(choice.template emplace<I>());
    } else {
      get_kind<I + 1>(choice, kind);
    }
  }
  template <class T>
    requires std::is_class_v<T>
  void get(T& value) {
    fields(*this, value);
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace arris::effect
