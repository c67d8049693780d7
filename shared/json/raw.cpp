#include "json/raw.h"

#include "json/key_set.h"
#include "json/scalar.h"

namespace arris::json {
namespace {

class RawReader {
 public:
  RawReader(Reader& reader, Faults& faults) : reader_(reader), faults_(faults) {}

  void read_value() {
    switch (reader_.peek()) {
      case Kind::object:
        return read_object();
      case Kind::array:
        return read_list();
      case Kind::number:
        return check(reader_.number());
      default:
        reader_.skip();
    }
  }

 private:
  void read_object() {
    KeySet keys(nodes_);
    std::string_view key;
    for (reader_.begin_object(); reader_.next_key(key);) {
      const Faults::Inside inside(faults_, key);
      if (!keys.add(key)) faults_.add("duplicate_key", "appears twice");
      read_value();
    }
  }

  void read_list() {
    std::size_t index = 0;
    for (reader_.begin_array(); reader_.next_item(); ++index) {
      const Faults::Inside inside(faults_, index);
      read_value();
    }
  }

  void check(std::string_view number) {
    if (!reader_.failed() && !fits_double(number))
      faults_.add("out_of_range", "is beyond every double");
  }

  Reader& reader_;
  Faults& faults_;
  KeySet::Nodes nodes_;
};

}  // namespace

std::string_view read_raw(Reader& reader, Faults& faults) {
  reader.peek();
  const auto text = reader.rest();
  const std::size_t start = reader.position();
  RawReader(reader, faults).read_value();
  return reader.failed() ? std::string_view() : text.substr(0, reader.position() - start);
}

}  // namespace arris::json
