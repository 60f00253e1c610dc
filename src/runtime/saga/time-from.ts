const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})$/;

/**
 * The time that a text means, in milliseconds since 1970: an ISO 8601 duration counted from `now` (its years and months
 * by the calendar of UTC), a date (its midnight in UTC) or a timestamp. Undefined where it is none of them.
 */
export function timeFrom(text: string, now: number): number | undefined {
  const time = text.length > 1 && DURATION.test(text) ? afterDuration(text, now) : absoluteTime(text);
  return Number.isFinite(time) ? time : undefined;
}

function absoluteTime(text: string): number {
  return DATE.test(text) || TIMESTAMP.test(text) ? Date.parse(text) : Number.NaN;
}

function afterDuration(text: string, now: number): number {
  const parts = (DURATION.exec(text) ?? []).slice(1).map((part) => Number(part ?? 0));
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() + years, date.getUTCMonth() + months);
  const rest = ((weeks * 7 + days) * 24 + hours) * 3_600_000 + minutes * 60_000 + seconds * 1_000;
  return Math.round(date.getTime() + rest);
}
