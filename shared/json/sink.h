#pragma once
// A text that grows by small pieces with one comparison each: its size is settled at the end, and
// before another writes to it.

#include <algorithm>
#include <string>

namespace arris::json {

class Sink {
 public:
  explicit Sink(std::string& out) : out_(out) { open(0); }
  ~Sink() { settle(); }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  // Where at most `most` bytes may be written; say with `wrote` where they end.
  char* room(std::size_t most) {
    if (static_cast<std::size_t>(end_ - to_) < most) settle(), open(most);
    return to_;
  }
  void wrote(char* end) { to_ = end; }

  // Lets `write(std::string&)` append by itself.
  template <class Write>
  void lend(Write write) {
    settle();
    write(out_);
    open(0);
  }

 private:
  void open(std::size_t most) {
    const std::size_t before = out_.size(), wanted = std::max(out_.capacity(), before + most);
    out_.resize_and_overwrite(wanted, [=, this](char* bytes, std::size_t) {
      to_ = bytes + before;
      end_ = bytes + wanted;
      return wanted;
    });
  }
  void settle() { out_.resize(static_cast<std::size_t>(to_ - out_.data())); }

  std::string& out_;
  char* to_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace arris::json
