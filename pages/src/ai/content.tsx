// The words of a call, without secrets and personal data, where the org keeps them.
import { Link } from "@tanstack/react-router";
import { Ago } from "../kit/ago";
import type { CallInFull } from "./data";
import css from "./call.module.css";

export function Content({ detail: { content } }: { detail: CallInFull }) {
  if (!content)
    return (
      <section>
        <h3 className={css.section}>Words</h3>
        <p className={css.note}>
          The prompt and the answer of this call are not kept.{" "}
          <Link to="/ai" search={{ tab: "settings" }}>
            Say whether words are kept
          </Link>
        </p>
      </section>
    );
  return (
    <section>
      <h3 className={css.section}>Prompt</h3>
      <Words label="Prompt" text={content.prompt} />
      <h3 className={css.section}>Answer</h3>
      <Words label="Answer" text={content.answer} />
      <p className={css.note}>
        Without secrets and personal data, each cut at 32 KiB; they go{" "}
        <Ago at_ms={content.expires_at_ms} />.
      </p>
    </section>
  );
}

const Words = ({ label, text }: { label: string; text: string }) => (
  <pre className={css.words} tabIndex={0} aria-label={label}>
    {text || "(nothing)"}
  </pre>
);
