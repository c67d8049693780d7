import hooks from "eslint-plugin-react-hooks";
import typescript from "typescript-eslint";

// What needs types is tsc's part; without it this takes a few seconds.
export default typescript.config(
  { ignores: ["dist", "public", "support", "src/api/generated.ts", "*.config.*"] },
  ...typescript.configs.strict,
  ...typescript.configs.stylistic,
  hooks.configs.flat.recommended,
  { rules: { "@typescript-eslint/consistent-type-definitions": ["error", "type"] } },
);
