#include "manifest/manifest.h"

#include <doctest/doctest.h>

#include "manifest/openapi.h"
#include "manifest/routes.h"

namespace arris::manifest {
namespace {

std::string refusal(std::string_view text) {
  try {
    (void)parse_manifest(text);
  } catch (const ManifestError& error) {
    return error.what();
  }
  return "accepted";
}

constexpr std::string_view errors_text = R"({"name":"errors","abi":1,"routes":[
  {"method":"GET","path":"/errors","summary":"List issues","allow":{"kind":"session","role":"viewer"},
   "query":[{"name":"limit","required":false,"schema":{"type":"integer"}}],
   "answer":{"$ref":"#/components/schemas/Issue"},"status":200,"body_max_bytes":1048576},
  {"method":"POST","path":"/errors","summary":"Report","allow":{"kind":"anyone"},"body":{"type":"object"},
   "errors":["gone"],"status":202},
  {"method":"GET","path":"/errors/stats","summary":"Stats","allow":{"kind":"anyone"}},
  {"method":"GET","path":"/errors/{id}","summary":"Show","allow":{"kind":"anyone"}},
  {"method":"POST","path":"/{project}/envelope/","summary":"Sentry","allow":{"kind":"anyone"}}],
  "schemas":{"Issue":{"type":"object"}},
  "statements":[{"name":"list","sql":"SELECT 1"}],
  "capabilities":{"effects":["sql"],"reads":["users"],"writes":["error_issues"],"keys":["cursor"],"hosts":[]}})";

constexpr std::string_view auth_text = R"({"name":"auth","abi":1,"routes":[
  {"method":"GET","path":"/.well-known/jwks.json","summary":"Keys","allow":{"kind":"anyone"}},
  {"method":"GET","path":"/auth/session","summary":"Session","allow":{"kind":"anyone"}}],
  "capabilities":{"effects":[]}})";

TEST_CASE("a manifest that is not one is refused with every mistake") {
  CHECK(refusal("{") == "the manifest is not JSON");
  CHECK(refusal("[]") == "the manifest is not an object");
  CHECK(
      refusal(
          R"({"name":"A b","routes":[{"method":"FLY","path":"x"}],"capabilities":{"effects":["rm"]}})") ==
      "name is not a word of a-z, 0-9, _ and -; route x has the unknown method FLY; "
      "\"x\" is not a route's path; \"rm\" is not an effect");
  CHECK(refusal(R"({"name":"a","routes":[1]})") ==
        "a route has no text \"method\"; a route has no text \"path\"; there are no "
        "\"capabilities\"");
  CHECK(refusal(R"({"name":"a","abi":-1,"routes":{},"capabilities":{"keys":[2]}})") ==
        "\"abi\" is not a number; \"routes\" is not a list; \"keys\" holds something that is not a "
        "text");
  CHECK(refusal(R"({"name":"a","routes":[{"method":"GET","path":"/a"},{"method":"GET","path":"/a"}],
                    "capabilities":{}})") == "route GET /a appears twice");
}

TEST_CASE("a manifest says what a module may do") {
  const auto manifest = parse_manifest(errors_text);
  CHECK(manifest.name == "errors");
  CHECK(manifest.abi == 1);
  CHECK(manifest.routes.size() == 5);
  CHECK(manifest.statements.at(0).sql == "SELECT 1");
  CHECK(manifest.capabilities.keys == std::vector<std::string>{"cursor"});
}

TEST_CASE("only what is below /api is a path of modules") {
  CHECK_FALSE(api_path("/errors"));
  CHECK_FALSE(api_path("/apiary"));
  CHECK(api_path("/api") == "/");
  CHECK(api_path("/api/v1") == "/");
  CHECK(api_path("/api/v1/errors") == "/errors");
  CHECK(api_path("/api/errors") == "/errors");
  CHECK(api_path("/api/v10/errors") == "/v10/errors");
}

TEST_CASE("a path finds its module, literals first") {
  const auto errors = parse_manifest(errors_text), auth = parse_manifest(auth_text);
  Routes routes;
  routes.add(0, errors);
  routes.add(1, auth);
  CHECK_FALSE(routes.match("GET", "/"));
  CHECK_FALSE(routes.match("GET", "/errors/x/y"));
  CHECK_FALSE(routes.match("GET", "//"));
  CHECK_FALSE(routes.match("GET", std::string(5000, '/')));
  CHECK(routes.match("GET", "/errors/stats")->route == 2);
  CHECK(routes.match("GET", "/errors/x")->route == 3);
  CHECK(routes.match("HEAD", "/errors")->route == 0);
  CHECK(routes.match("PUT", "/errors")->route == 0);
  CHECK(routes.match("POST", "/7/envelope")->route == 4);
  CHECK(routes.match("GET", "/auth/session")->module == 1);
  CHECK_FALSE(routes.match_outside("GET", "/errors/x"));
  CHECK_FALSE(routes.match_outside("POST", "/7/envelope/"));
  CHECK(routes.match_outside("GET", "/.well-known/jwks.json")->module == 1);
}

TEST_CASE("a protocol of others is found outside of /api, whatever its module is called") {
  const auto otlp = parse_manifest(
      R"({"name":"otlp","abi":1,"routes":[{"method":"POST","path":"/otlp/v1/logs","summary":"Take",)"
      R"("allow":{"kind":"anyone"},"protocol":"otlp"}],"capabilities":{"effects":[]}})");
  Routes routes;
  routes.add(0, otlp);
  CHECK(routes.match_outside("POST", "/otlp/v1/logs"));
  CHECK(routes.match_outside("GET", "/otlp/v1/logs"));
  CHECK(routes.match_outside("POST", "/otlp/v1/profiles"));
  CHECK(routes.match_outside("POST", "/otlp"));
  CHECK_FALSE(routes.match_outside("POST", "/otlps/v1/logs"));
  CHECK_FALSE(routes.match_outside("POST", "/"));
  CHECK_FALSE(routes.match("POST", "/otlp/v1/profiles"));
}

