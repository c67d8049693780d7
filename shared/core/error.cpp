#include "core/error.h"

#include <iterator>
#include <utility>

#include "core/result.h"

namespace arris {
namespace {

struct Row {
  std::string_view text;
  std::uint16_t status;
  std::string_view title;
};

constexpr Row rows[] = {
#define X(name, status, title) {#name, status, title},
    ARRIS_ERROR_CODES(X)
#undef X
};

const Row& row_of(Code code) { return rows[static_cast<std::uint8_t>(code)]; }

}  // namespace

#define ARRIS_OUT_OF_LINE [[gnu::noinline]]
ARRIS_OUT_OF_LINE Fault::Fault(std::string_view pointer, std::string_view code,
                               std::string_view detail)
    : pointer(pointer), code(code), detail(detail) {}
ARRIS_OUT_OF_LINE Fault::Fault(const Fault&) = default;
ARRIS_OUT_OF_LINE Fault::Fault(Fault&&) noexcept = default;
ARRIS_OUT_OF_LINE Fault& Fault::operator=(const Fault&) = default;
ARRIS_OUT_OF_LINE Fault& Fault::operator=(Fault&&) noexcept = default;
ARRIS_OUT_OF_LINE Fault::~Fault() = default;
ARRIS_OUT_OF_LINE Error::Error(Code code) : Error(code, std::string(title_of(code))) {}
ARRIS_OUT_OF_LINE Error::Error(Code code, std::string detail, std::vector<Fault> faults,
                               std::string cause, std::uint32_t retry_after_s)
    : code(code),
      detail(std::move(detail)),
      faults(std::move(faults)),
      cause(std::move(cause)),
      retry_after_s(retry_after_s) {}
ARRIS_OUT_OF_LINE Error::Error(const Error&) = default;
ARRIS_OUT_OF_LINE Error::Error(Error&&) noexcept = default;
ARRIS_OUT_OF_LINE Error& Error::operator=(const Error&) = default;
ARRIS_OUT_OF_LINE Error& Error::operator=(Error&&) noexcept = default;
ARRIS_OUT_OF_LINE Error::~Error() = default;
#undef ARRIS_OUT_OF_LINE

std::string_view text_of(Code code) { return row_of(code).text; }
std::uint16_t status_of(Code code) { return row_of(code).status; }
std::string_view title_of(Code code) { return row_of(code).title; }

std::optional<Code> code_of(std::string_view text) {
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    if (rows[i].text == text) return static_cast<Code>(i);
  }
  return std::nullopt;
}

Error invalid(std::vector<Fault> faults) {
  return {Code::invalid, std::string(title_of(Code::invalid)), std::move(faults)};
}

void add_refusal(std::optional<Error>& all, Error other) {
  if (!all) return void(all = std::move(other));
  for (Fault& fault : other.faults) all->faults.push_back(std::move(fault));
  if (all->code == other.code) return;
  constexpr Code media = Code::unsupported_media_type;
  all->code = all->code == media || other.code == media ? media : Code::invalid;
  all->detail = title_of(all->code);
}

Error invalid(std::string_view pointer, std::string_view code, std::string_view detail) {
  std::vector<Fault> faults;
  faults.emplace_back(pointer, code, detail);
  return invalid(std::move(faults));
}

Error conflicts(std::string_view pointer, std::string_view code, std::string_view detail) {
  Error error = invalid(pointer, code, detail);
  error.code = Code::conflict;
  error.detail = title_of(Code::conflict);
  return error;
}

Error not_found() { return Error(Code::not_found); }

Error internal(std::string cause) {
  return {Code::internal, std::string(title_of(Code::internal)), {}, std::move(cause)};
}

void DropError::operator()(Error* error) const { delete error; }
KeptError keep_error(Error error) { return KeptError(new Error(std::move(error))); }

}  // namespace arris
