// What can be done to the chosen runs together.
import { Button } from "@mantine/core";
import { useState } from "react";
import { ChosenBar, type Choice } from "../kit/choice";
import { Confirm } from "../kit/confirm";
import { many } from "../kit/format";
import { useRunsDeed, type ListedRun } from "./data";
import { is_alive, is_retriable } from "./status";

type Props = { runs: ListedRun[]; choice: Choice };

export function BulkBar({ runs, choice }: Props) {
  const [asking, set_asking] = useState(false);
  const done = (refused: string[]) => {
    set_asking(false);
    choice.choose(refused);
  };
  const cancelling = useRunsDeed("cancel", done);
  const retrying = useRunsDeed("retry", done);
  const chosen = runs.filter(({ id }) => choice.ids.includes(id));
  const ids_of = (some: ListedRun[]) => some.map(({ id }) => id);
  const [alive, retriable] = [chosen.filter(is_alive), chosen.filter(is_retriable)];
  return (
    <ChosenBar choice={choice} one="run">
      <Button
        size="xs"
        variant="default"
        disabled={alive.length === 0}
        onClick={() => set_asking(true)}
      >
        Cancel
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={retriable.length === 0}
        loading={retrying.isPending}
        onClick={() => retrying.mutate(ids_of(retriable))}
      >
        Run again
      </Button>
      {asking && (
        <Confirm
          title={`Cancel ${many(alive.length, "run")}?`}
          button="Cancel the runs"
          pending={cancelling.isPending}
          run={() => cancelling.mutate(ids_of(alive))}
          cancel={() => set_asking(false)}
        >
          They can't go on afterwards; they can be run again from the beginning.
        </Confirm>
      )}
    </ChosenBar>
  );
}
