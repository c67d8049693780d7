// Asks before something is lost for good.
import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Dialog } from "./dialog";

// `run` is called by the first click of several, before the button is shown as busy.
type Props = {
  title: string;
  children: ReactNode;
  button: string;
  tone?: "plain"; // of what loses nothing
  pending: boolean;
  run: () => void;
  cancel: () => void;
};

export function Confirm({ title, children, button, tone, pending, run, cancel }: Props) {
  return (
    <Dialog onClose={cancel} title={title}>
      <Stack>
        <div>{children}</div>
        <Group justify="flex-end">
          <Button variant="default" onClick={cancel}>
            Back
          </Button>
          <Button
            color={tone ? undefined : "red.9"}
            loading={pending}
            onClick={({ detail }) => detail < 2 && run()}
          >
            {button}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