TEST_CASE("what a host refuses by itself is said in the words of the route's protocol") {
  const auto given = parse_manifest(
      R"({"name":"otlp","abi":1,"routes":[{"method":"POST","path":"/otlp/v1/logs","summary":"Take",)"
      R"("allow":{"kind":"anyone"},"protocol":"otlp","refusals":{"timeout":"late: {request_id}","internal":"ours"}},)"
      R"({"method":"GET","path":"/logs","summary":"List","allow":{"kind":"anyone"}}],)"
      R"("capabilities":{"effects":[]}})");
  CHECK(refusal_of(given.routes[0], "timeout", "r1") == "late: r1");
  CHECK(refusal_of(given.routes[0], "internal", "r1") == "ours");
  CHECK(refusal_of(given.routes[0], "unavailable", "r1").empty());
  CHECK(refusal_of(given.routes[1], "timeout", "r1").empty());
}

TEST_CASE(
    "a protocol's route takes the types that it answers, and the OpenAPI document names each") {
  const auto given = parse_manifest(
      R"({"name":"otlp","abi":1,"routes":[{"method":"POST","path":"/otlp/v1/logs","summary":"Take",)"
      R"("answer_type":"application/json, application/x-protobuf","allow":{"kind":"anyone"},"protocol":"otlp"}],)"
      R"("capabilities":{"effects":[]}})");
  const Manifest* all[] = {&given};
  const auto document = openapi(all);
  const auto& take = document["paths"]["/otlp/v1/logs"]["post"];
  const nlohmann::json content = {
      {"application/json", {{"schema", {{"type", "object"}}}}},
      {"application/x-protobuf", {{"schema", {{"type", "string"}, {"format", "binary"}}}}}};
  CHECK(take["requestBody"]["content"] == content);
  CHECK(take["responses"]["200"]["content"] == content);
  CHECK(take["responses"]["4XX"]["content"] == content);
}

TEST_CASE("two modules can't answer the same") {
  const auto one = parse_manifest(auth_text);
  Routes routes;
  routes.add(0, one);
  CHECK_THROWS_AS(routes.add(1, one), ManifestError);
}

TEST_CASE(
    "the OpenAPI document says the units of names, shows an example of each shape, and what is "
    "live") {
  const auto given = parse_manifest(R"({"name":"runs","abi":1,"routes":[
    {"method":"GET","path":"/runs/{id}/stream","summary":"Follow","allow":{"kind":"anyone"},"live":true,
     "query":{"type":"object","properties":{"from_ms":{"type":"integer"}}},
     "answer":{"$ref":"#/components/schemas/Run"}}],
    "schemas":{"Run":{"type":"object","required":["id","started_at_ms","lines"],"properties":{
      "id":{"type":"string","format":"uuid"},"lines":{"type":"array","items":{"$ref":"#/components/schemas/Line"}},
      "started_at_ms":{"anyOf":[{"type":"integer"},{"type":"null"}]},"cost_nano_usd":{"type":"integer"},
      "color":{"type":"string"}}},
      "Line":{"type":"object","properties":{"level":{"enum":["info","error"]}}}},
    "capabilities":{"effects":[]}})");
  const Manifest* const all[] = {&given};
  const auto document = openapi(all);
  const auto& run = document["components"]["schemas"]["Run"];
  CHECK(run["properties"]["started_at_ms"]["description"] == "Unix time in milliseconds, UTC.");
  CHECK(run["properties"]["cost_nano_usd"]["description"] == "In nano-USD: 1e-9 USD.");
  CHECK_FALSE(run["properties"]["color"].contains("description"));
  CHECK(run["examples"][0]["lines"][0]["level"] == "info");
  CHECK(run["examples"][0]["started_at_ms"] == 1'795'860'300'000);
  CHECK(run["examples"][0].size() == 3);
  const auto& stream = document["paths"]["/api/v1/runs/{id}/stream"]["get"];
  CHECK(stream["responses"]["200"]["content"].size() == 1);
  CHECK(stream["responses"]["200"]["content"].contains("text/event-stream"));
  CHECK(stream["parameters"].back()["$ref"] == "#/components/parameters/LastEventId");
  CHECK(stream["parameters"][1]["description"].get<std::string>().starts_with("Beginning of the"));
}

TEST_CASE("the OpenAPI document names every route with its refusals") {
  const auto errors = parse_manifest(errors_text), auth = parse_manifest(auth_text);
  const Manifest* const all[] = {&errors, &auth};
  const auto document = openapi(all);
  CHECK(document["openapi"] == "3.1.0");
  CHECK(document["paths"].size() == 6);
  const auto& list = document["paths"]["/api/v1/errors"]["get"];
  CHECK(list["operationId"] == "get_errors");
  CHECK(list["responses"].contains("401"));
  CHECK(list["security"].size() == 1);
  CHECK(list["parameters"][0]["name"] == "limit");
  const auto& report = document["paths"]["/api/v1/errors"]["post"];
  CHECK(report["responses"].contains("202"));
  CHECK(report["responses"].contains("410"));
  CHECK(report["responses"].contains("413"));
  CHECK(report["security"].empty());
  const auto& show = document["paths"]["/api/v1/errors/{id}"]["get"];
  CHECK(show["parameters"][0]["in"] == "path");
  CHECK(document["components"]["schemas"].contains("Issue"));
  CHECK(document["components"]["schemas"].contains("Problem"));
}

}  // namespace
}  // namespace arris::manifest
