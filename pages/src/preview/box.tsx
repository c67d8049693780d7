// What would become of what is typed, beside the form.
import type { ReactNode } from "react";
import css from "./preview.module.css";
import type { Answer, Question } from "./shapes";
import { usePreview } from "./use-preview";

type Props = {
  title: string;
  question: Question | null;
  asked?: ReactNode; // what the preview itself wants to know
  children: (answer: Answer) => ReactNode;
};

export function Preview({ title, question, asked, children }: Props) {
  const told = usePreview(question);
  return (
    <section className={css.box} aria-label={title}>
      <h3>{title}</h3>
      {asked}
      <div className={css.tall} aria-live="polite">
        {told.state === "unavailable" && <p>No preview here: this browser could not load it.</p>}
        {told.state === "told" && told.answer.refused && <Refused {...told.answer.refused} />}
        {told.state === "told" && !told.answer.refused && children(told.answer)}
      </div>
    </section>
  );
}

const place_of = (pointer: string) =>
  pointer.replace(/^#\/?/, "").replaceAll("/", " ").replaceAll("_", " ");

function Refused({ detail, faults }: NonNullable<Answer["refused"]>) {
  if (faults.length === 0) return <p>{detail}</p>;
  return faults.map((fault) => (
    <p key={fault.pointer + fault.code}>
      {place_of(fault.pointer)}: {fault.detail}
    </p>
  ));
}
