// The org's own price of a model, as providers print prices: USD per million tokens.
import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { api, ok } from "../api/client";
import { FormModal } from "../kit/form-modal";
import PricePreview from "../preview/price";
import { useTokensDeed } from "./data";

const nano_per_thousand = 1e6; // of a USD per million

type Props = { provider: string; model: string; close: () => void };

const rate = (usd: number | string) => Math.round(Number(usd) * nano_per_thousand);

export default function PriceForm({ provider, model, close }: Props) {
  const [input, set_input] = useState<number | string>("");
  const [cached, set_cached] = useState<number | string>("");
  const [output, set_output] = useState<number | string>("");
  const rates = {
    input: rate(input),
    output: rate(output),
    cache_read: rate(cached === "" ? input : cached),
  };
  const price = { provider, model, tiers: [{ rates }] };
  const saving = useTokensDeed(
    () => ok(api.PUT("/api/v1/tokens/prices", { body: price })),
    "The price is set",
    close,
  );
  return (
    <FormModal
      title={`Price of ${provider} ${model}`}
      button="Save"
      sending={saving}
      close={close}
      fields={[]}
    >
      {() => (
        <>
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
          <PricePreview price={input === "" && output === "" ? null : price} />
        </>
      )}
    </FormModal>
  );
}
