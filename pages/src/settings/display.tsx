// How this browser shows the pages; nobody else's does.
import { SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { sentence } from "../api/problem";
import { densities, set_density, useDensity } from "../kit/density";
import table from "../kit/table.module.css";
import css from "./settings.module.css";

const schemes = ["auto", "light", "dark"] as const;
const names = { auto: "As the system", light: "Light", dark: "Dark" };

export function Display() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const density = useDensity();
  return (
    <section>
      <h2 className={table.section}>In this browser</h2>
      <div className={css.choices}>
        <SegmentedControl
          size="xs"
          aria-label="Colours"
          value={colorScheme}
          onChange={(value) => setColorScheme(schemes.find((one) => one === value) ?? "auto")}
          data={schemes.map((value) => ({ value, label: names[value] }))}
        />
        <SegmentedControl
          size="xs"
          aria-label="Rows"
          value={density}
          onChange={(value) => set_density(value === "compact" ? "compact" : "comfortable")}
          data={densities.map((value) => ({ value, label: `${sentence(value)} rows` }))}
        />
      </div>
    </section>
  );
}
