#include "ai/said.h"

#include "json/reader.h"

namespace arris::ai {
namespace {

using json::Kind;
using json::Reader;

class SaidReader {
 public:
  SaidReader(std::string_view text, Arena& arena) : reader_(text, arena) {}

  Said read() {
    members([this](std::string_view key) {
      if (key == "candidates") return first([this] { read_candidate(); });
      if (key == "modelVersion") return take(said_.model);
      if (key != "error") return skip();
      members([this](std::string_view name) { name == "message" ? take(said_.error) : skip(); });
    });
    return std::move(said_);
  }

 private:
  void skip() { reader_.skip(); }
  void take(std::string& out) {
    if (reader_.peek() == Kind::string)
      out = reader_.string();
    else
      skip();
  }
  template <class Each>
  void members(Each each) {
    if (reader_.peek() != Kind::object) return skip();
    std::string_view key;
    for (reader_.begin_object(); reader_.next_key(key);) each(key);
  }
  template <class Each>
  void items(Each each) {
    if (reader_.peek() != Kind::array) return skip();
    for (reader_.begin_array(); reader_.next_item();) each();
  }
  template <class Each>
  void first(Each each) {
    bool is_first = true;
    items([&] {
      if (!is_first) return skip();
      is_first = false;
      each();
    });
  }

  void read_candidate() {
    members([this](std::string_view key) {
      if (key == "finishReason") return take(said_.finish_reason);
      if (key != "content") return skip();
      members([this](std::string_view name) {
        if (name != "parts") return skip();
        items([this] { read_part(); });
      });
    });
  }
  // A thought is no part of the text.
  void read_part() {
    std::string text;
    bool is_thought = false;
    members([&](std::string_view key) {
      if (key == "text") return take(text);
      if (key == "thought" && reader_.peek() == Kind::boolean)
        is_thought = reader_.boolean();
      else
        skip();
    });
    if (!is_thought) said_.text += text;
  }

  Reader reader_;
  Said said_;
};

}  // namespace

Said read_said(std::string_view json, Arena& arena) { return SaidReader(json, arena).read(); }

}  // namespace arris::ai
