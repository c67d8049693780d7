// An interactive reference of /openapi.json.

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
