import "@mantine/core/styles.css";
import "./app.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Connection } from "./app/connection";
import { queries } from "./app/queries";
import { router } from "./app/router";
import { theme } from "./app/theme";
import { Toasts } from "./kit/toasts";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no root");
createRoot(root).render(
  <StrictMode>
    {/* Variables and classes come from files: the Content-Security-Policy knows no inline styles. */}
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts />
        <Connection />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
