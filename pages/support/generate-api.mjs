// generate-api.mjs [--check] FILE: writes src/api/generated.ts from an OpenAPI document, or says that it differs.
// Only what the pages use of it: successful answers and their bodies; every refusal is a Problem.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import openapi, { astToString } from "openapi-typescript";
import { format } from "prettier";

const check = process.argv.includes("--check");
const document = JSON.parse(readFileSync(process.argv.at(-1), "utf8"));
const target = join(dirname(fileURLToPath(import.meta.url)), "../src/api/generated.ts");
const methods = ["get", "post", "put", "patch", "delete"];

const answer_of = ({ description, content }) => ({ description, content });

function shorten(operation) {
  const answers = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
  const parameters = (operation.parameters ?? []).filter(
    (one) => one.in === "path" || one.in === "query",
  );
  const { summary, requestBody } = operation;
  const responses = Object.fromEntries(
    answers.map(([status, answer]) => [status, answer_of(answer)]),
  );
  const problem = {
    "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
  };
  responses.default = { description: "A refusal", content: problem };
  return { summary, parameters, requestBody, responses };
}

document.paths = Object.fromEntries(
  Object.entries(document.paths)
    .filter(([path]) => path.startsWith("/api/v1/"))
    .map(([path, item]) => [
      path,
      Object.fromEntries(
        methods.flatMap((method) => (item[method] ? [[method, shorten(item[method])]] : [])),
      ),
    ]),
);
document.components = { schemas: document.components.schemas };
delete document.webhooks;

const written = astToString(await openapi(document, { emptyObjectsUnknown: true }));
const text = await format(
  `// Generated from /openapi.json by support/generate-api.mjs.\n${written}`,
  { parser: "typescript", printWidth: 100 },
);
if (!check) writeFileSync(target, text);
else if (readFileSync(target, "utf8") !== text) {
  console.error(
    "src/api/generated.ts differs from /openapi.json: run scripts/support/generate-api",
  );
  process.exit(1);
}
