// A dialog with a form that is sent as a whole; what is wrong with a field stands beside it.
import { Alert, Button, Group, Stack } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { faults_of, words_of } from "../api/problem";
import { Dialog } from "./dialog";
import { Form } from "./form";

type Faults = Record<string, string>;
type Sending = { error: unknown; isPending: boolean; mutateAsync: () => Promise<unknown> };
type Props = {
  title: string;
  button: string;
  size?: "xl"; // of a form with many fields
  loses?: true; // something for good
  sending: Sending;
  close: () => void;
  fields: string[];
  judge?: () => Faults; // what is wrong by what the page itself knows: nothing is sent
  children: (faults: Faults) => ReactNode;
};

export function FormModal(props: Props) {
  const { title, button, size, loses, sending, close, fields, judge, children } = props;
  const [own, set_own] = useState<Faults>({});
  const is_own = Object.keys(own).length > 0;
  const faults = is_own ? own : faults_of(sending.error);
  const send = async () => {
    const found = judge?.() ?? {};
    set_own(found);
    if (Object.keys(found).length === 0) await sending.mutateAsync();
  };
  const told = Object.keys(faults).some((name) => fields.includes(name));
  return (
    <Dialog onClose={close} title={title} size={size}>
      <Form send={send}>
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
            <Button type="submit" color={loses ? "red.9" : undefined} loading={sending.isPending}>
              {button}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
