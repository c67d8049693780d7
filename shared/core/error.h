#pragma once
// The closed set of error codes. A code is stable: clients match on its text, so it is never
// renamed. The public detail and the private cause are different fields, so an internal can't leak
// by accident.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arris {

// To add a code: one row here; its text, status and title follow everywhere.
#define ARRIS_ERROR_CODES(X)                                              \
  X(bad_request, 400, "The request is malformed")                         \
  X(invalid, 400, "Some fields are not valid")                            \
  X(invalid_cursor, 400, "The cursor is not valid for this list")         \
  X(unauthenticated, 401, "Sign in to do this")                           \
  X(invalid_credentials, 401, "The email or password is wrong")           \
  X(session_ended, 401, "The session has ended")                          \
  X(invalid_token, 401, "The token is not valid")                         \
  X(invalid_key, 401, "The key is not valid")                             \
  X(key_expired, 401, "The key has expired")                              \
  X(insufficient_scope, 403, "The key does not have the scope for this")  \
  X(forbidden, 403, "Your role does not allow this")                      \
  X(sign_in_again, 403, "Sign in again to do this")                       \
  X(cross_site, 403, "The request came from another site")                \
  X(model_not_allowed, 403, "A rule does not allow this model")           \
  X(not_found, 404, "There is nothing here")                              \
  X(method_not_allowed, 405, "This path does not answer that method")     \
  X(conflict, 409, "The request conflicts with the present state")        \
  X(last_owner, 409, "An organization keeps at least one owner")          \
  X(already_running, 409, "The same request is still running")            \
  X(already_answered, 409, "This was done, and its answer is shown once") \
  X(gone, 410, "This was used already or has expired")                    \
  X(precondition_failed, 412, "It was changed in the meantime")           \
  X(too_large, 413, "The body is too large")                              \
  X(no_provider_key, 424, "There is no secret for this provider")         \
  X(unsupported_media_type, 415, "The body's type is not supported")      \
  X(key_reused, 422, "The idempotency key belongs to another request")    \
  X(too_many_requests, 429, "Too many requests")                          \
  X(budget_used_up, 429, "A budget with a hard stop is used up")          \
  X(headers_too_large, 431, "The request's headers are too large")        \
  X(internal, 500, "Something went wrong on our side")                    \
  X(module_fault, 500, "Something went wrong on our side")                \
  X(bad_gateway, 502, "The other server did not answer as it should")     \
  X(unavailable, 503, "Not available at the moment")                      \
  X(timeout, 504, "It took too long")

enum class Code : std::uint8_t {
#define X(name, status, title) name,
  ARRIS_ERROR_CODES(X)
#undef X
};

std::string_view text_of(Code code);
std::uint16_t status_of(Code code);
std::string_view title_of(Code code);
std::optional<Code> code_of(std::string_view text);

// One thing wrong with an input. `pointer` is a JSON pointer as a URI fragment ("#/name"; "#" is the
// whole body), for a query parameter its name after "?" ("?limit"), for a header its name before ":".
struct Fault {
  Fault(std::string_view pointer, std::string_view code, std::string_view detail);
  Fault(const Fault&);
  Fault(Fault&&) noexcept;
  Fault& operator=(const Fault&);
  Fault& operator=(Fault&&) noexcept;
  ~Fault();

  std::string pointer;
  std::string code;
  std::string detail;
};

struct [[nodiscard]] Error {
  Error() = default;
  explicit Error(Code code);  // its title is its detail
  Error(Code code, std::string detail, std::vector<Fault> faults = {}, std::string cause = {},
        std::uint32_t retry_after_s = 0);
  // Out of line: every Result of every type holds one, and modules are shipped by the kilobyte.
  Error(const Error&);
  Error(Error&&) noexcept;
  Error& operator=(const Error&);
  Error& operator=(Error&&) noexcept;
  ~Error();

  Code code = Code::internal;
  std::string detail;           // shown to the caller
  std::vector<Fault> faults{};  // every fault of a bad input, at once
  std::string cause{};          // for the log alone
  std::uint32_t retry_after_s = 0;
};

Error invalid(std::vector<Fault> faults);
Error invalid(std::string_view pointer, std::string_view code, std::string_view detail);
// A conflict over one thing of the input, which its fault names.
Error conflicts(std::string_view pointer, std::string_view code, std::string_view detail);
inline Error taken(std::string_view pointer) {
  return conflicts(pointer, "taken", "is taken already");
}
// One refusal that names the faults of both: `invalid` where they differ, but a body of another type
// stays that.
void add_refusal(std::optional<Error>& all, Error other);
Error not_found();
Error internal(std::string cause);

}  // namespace arris
