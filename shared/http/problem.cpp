#include "http/problem.h"

#include <boost/describe/class.hpp>

#include "http/call.h"
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

void page_schema(std::string& out, const json::Type& page) {
  const json::Type& data = *page.members[0].type;
  const json::Type& cursor = *page.members[1].type;
  out +=
      R"({"type":"object","additionalProperties":false,"required":["data","next_cursor"],"properties":{"data":)";
  data.schema(out, data);
  out += R"(,"next_cursor":)";
  cursor.schema(out, cursor);
  out += "}}";
}

void collect_page(json::SchemaSet& schemas, const json::Type& page) {
  page.members[0].type->collect(schemas, *page.members[0].type);
}

void collect_problem(json::SchemaSet& schemas) { json::collect_schemas<Problem>(schemas); }

}  // namespace arris::http
