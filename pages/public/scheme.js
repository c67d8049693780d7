// Light or dark, and how close rows stand, before the first paint: what was chosen here, else what the
// system says.
(() => {
  const chosen = localStorage.getItem("mantine-color-scheme-value");
  const dark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  const density = localStorage.getItem("arris-density");
  if (density === "compact") document.documentElement.setAttribute("data-density", density);
})();
