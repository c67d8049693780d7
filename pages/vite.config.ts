import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// `npm run dev` asks the server that scripts/run started.
const server = "http://127.0.0.1:8787";

// A page would come in fifty files: what every page begins with is one, what most pages need is another.
const shell = { name: "shell", tags: ["$initial" as const], priority: 2 };
const shared = { name: "shared", minShareCount: 5, priority: 1 };

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [shell, shared] } } },
  },
  server: {
    proxy: { "/api": server, "/openapi.json": server, "/_dev/mail": server, "/healthz": server },
  },
});
