// Numbers and times as people read them, in their own locale and zone.
const whole = new Intl.NumberFormat();
const one_digit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const short = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const moment_utc = new Intl.DateTimeFormat(undefined, {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "UTC",
});
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const day_utc = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
export const clock = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
});
const relative = new Intl.RelativeTimeFormat();

export const count = (value: number) => whole.format(value);
export const compact = (value: number) =>
  value < 10_000 ? whole.format(value) : short.format(value);
export const at = (at_ms: number) => moment.format(at_ms);
export const at_both = (at_ms: number) =>
  `${moment.format(at_ms)} (${moment_utc.format(at_ms)} UTC)`;
export const on_day = (at_ms: number) => day.format(at_ms);
export const on_utc_day = (at_ms: number) => `${day_utc.format(at_ms)} UTC`;
export const percent_of = (value: number) => `${one_digit.format(value)} %`;
// Of a share in whole numbers, whatever little there is.
export const share_of = (percent: number, part: number) =>
  part > 0 && percent === 0 ? "< 1 %" : percent_of(percent);
// Of a little more than nothing, the number says nothing.
export const change_of = (percent: number) =>
  percent > 999 ? "> +999 %" : `${percent > 0 ? "+" : ""}${whole.format(percent)} %`;
export const change_to_before = (percent: number | null | undefined) =>
  percent == null ? "nothing before it" : `${change_of(percent)} on the time before`;
export const average = (value: number) => one_digit.format(value);
export const many = (value: number, one: string, more = `${one}s`) =>
  `${count(value)} ${value === 1 ? one : more}`;

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

// How long ago, or how long until then. Clocks differ, so what is less than a minute away is now.
export function ago(at_ms: number, now_ms = Date.now()): string {
  const ahead_ms = at_ms - now_ms;
  const step = steps.find(([, length]) => Math.abs(ahead_ms) >= length);
  return step ? relative.format(Math.trunc(ahead_ms / step[1]), step[0]) : "just now";
}

const fixed = (value: number, digits: number) =>
  value.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });

// Two units at most: 1 h 4 min, 12.3 s, 180 ms. What rounds to a whole larger unit is told in that one.
export function duration(ms: number): string {
  if (ms < 999.5) return `${whole.format(Math.round(ms))} ms`;
  if (ms < 59_950) return `${fixed(ms / 1000, ms < 9_995 ? 2 : 1)} s`;
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

// Of spans, which may be shorter than a millisecond.
export function duration_of_us(us: number): string {
  if (us < 999.5) return `${whole.format(Math.round(us))} µs`;
  if (us < 999_500) return `${fixed(us / 1000, us < 99_995 ? 2 : 0)} ms`;
  return duration(us / 1000);
}

const digits_of_usd = (nano_usd: number) => {
  const size = Math.abs(nano_usd);
  if (size === 0 || size >= 1e9) return 2;
  return size >= 1e7 ? 4 : size >= 1000 ? 6 : 9;
};

// Small amounts keep what makes them more than nothing; the ninth digit is the last that an amount has.
export function usd(nano_usd: number): string {
  const digits = digits_of_usd(nano_usd);
  return new Intl.NumberFormat(undefined, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: Math.min(digits, 4),
    maximumFractionDigits: digits,
  }).format(nano_usd / 1e9);
}

// Rates are nano USD of a thousand tokens, shown as providers print them.
export const per_million = (rate: number | null | undefined) =>
  rate == null ? "" : usd(rate * 1000);
