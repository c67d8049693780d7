// Generated prices, calls, budgets, notices and events, as clients send them: mostly right, sometimes not.

import { random_of } from "../support/random.mjs";

const buckets = ["input", "input_audio", "input_image", "cache_read", "cache_read_audio", "cache_write_5m", "cache_write_1h", "output", "reasoning", "output_audio", "output_image", "web_searches"];
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Nuuk"];
const words = ["user", "order", "timeout", "cart", "failed to load", "a@example.com", "10.0.0.7", "/var/lib/x1", "0x1f00", "3.14", "2026-01-02T03:04:05Z", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "password=hunter2", "Grüße", "'id'", "true"];
const day_ms = 86_400_000;

export class Cases {
  constructor(seed) {
    this.random = random_of(seed);
  }
  below = (limit) => Math.floor(this.random() * limit);
  one_of = (values) => values[this.below(values.length)];
  maybe = (make, chance = 0.5) => (this.random() < chance ? make() : undefined);
  list = (length, make) => Array.from({ length }, (_, place) => make(place));
  count = () => this.one_of([0, 1, this.below(100), this.below(100_000), this.below(2_000_000)]);
  sentence = () => this.list(1 + this.below(5), () => this.maybe(() => String(this.below(1e6)), 0.2) ?? this.one_of(words)).join(" ");

  rates = () => {
    const rates = { [this.one_of(["input", "output"])]: this.below(5_000_000) };
    for (const name of buckets) if (this.random() < 0.3) rates[name] = this.below(20_000_000);
    return rates;
  };
  price = (provider, model) => ({
    provider,
    model,
    tiers: [
      ...this.list(this.below(3), () => ({ ...this.one_of([{ service_tier: this.one_of(["flex", "Priority"]) }, { above_input_tokens: this.count() }]), rates: this.rates() })),
      { rates: this.rates() },
    ],
  });

  openai = () => ({
    prompt_tokens: this.count(),
    completion_tokens: this.count(),
    total_tokens: this.maybe(this.count, 0.2),
    prompt_tokens_details: this.maybe(() => ({ cached_tokens: this.count(), audio_tokens: this.maybe(this.count) })),
    completion_tokens_details: this.maybe(() => ({ reasoning_tokens: this.count() })),
    service_tier: this.maybe(() => this.one_of(["default", "flex", "PRIORITY"])),
  });
  anthropic = () => ({
    input_tokens: this.count(),
    output_tokens: this.count(),
    cache_read_input_tokens: this.count(),
    cache_creation_input_tokens: this.count(),
    cache_creation: this.maybe(() => ({ ephemeral_5m_input_tokens: this.count(), ephemeral_1h_input_tokens: this.count() })),
    server_tool_use: this.maybe(() => ({ web_search_requests: this.below(9) })),
  });
  gemini = () => ({
    promptTokenCount: this.count(),
    candidatesTokenCount: this.count(),
    thoughtsTokenCount: this.maybe(this.count),
    totalTokenCount: this.maybe(this.count),
    cachedContentTokenCount: this.maybe(this.count),
    promptTokensDetails: this.maybe(() => [{ modality: this.one_of(["TEXT", "AUDIO", "IMAGE"]), tokenCount: this.count() }]),
  });
  own_buckets = () => Object.fromEntries(this.list(1 + this.below(5), () => [this.one_of(buckets), this.count()]));
  usage = () => this.one_of([this.openai, this.anthropic, this.gemini, this.own_buckets])();
  broken_usage = () => this.one_of([{}, { input: -1 }, { input: "x" }, { input: 1.5 }, { output: 3e9 }, { input: 1, prompt_tokens: 2 }, { unknown: 7 }, []]);
  call = (provider, model) => ({
    provider: this.one_of([provider, provider.toUpperCase()]),
    model: this.one_of([model, model, `${model}-2026-01-01`, `${provider}/${model}`, "a-model-of-no-price"]),
    service_tier: this.maybe(() => this.one_of(["Flex", "priority"]), 0.3),
    usage: this.usage(),
  });

  budget = (number) => ({
    name: `budget ${number}`,
    scope: "org",
    period: this.one_of(["day", "week", "month"]),
    limit_nano_usd: 1 + Math.floor(10 ** (this.random() * 15)),
    on_limit: this.one_of(["tell", "block", undefined]),
    thresholds: this.maybe(() => this.list(this.below(6), () => 1 + this.below(200))),
    utc_offset_min: this.one_of([undefined, this.below(1681) - 840]),
  });

