#pragma once
// What goes into a handler and what comes out of it.

#include "http/context.h"
#include "http/live.h"
#include "http/sequel.h"
#include "json/json.h"
#include "storage/batch.h"

namespace arris::http {

// A body that the handler reads itself; any content type.
struct RawBody {
  std::string_view bytes;
};

// A query of whatever parameters; the handler reads it itself.
struct RawQuery {
  std::string_view text;
};

// An answer of another type than JSON, which its route's options name.
struct RawAnswer {
  std::string bytes;
};

// Path: described struct of the path's {names}. Query: described struct of the query parameters.
template <class Path = Nothing, class Query = Nothing, class Body = Nothing>
struct Call {
  Context context;
  Path path;
  Query query;
  Body body;
};

// A list's answer: `next_cursor` is null on the last page.
template <class Item>
struct Page {
  std::vector<Item> data;
  std::optional<std::string_view> next_cursor;
};

void page_schema(std::string& out, const json::Type& page);
void collect_page(json::SchemaSet& schemas, const json::Type& page);

// What every reply has besides its body.
struct ReplyParts {
  storage::Batch batch{};
  std::optional<std::int64_t> version_value{};
  std::int64_t content_value = 0;
  std::vector<effect::Header> headers{};
  std::uint16_t status_value = 0;
  std::vector<LiveEvent> live{};
  std::optional<Feed> feed{};
  std::unique_ptr<Sequel> sequel{};
};

// An answer that leaves only after its commit is durable.
template <class Body>
struct [[nodiscard]] Reply : ReplyParts {
  Body body{};

  // Written together with the authorisation check and the idempotency key, before the answer
  // leaves.
  Reply&& commit(storage::Batch writes) && {
    batch = std::move(writes);
    return std::move(*this);
  }
  // Becomes the strong ETag; GETs answer 304 when the caller has it. `content` tells apart answers
  // that differ although nobody changed the resource: a count that grew. If-Match looks at the
  // version alone.
  Reply&& version(std::int64_t value, std::int64_t content = 0) && {
    version_value = value;
    content_value = content;
    return std::move(*this);
  }
  Reply&& header(std::string_view name, std::string_view value) && {
    headers.push_back({name, value});
    return std::move(*this);
  }
  // Published once the commit is durable; lost if the process ends between the two.
  Reply&& publish(LiveEvent event) && {
    live.push_back(event);
    return std::move(*this);
  }
  // The answer is a stream of what is published to these channels, for as long as the caller may
  // call the route. `last_event_id`: what the caller has seen already, or what `first` ends with.
  Reply&& subscribe(std::vector<std::string_view> channels, std::string_view last_event_id = {},
                    std::string first = {}) && {
    feed = {std::move(channels), last_event_id, std::move(first)};
    return std::move(*this);
  }
  // Goes on once the answer has begun.
  Reply&& then(std::unique_ptr<Sequel> value) && {
    sequel = std::move(value);
    return std::move(*this);
  }
  // Instead of the status of the route's row.
  Reply&& status(std::uint16_t value) && {
    status_value = value;
    return std::move(*this);
  }
};

template <class Body>
Reply<Body> reply(Body body) {
  return {{}, std::move(body)};
}
inline Reply<Nothing> reply() { return {}; }

// A reply before its status and ETag are settled.
struct Prepared {
  std::uint16_t status = 0;
  std::string body;
  storage::Batch batch;
  std::optional<std::int64_t> version;
  std::int64_t content = 0;
  std::vector<effect::Header> headers;
  std::vector<LiveEvent> live{};
  std::optional<Feed> feed{};
  std::unique_ptr<Sequel> sequel{};
};

// A handler's task, whatever it answers: the parts that differ are two words of its route.
class PreparedTask {
 public:
  struct Answered {
    ReplyParts* parts;
    const void* body;
    std::string* raw;  // of a RawAnswer
  };
  using Find = Answered (*)(void* reply);

  // `body` is null for an answer that is not JSON.
  template <class Body>
  PreparedTask(effect::Task<Reply<Body>> task, const json::Type* body)
      : promise_(&task.promise()), frame_(task.release()), find_(find<Body>), body_(body) {}
  PreparedTask(PreparedTask&& other) noexcept
      : promise_(other.promise_),
        frame_(std::exchange(other.frame_, nullptr)),
        find_(other.find_),
        body_(other.body_) {}
  ~PreparedTask() {
    if (effect::frames_are_freed && frame_) frame_.destroy();
  }

  void start(effect::TaskState& state);
  bool finished() const { return promise_->value != nullptr; }
  // REQUIRES: finished()
  Prepared take();

 private:
  template <class Body>
  static Answered find(void* value) {
    auto* reply = static_cast<Reply<Body>*>(value);
    if constexpr (std::is_same_v<Body, RawAnswer>)
      return {reply, nullptr, &reply->body.bytes};
    else
      return {reply, &reply->body, nullptr};
  }

  effect::PromiseBase* promise_;
  std::coroutine_handle<> frame_;
  Find find_;
  const json::Type* body_;
};

}  // namespace arris::http

// A page is read by nobody and has no name of its own: its schema stands where it is used.
template <class Item>
struct arris::json::Codec<arris::http::Page<Item>> {
  using Page = http::Page<Item>;
  static constexpr Member members[] = {
      {"data", offset_of<Page, &Page::data>(), &type_of<std::vector<Item>>},
      {"next_cursor", offset_of<Page, &Page::next_cursor>(),
       &type_of<std::optional<std::string_view>>}};
  static constexpr Type type = [] {
    Type type{nullptr, nullptr, kind::write_object, http::page_schema, http::collect_page};
    type.members = members;
    return type;
  }();
};
