// A dialog with a form that is sent as a whole; what is wrong with a field stands beside it.
import { Alert, Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { faults_of, words_of } from "../api/problem";

type Sending = { error: unknown; isPending: boolean; mutate: () => void };
type Props = {
  title: string;
  button: string;
  sending: Sending;
  close: () => void;
  fields: string[];
  children: (faults: Record<string, string>) => ReactNode;
};

export function FormModal({ title, button, sending, close, fields, children }: Props) {
  const faults = faults_of(sending.error);
  const told = Object.keys(faults).some((name) => fields.includes(name));
  return (
    <Modal opened onClose={close} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <Stack>
          {children(faults)}
          {Boolean(sending.error) && !told && (
            <Alert color="red" variant="outline" role="alert">
              {[words_of(sending.error), ...Object.values(faults)].join(" ")}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={sending.isPending}>
              {button}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
