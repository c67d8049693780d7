import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// `npm run dev` asks the server that scripts/run started.
const server = "http://127.0.0.1:8787";

export default defineConfig({
  plugins: [react()],
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    proxy: { "/api": server, "/openapi.json": server, "/_dev/mail": server, "/healthz": server },
  },
});
