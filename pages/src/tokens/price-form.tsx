// The org's own price of a model, as providers print prices: USD per million tokens.
import { NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, ok, type Schemas } from "../api/client";
import { FormModal } from "../kit/form-modal";
import PricePreview from "../preview/price";
import { useTokensDeed } from "./data";

const nano_per_thousand = 1e6; // of a USD per million

// Of a model that is not given it is asked which. `rates` are those that it has.
type Rates = Schemas["PriceRates"];
type Of = { provider: string; model: string; rates?: Rates };
type Props = { of: Of | null; close: () => void };

const rate = (usd: number | string) => Math.round(Number(usd) * nano_per_thousand);
const usd_of = (nano_usd: number | null | undefined) =>
  nano_usd == null ? "" : nano_usd / nano_per_thousand;
const cached_of = ({ input, cache_read }: Rates) =>
  cache_read === input ? "" : usd_of(cache_read);

export default function PriceForm({ of, close }: Props) {
  const [provider, set_provider] = useState(of?.provider ?? "");
  const [model, set_model] = useState(of?.model ?? "");
  const [input, set_input] = useState<number | string>(usd_of(of?.rates?.input));
  const [cached, set_cached] = useState<number | string>(cached_of(of?.rates ?? {}));
  const [output, set_output] = useState<number | string>(usd_of(of?.rates?.output));
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
      title={of ? `Price of ${provider} ${model}` : "Price of a model"}
      button="Save"
      sending={saving}
      close={close}
      fields={of ? [] : ["provider", "model"]}
    >
      {(faults) => (
        <>
          {!of && (
            <>
              <TextInput
                label="Provider"
                required
                value={provider}
                onChange={(event) => set_provider(event.currentTarget.value)}
                error={faults.provider}
              />
              <TextInput
                label="Model"
                required
                value={model}
                onChange={(event) => set_model(event.currentTarget.value)}
                error={faults.model}
              />
            </>
          )}
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
          <PricePreview
            price={provider && model && (input !== "" || output !== "") ? price : null}
          />
        </>
      )}
    </FormModal>
  );
}
