#pragma once
// The head and the body of an answer: in JSON with its ETag, as a live stream, or a refusal in the words of the route's
// protocol. The one place that turns an Error into a status.

#include "http/function.h"
#include "http/preflight.h"
#include "http/router.h"

namespace arris::http {

class AnswerWriter {
 public:
  AnswerWriter(const Function& function, RequestState& state, const Preflight& preflight)
      : function_(function), state_(state), preflight_(preflight) {}

  // Whose words, type and headers an answer has.
  void answer_for(const Match& match) {
    route_ = match.route, cors_ = match.cors, protocol_ = match.protocol;
  }

  effect::Outcome answer(Prepared& prepared);
  effect::Outcome refuse(const Error& error);
  // A path that is no route's, or not by this method; `allowed` by which it is. Says what the path's protocol has.
  effect::Outcome refuse_address(Error error, std::string_view allowed);
  // With no body.
  effect::Outcome end(std::uint16_t status, std::vector<effect::Header> headers = {});
  std::string_view etag_of(const Prepared& prepared);

 private:
  effect::Outcome stream(Prepared& prepared);
  effect::Outcome finish(std::uint16_t status, std::vector<effect::Header> headers);
  std::string_view write_refusal(const Error& error);
  std::vector<effect::Header> refusal_headers(const Error& error, std::string_view type);
  void add_cors(std::vector<effect::Header>& headers) const;
  bool not_modified(std::string_view etag) const;

  const Function& function_;
  RequestState& state_;
  const Preflight& preflight_;
  const Route* route_ = nullptr;
  Cors cors_ = Cors::same_origin;
  const Protocol* protocol_ = nullptr;
  std::string body_;  // lives until the outcome is encoded
};

}  // namespace arris::http
