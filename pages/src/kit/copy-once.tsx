// A secret that is shown now and never again.
import { Alert, Button, Group, Stack } from "@mantine/core";
import { Dialog } from "./dialog";
import { Snippet } from "./snippet";

type Props = { title: string; secret: string; close: () => void };

export function CopyOnce({ title, secret, close }: Props) {
  return (
    <Dialog
      onClose={close}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack>
        <Alert color="orange" variant="outline">
          Copy it now: it is not shown again.
        </Alert>
        <Snippet code={secret} label="The secret" />
        <Group justify="flex-end">
          <Button onClick={close}>I have copied it</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
