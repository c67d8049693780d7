#include "otlp/resource.h"

#include "core/text.h"
#include "otlp/any_value.h"
#include "otlp/walk.h"

namespace arris::otlp {
namespace {

using json::Reader;

class Service final : public AttributeSink {
 public:
  explicit Service(Origin& origin, Arena& arena) : origin_(origin), arena_(arena) {}

  void take(std::string_view key, std::string_view value) override {
    if (key == "service.name") origin_.service = kept(value);
    if (key == "deployment.environment.name" || key == "deployment.environment")
      origin_.environment = kept(value);
  }

 private:
  std::string_view kept(std::string_view value) { return clip_utf8(text_of(value, arena_), 200); }

  Origin& origin_;
  Arena& arena_;
};

class RequestReader {
 public:
  RequestReader(const Names& names, Arena& arena, Cleaner& cleaner, Things& things)
      : names_(names), arena_(arena), cleaner_(cleaner), things_(things) {}

  bool read(std::string_view json) {
    Reader reader(json, arena_);
    const bool object = each_member(reader, [&](std::string_view name) {
      if (name == names_.resources)
        each_object_of_list(reader, [&] { resource(reader); });
      else
        reader.skip();
    });
    return object && reader.at_end() && !reader.failed();
  }

 private:
  // The list may stand before what it belongs to; then it is read a second time.
  template <class Item>
  struct List {
    std::string_view later;
    bool ready = false;  // what it belongs to is known

    void read(Reader& reader, Item item) {
      if (ready)
        each_object_of_list(reader, [&] { item(reader); });
      else
        later = reader.skip();
    }
    void read_later(Reader& reader, Item item) {
      if (reader.failed() || later.empty()) return;
      Reader inner(later, reader.arena());
      each_object_of_list(inner, [&] { item(inner); });
      if (inner.failed()) reader.fail();
    }
  };

  void resource(Reader& reader) {
    Origin origin;
    const auto item = [&](Reader& inner) { scope(inner, origin); };
    List<decltype(item)> list;
    each_member(reader, [&](std::string_view name) {
      if (name == "resource") {
        attributes(reader, origin);
        list.ready = true;
      } else if (name == names_.scopes) {
        list.read(reader, item);
      } else {
        reader.skip();
      }
    });
    list.read_later(reader, item);
  }

  void attributes(Reader& reader, Origin& origin) {
    each_member_of_object(reader, [&](std::string_view name) {
      if (name != "attributes") return void(reader.skip());
      Service service(origin, arena_);
      std::string object;
      append_attributes(object, reader, cleaner_, &service);
      origin.attributes = arena_.keep(object);
    });
  }

  void scope(Reader& reader, Origin origin) {
    const auto item = [&](Reader& inner) { things_.take(inner, origin); };
    List<decltype(item)> list;
    each_member(reader, [&](std::string_view name) {
      if (name == "scope") {
        name_of_scope(reader, origin);
        list.ready = true;
      } else if (name == names_.things) {
        list.read(reader, item);
      } else {
        reader.skip();
      }
    });
    list.read_later(reader, item);
  }

  static void name_of_scope(Reader& reader, Origin& origin) {
    each_member_of_object(reader, [&](std::string_view name) {
      if (name == "name")
        origin.scope = clip_utf8(read_text(reader), 200);
      else
        reader.skip();
    });
  }

  const Names& names_;
  Arena& arena_;
  Cleaner& cleaner_;
  Things& things_;
};

}  // namespace

bool read_request(std::string_view json, const Names& names, Arena& arena, Cleaner& cleaner,
                  Things& things) {
  return RequestReader(names, arena, cleaner, things).read(json);
}

std::string_view read_id(Reader& reader, std::size_t digits) {
  const auto text = read_text(reader);
  if (text.size() != digits || text.find_first_not_of("0123456789abcdefABCDEF") != text.npos)
    return {};
  if (text.find_first_not_of('0') == text.npos) return {};
  return reader.arena().keep(to_lower(text));
}

}  // namespace arris::otlp
