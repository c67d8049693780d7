// A filter that came with a link, and the way out of it.
import { Button } from "@mantine/core";

export function Chip({ name, value, remove }: { name: string; value: string; remove: () => void }) {
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={`Remove the filter ${name} ${value}`}
      rightSection="×"
      onClick={remove}
    >
      {name}: {value}
    </Button>
  );
}
