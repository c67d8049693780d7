// A chart as a picture or as its figures.
import { ActionIcon, Menu } from "@mantine/core";
import { save, save_blob } from "../api/export";
import type { BarsProps } from "./bars";
import { marks_of } from "./bars-scale";
import { moment_of } from "./bars-time";
import { csv_of } from "./csv";
import { Icon } from "./icons";

const width = 1200;
const height = 480;
const edge = 40;
const colours: Record<string, string> = {
  blue: "#4263eb",
  green: "#2f9e44",
  red: "#e03131",
  teal: "#0ca678",
  orange: "#e8590c",
  violet: "#7950f2",
  gray: "#868e96",
};

const file_name = (label: string) => label.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

const figures = ({ label, series, bars, before }: BarsProps) =>
  csv_of(
    bars.map(({ at_ms, values }, index) => ({
      at_ms,
      ...Object.fromEntries(values.map((value, part) => [series[part]?.name || label, value])),
      ...(before && { [before.name]: before.values[index] }),
    })),
  );

function draw(canvas: HTMLCanvasElement, chart: BarsProps) {
  const { label, series, bars, show, before } = chart;
  const moment = moment_of(chart);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser draws no pictures.");
  const sums = bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const drawn = [...sums, ...(before?.values ?? [])];
  const [most, least] = [Math.max(...drawn, 0), Math.min(...drawn, 0)];
  const [bottom, tall] = [height - edge, height - 3 * edge];
  const step = (width - 2 * edge) / Math.max(bars.length, 1);
  const scale = most === least ? 0 : tall / (most - least);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.font = "14px system-ui, sans-serif";
  for (const mark of marks_of(least, most, bars)) {
    const y = bottom + (least - mark) * scale;
    pen.fillStyle = "#dee2e6";
    pen.fillRect(edge, y, width - 2 * edge, 1);
    pen.fillStyle = colours.gray ?? "";
    pen.fillText(show(mark), edge, y - 4);
  }
  bars.forEach(({ values }, index) => {
    let y = bottom + least * scale;
    values.forEach((value, part) => {
      y -= Math.max(value, 0) * scale;
      pen.fillStyle = colours[series[part]?.tone ?? ""] ?? colours.blue ?? "";
      pen.fillRect(edge + index * step + step / 10, y, step * 0.8, Math.abs(value) * scale);
    });
  });
  pen.fillStyle = colours.gray ?? "";
  before?.values.forEach((value, index) =>
    pen.fillRect(edge + index * step, bottom + (least - value) * scale - 1, step, 3),
  );
  pen.fillStyle = "#212529";
  pen.font = "600 20px system-ui, sans-serif";
  pen.fillText(label, edge, edge);
  pen.font = "16px system-ui, sans-serif";
  const told = [...series.map(({ name }) => name), before && `${before.name} as a line`];
  const names = told
    .filter(Boolean)
    .map((name) => `${name}; `)
    .join("");
  pen.fillText(`${names}highest ${show(most)}`, edge, edge + 26);
  const [first, last] = [bars[0], bars.at(-1)];
  if (first) pen.fillText(moment(first.at_ms), edge, height - 14);
  pen.textAlign = "right";
  if (last && bars.length > 1) pen.fillText(moment(last.at_ms), width - edge, height - 14);
}

function save_picture(chart: BarsProps) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  draw(canvas, chart);
  canvas.toBlob((blob) => blob && save_blob(blob, `${file_name(chart.label)}.png`));
}

// The picture is of what is shown; the figures are all of them.
export function BarsMenu({ shown, ...chart }: BarsProps & { shown: BarsProps }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} variant="subtle" color="gray" aria-label={`Save ${chart.label}`}>
          <Icon name="save" size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save_picture(shown)}>Picture (PNG)</Menu.Item>
        <Menu.Item onClick={() => save(figures(chart), `${file_name(chart.label)}.csv`)}>
          Figures (CSV)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
