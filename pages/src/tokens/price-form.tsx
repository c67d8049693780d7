// The org's own price of a model, as providers print prices: USD per million tokens.
import { Alert, Button, Group, Modal, NumberInput, Stack } from "@mantine/core";
import { useState } from "react";
import { api, ok } from "../api/client";
import { words_of } from "../api/problem";
import { useTokensDeed } from "./data";

const nano_per_thousand = 1e6; // of a USD per million

type Props = { provider: string; model: string; close: () => void };

const rate = (usd: number | string) => Math.round(Number(usd) * nano_per_thousand);

export default function PriceForm({ provider, model, close }: Props) {
  const [input, set_input] = useState<number | string>("");
  const [cached, set_cached] = useState<number | string>("");
  const [output, set_output] = useState<number | string>("");
  const saving = useTokensDeed(
    () => {
      const rates = {
        input: rate(input),
        output: rate(output),
        cache_read: rate(cached === "" ? input : cached),
      };
      return ok(
        api.PUT("/api/v1/tokens/prices", { body: { provider, model, tiers: [{ rates }] } }),
      );
    },
    "The price is set",
    close,
  );
  return (
    <Modal opened onClose={close} title={`Price of ${provider} ${model}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Stack>
          <p>USD per million tokens, for calls from now on.</p>
          <NumberInput
            label="Input"
            required
            min={0}
            decimalScale={6}
            value={input}
            onChange={set_input}
          />
          <NumberInput
            label="Input out of the cache (as input, if empty)"
            min={0}
            decimalScale={6}
            value={cached}
            onChange={set_cached}
          />
          <NumberInput
            label="Output"
            required
            min={0}
            decimalScale={6}
            value={output}
            onChange={set_output}
          />
          {saving.error && (
            <Alert color="red" variant="outline">
              {words_of(saving.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={saving.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
