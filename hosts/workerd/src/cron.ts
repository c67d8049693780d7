// Whether a schedule of five fields is due in a minute, UTC. Sunday is 0 or 7, or a name.

const names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

function covers(part: string, value: number, least: number, most: number): boolean {
  const [range = "", step] = part.split("/");
  const [from = "", to] = range.split("-");
  const number = (text: string): number =>
    names.includes(text.toLowerCase()) ? names.indexOf(text.toLowerCase()) : Number(text);
  const first = range === "*" ? least : number(from);
  const last = range === "*" || (step && to === undefined) ? most : number(to ?? from);
  return value >= first && value <= last && (value - first) % Number(step ?? 1) === 0;
}

const field = (text: string, value: number, least: number, most: number): boolean =>
  text.split(",").some((part) => covers(part, value, least, most));

// Day of month and day of week: either suffices when both are restricted.
export function is_due(schedule: string, at_ms: number): boolean {
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = schedule.trim().split(/\s+/);
  const at = new Date(at_ms);
  if (!field(minute, at.getUTCMinutes(), 0, 59) || !field(hour, at.getUTCHours(), 0, 23))
    return false;
  if (!field(month, at.getUTCMonth() + 1, 1, 12)) return false;
  const by_day = field(day, at.getUTCDate(), 1, 31);
  const by_weekday =
    field(weekday, at.getUTCDay(), 0, 6) || (at.getUTCDay() === 0 && field(weekday, 7, 0, 7));
  const either = !day.startsWith("*") && !weekday.startsWith("*");
  return either ? by_day || by_weekday : by_day && by_weekday;
}

const minute_ms = 60_000;
const looked_back_ms = 32 * 24 * 60 * minute_ms;

// The latest due minute after `after_ms` and not after `now_ms`; null when there is none.
export function latest_due(schedule: string, after_ms: number, now_ms: number): number | null {
  const oldest = Math.max(after_ms, now_ms - looked_back_ms);
  for (let at = now_ms - (now_ms % minute_ms); at > oldest; at -= minute_ms)
    if (is_due(schedule, at)) return at;
  return null;
}
