#include "http/problem.h"

#include <boost/describe/class.hpp>

#include "json/json.h"

namespace arris::http {
namespace {

struct ProblemFault {
  std::string_view pointer, code, detail;
};
BOOST_DESCRIBE_STRUCT(ProblemFault, (), (pointer, code, detail))

struct Problem {
  std::string_view type, title;
  std::int32_t status;
  std::string_view detail, code, request_id;
  json::Maybe<std::vector<ProblemFault>> errors;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, detail, code, request_id, errors))

}  // namespace

void write_problem(std::string& out, const Error& error, std::string_view request_id) {
  const auto title = title_of(error.code);
  Problem problem{"about:blank",
                  title,
                  status_of(error.code),
                  error.detail.empty() ? title : std::string_view(error.detail),
                  text_of(error.code),
                  request_id,
                  {}};
  if (!error.faults.empty()) {
    problem.errors.emplace();
    for (const Fault& fault : error.faults)
      problem.errors->push_back({fault.pointer, fault.code, fault.detail});
  }
  json::encode(out, problem);
}

void collect_problem(json::SchemaSet& schemas) { json::collect_schemas<Problem>(schemas); }

}  // namespace arris::http