  model_suffix = () => this.one_of(["", "-latest", "-preview", "-default", "-001", "@0613", "-20260101", "@20260101", "-2026-01-01", "-12", "-mini", "-2026-1-1", "-v1:0", "é"]);
  model_name = () => `${this.one_of(["m", "M", "m-1", "x/m", "m%_*"])}${this.model_suffix()}`;
  named_call = (number) => ({ provider: this.one_of(["acme", "Acme"]), model: this.model_name(), request_id: `named ${number}`, usage: { input: 1 + this.below(1e6) } });
  model_subject = () => `${this.one_of(["", "", "acme/", "ACME/"])}${this.model_name()}`;

  choice = () => this.one_of([true, false, null, undefined]);
  channels = () => ({ in_app: this.choice(), email: this.choice(), webhook: this.choice() });
  preferences = () => ({
    categories: this.maybe(() => ({ workflow: this.maybe(this.channels), system: this.maybe(this.channels), team: this.maybe(this.channels), billing: this.maybe(this.channels) }), 0.8),
    quiet_hours: this.maybe(() => ({ from_min: this.below(1440), to_min: this.below(1440), zone: this.one_of(zones) }), 0.7),
  });
  notice = () => ({
    category: this.one_of(["workflow", "system", "team", "billing"]),
    type: this.one_of(["success", "info", "warning", "error", undefined]),
    critical: this.maybe(() => this.random() < 0.3),
    at_ms: Date.UTC(2026, 0, 1) + this.below(3 * 365 * day_ms),
    preferences: this.preferences(),
  });
  broken_notice = () => ({ ...this.notice(), preferences: { quiet_hours: { from_min: 1440, to_min: -1, zone: this.one_of(["Mars", "", "Europe/Berlin"]) } } });

  place = () => ({ file: this.one_of(["app/cart.js", "node_modules/x/index.js", "/srv/app/main.py", "src/a1b2c3d4e5f6/b.js"]), name: this.one_of(["pay", "<anonymous>", "Cart.add", "lambda", "f$1"]), line: 1 + this.below(500) });
  trace = () => {
    const places = this.list(1 + this.below(6), this.place);
    const python = places.map(({ file, name, line }) => `  File "${file}", line ${line}, in ${name}\n    ${this.one_of(["call()", "raise Bad()"])}`).join("\n");
    const node = places.map(({ file, name, line }) => `    at ${name} (${file}:${line}:7)`).join("\n");
    return this.one_of([`Traceback (most recent call last):\n${python}\nValueError: ${this.sentence()}`, `TypeError: ${this.sentence()}\n${node}`, this.sentence()]);
  };
  fingerprint = () => this.list(1 + this.below(3), () => this.one_of(["pay", "{{ default }}", "{{ type }}", "{{transaction}}", String(this.below(3))]));
  own_event = () => ({
    message: this.sentence(),
    error_type: this.one_of(["TypeError", "ValueError", "Oops"]),
    stack_trace: this.maybe(this.trace, 0.6),
    fingerprint: this.maybe(this.fingerprint, 0.2),
    environment: this.maybe(() => this.one_of(["production", "staging"])),
    tags: this.maybe(() => ({ shop: this.sentence() }), 0.3),
  });
  broken_event = () => this.one_of([{}, { ...this.own_event(), message: "" }, { ...this.own_event(), more: 1 }, { ...this.own_event(), fingerprint: [] }]);
  exception = () => ({
    type: this.one_of(["TypeError", "ValueError", ""]),
    value: this.sentence(),
    mechanism: this.maybe(() => ({ handled: this.random() < 0.5, synthetic: this.random() < 0.3 })),
    stacktrace: this.maybe(() => ({ frames: this.list(this.below(6), () => ({ filename: this.place().file, function: this.place().name, lineno: this.below(99), context_line: this.maybe(() => `  throw new Error("${this.sentence()}")`, 0.4), in_app: this.one_of([true, false, undefined]) })) }), 0.7),
  });
  sentry_event = () => ({
    platform: this.one_of(["javascript", "python", "native", undefined]),
    level: this.one_of(["error", "warning", undefined]),
    transaction: this.maybe(() => `/users/${this.below(1e6)}`, 0.3),
    logger: this.maybe(() => "shop", 0.3),
    fingerprint: this.maybe(this.fingerprint, 0.2),
    ...this.one_of([{ exception: { values: this.list(1 + this.below(2), this.exception) } }, { message: this.sentence() }, { logentry: { message: "user %s not found", formatted: this.sentence() } }, {}]),
  });
}
