#include "wasmtime/docs_page.h"

#include "core/text.h"
#include "crypto/primitives.h"

namespace arris::wasmtime {
namespace {

constexpr std::string_view style = R"(
body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1c2128;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem;text-transform:capitalize}
details{border:1px solid #d0d7de;border-radius:6px;margin:.4rem 0;padding:.4rem .8rem}
summary{cursor:pointer}code,pre,textarea,input{font:13px/1.4 ui-monospace,monospace}
.method{display:inline-block;min-width:4.5rem;font-weight:600}pre{background:#f6f8fa;padding:.6rem;overflow:auto;border-radius:6px}
label{display:block;margin:.3rem 0}input,textarea{width:100%;box-sizing:border-box}textarea{min-height:6rem}
.muted{color:#57606a}button{margin:.4rem 0;padding:.3rem .9rem}
@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}pre{background:#161b22}details{border-color:#30363d}.muted{color:#8b949e}}
)";

constexpr std::string_view script = R"js(
const make = (tag, props = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
};
const text = (value) => JSON.stringify(value, null, 2);
let api;
const resolve = (value) => value && value.$ref
  ? value.$ref.slice(2).split("/").reduce((at, key) => at[key], api) : value;
const example = (given, depth = 0) => {
  const schema = resolve(given) ?? {};
  if (schema.example !== undefined) return schema.example;
  if (schema.examples) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return example(union[0], depth);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object" || schema.properties) {
    if (depth > 5) return {};
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(
      ([name, one]) => [name, example(one, depth + 1)]));
  }
  if (type === "array") return depth > 5 ? [] : [example(schema.items, depth + 1)];
  if (type === "integer" || type === "number") return schema.minimum ?? 0;
  if (type === "boolean") return false;
  return type === "null" ? null : "text";
};
const schemaOf = (content) => content && Object.values(content)[0]?.schema;
const shape = (title, schema) => make("div", {}, make("h4", { textContent: title }),
  make("pre", { textContent: text(resolve(schema)) }),
  make("p", { className: "muted", textContent: "Example" }),
  make("pre", { textContent: text(example(schema)) }));

function form(method, path, operation, parameters) {
  const inputs = new Map();
  const box = make("div");
  for (const one of parameters) {
    const input = make("input", { placeholder: one.in });
    inputs.set(one, input);
    box.append(make("label", {}, `${one.name}${one.required ? " *" : ""}`, input));
  }
  const schema = schemaOf(operation.requestBody?.content);
  const body = make("textarea", { value: schema ? text(example(schema)) : "" });
  if (schema) box.append(make("label", {}, "body", body));
  const out = make("pre", { textContent: "" });
  const button = make("button", { textContent: "Try it", onclick: async () => {
    let url = path;
    const query = new URLSearchParams();
    const headers = {};
    for (const [one, input] of inputs) {
      if (input.value === "" && one.in !== "path") continue;
      if (one.in === "path") url = url.replace(`{${one.name}}`, encodeURIComponent(input.value));
      else if (one.in === "query") query.set(one.name, input.value);
      else headers[one.name] = input.value;
    }
    const token = document.getElementById("token").value;
    if (token) headers.authorization = `Bearer ${token}`;
    if (schema) headers["content-type"] = "application/json";
    try {
      const answer = await fetch(url + (query.size ? `?${query}` : ""),
        { method: method.toUpperCase(), headers, body: schema ? body.value : undefined });
      const got = await answer.text();
      const lines = [...answer.headers].map(([name, value]) => `${name}: ${value}`);
      let shown = got;
      try { shown = text(JSON.parse(got)); } catch { }
      out.textContent = `${answer.status}\n${lines.join("\n")}\n\n${shown}`;
    } catch (error) { out.textContent = String(error); }
  } });
  box.append(button, out);
  return box;
}

function route(path, method, operation) {
  const parameters = (operation.parameters ?? []).map(resolve);
  const item = make("details", { id: operation.operationId }, make("summary", {},
    make("span", { className: "method", textContent: method.toUpperCase() }),
    make("code", { textContent: path }), ` ${operation.summary ?? ""}`));
  item.addEventListener("toggle", () => {
    if (item.childElementCount > 1) return;
    item.append(make("p", { textContent: operation.description ?? "" }));
    for (const one of parameters)
      item.append(make("p", {}, make("code", { textContent: one.name }),
        ` in ${one.in}${one.required ? ", required" : ""} ${one.description ?? ""} `,
        make("code", { textContent: JSON.stringify(one.schema) })));
    const body = schemaOf(operation.requestBody?.content);
    if (body) item.append(shape("Body", body));
    for (const [status, given] of Object.entries(operation.responses)) {
      const response = resolve(given);
      const schema = schemaOf(response.content);
      const examples = Object.entries(Object.values(response.content ?? {})[0]?.examples ?? {});
      if (schema && examples.length === 0) item.append(shape(`Answer ${status}`, schema));
      else item.append(make("p", {}, make("code", { textContent: status }), ` ${response.description}`));
      for (const [name, one] of examples)
        item.append(make("details", {}, make("summary", { textContent: `${status} ${name}` }),
          make("pre", { textContent: text(one.value) })));
    }
    item.append(make("h4", { textContent: "Try it" }), form(method, path, operation, parameters));
  });
  return item;
}

(async () => {
  api = await (await fetch("/openapi.json")).json();
  const groups = new Map();
  for (const [path, methods] of Object.entries(api.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? "other";
      if (!groups.has(tag)) groups.set(tag, make("section", {}, make("h2", { textContent: tag })));
      groups.get(tag).append(route(path, method, operation));
    }
  document.getElementById("routes").append(...groups.values());
  document.getElementById(location.hash.slice(1))?.setAttribute("open", "");
})();
)js";

std::string base64(std::string_view bytes) {
  auto text = to_base64url(as_bytes(bytes));
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (text.size() % 4 != 0) text += '=';
  return text;
}

}  // namespace

web::Response docs_page() {
  std::string page = R"(<!doctype html><html lang="en"><head><meta charset="utf-8">)"
                     R"(<meta name="viewport" content="width=device-width,initial-scale=1">)"
                     R"(<title>Arris API</title><style>)";
  page.append(style)
      .append("</style></head><body><h1>Arris API</h1><p><a href=\"/openapi.json\">")
      .append(
          "openapi.json</a></p><label>Access token or key <input id=\"token\" type=\"password\" "
          "autocomplete=\"off\"></label><main id=\"routes\"></main><script>")
      .append(script)
      .append("</script></body></html>");
  const auto digest = crypto::sha256(script);
  return {200,
          {{"content-type", "text/html; charset=utf-8"},
           {"content-security-policy",
            "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'none'; script-src 'sha256-" +
                base64(as_text(digest)) + "'"}},
          std::move(page)};
}

}  // namespace arris::wasmtime
