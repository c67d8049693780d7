// The stack: the frames of the app first in mind, those of libraries on demand.
import { Button } from "@mantine/core";
import { useState } from "react";
import { many } from "../kit/format";
import { words_of_thrown, type Frame, type Thrown } from "./payload";
import css from "./issue.module.css";

export function Stack({ thrown, text }: { thrown: Thrown[]; text: string }) {
  if (thrown.length === 0 && !text) return null;
  return (
    <section>
      <h3 className={css.section}>Stack</h3>
      {thrown.map((one, index) => (
        <ThrownOne key={index} thrown={one} is_cause={index > 0} />
      ))}
      {text && (
        <pre className={css.raw} tabIndex={0} aria-label="Stack trace">
          {text}
        </pre>
      )}
    </section>
  );
}

function ThrownOne({ thrown, is_cause }: { thrown: Thrown; is_cause: boolean }) {
  const { frames } = thrown;
  const words = words_of_thrown(thrown);
  const [all, set_all] = useState(false);
  const app = frames.filter(({ in_app }) => in_app);
  const shown = all || app.length === 0 ? frames : app;
  const hidden = frames.length - app.length;
  return (
    <>
      {(words || is_cause) && (
        <p className={css.thrown}>
          {is_cause && "Caused by "}
          {words || "something unnamed"}
        </p>
      )}
      {shown.length > 0 && (
        <ol className={css.frames}>
          {shown.map((frame, index) => (
            <FrameRow key={index} frame={frame} opened={index === 0} />
          ))}
        </ol>
      )}
      {app.length > 0 && hidden > 0 && (
        <Button size="compact-xs" variant="subtle" onClick={() => set_all(!all)}>
          {all ? "Hide" : "Show"} {many(hidden, "frame")} of libraries
        </Button>
      )}
    </>
  );
}

function FrameRow({ frame, opened }: { frame: Frame; opened: boolean }) {
  const place = [frame.file, frame.line, frame.column].filter((part) => part !== null).join(":");
  const what = (
    <>
      <code>{frame.function}</code> in <code>{place}</code>
    </>
  );
  if (frame.source.length === 0)
    return (
      <li className={css.frame} data-app={frame.in_app}>
        <p className={css.plain}>{what}</p>
      </li>
    );
  return (
    <li className={css.frame} data-app={frame.in_app}>
      <details open={opened}>
        <summary>{what}</summary>
        <pre className={css.source} tabIndex={0} aria-label={`Source around ${place}`}>
          {frame.source.map(({ number, text, here }) => (
            <span key={number} data-here={here || undefined}>
              <i>{number}</i>
              {text || " "}
            </span>
          ))}
        </pre>
      </details>
    </li>
  );
}
