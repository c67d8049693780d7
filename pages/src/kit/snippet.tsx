// Code to paste, with a button that copies it.
import { useState } from "react";
import { Button } from "@mantine/core";
import { toast_fault } from "./toasts";
import css from "./snippet.module.css";

export function Snippet({ code, label }: { code: string; label: string }) {
  const [copied, set_copied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      set_copied(true);
      setTimeout(() => set_copied(false), 2000);
    } catch (error) {
      toast_fault(error);
    }
  };
  return (
    <div className={css.snippet}>
      <pre className={css.code} tabIndex={0} aria-label={label}>
        <code>{code}</code>
      </pre>
      <Button className={css.copy} size="compact-xs" variant="default" onClick={copy}>
        {copied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
