import { Kbd } from "@mantine/core";
import { Dialog } from "../kit/dialog";
import { close_overlay } from "./overlay-state";
import css from "./help.module.css";

const keys: [string[], string][] = [
  [["Ctrl", "K"], "Go to a page or do something"],
  [["/"], "Search the list"],
  [["j"], "Next row"],
  [["k"], "Previous row"],
  [["Enter"], "Open the row"],
  [["x"], "Select the row"],
  [["e"], "Resolve the issue, or mark as read"],
  [["Ctrl", "Z"], "Take back what was done last, while Undo is offered"],
  [["\u2190", "\u2192"], "On a chart: one bar after the other"],
  [["Shift", "\u2192", "Enter"], "On a chart: choose a time"],
  [["Esc"], "Close what is open"],
  [["?"], "This list"],
];

export default function Help() {
  return (
    <Dialog onClose={close_overlay} title="Keyboard">
      <dl className={css.keys}>
        {keys.map(([pressed, does]) => (
          <div key={does} className={css.row}>
            <dt>
              {pressed.map((key) => (
                <Kbd key={key} className={css.key}>
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
