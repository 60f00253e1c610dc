import type { Primitive } from '../type.js';

/** How a text must look to be a value of a primitive type in JSON. */
export interface TextFormat {
  /** What the text should be, to follow "is no". */
  readonly what: string;
  readonly example: string;
  matches(text: string): boolean;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:z|[+-](\d{2}):(\d{2}))$/i;
/** ISO 8601 as RFC 3339 (appendix A) has it: weeks stand alone, and at least one part must be there. */
const DURATION = /^P(?:\d+W|(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/;
const EMAIL =
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d](?:[a-z\d-]*[a-z\d])?$/i;
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

/** Formats by primitive; the other primitives are not texts of a form. */
export const TEXT_FORMATS: Readonly<Partial<Record<Primitive, TextFormat>>> = {
  uuid: { what: 'UUID', example: '6f9619ff-8b86-4011-b42d-00cf4fc964ff', matches: (text) => UUID.test(text) },
  date: { what: 'calendar date (RFC 3339)', example: '2026-01-31', matches: isDate },
  time: { what: 'time with its offset (RFC 3339)', example: '18:30:00Z', matches: isTime },
  timestamp: { what: 'timestamp with its offset (RFC 3339)', example: '2026-01-31T18:30:00Z', matches: isTimestamp },
  duration: { what: 'duration (ISO 8601)', example: 'PT30S', matches: (text) => DURATION.test(text) },
  bytes: { what: 'base64 text', example: 'c2FnYWM=', matches: (text) => BASE64.test(text) },
  uri: { what: 'URI with its scheme', example: 'https://example.com/orders/1', matches: isUri },
  email: { what: 'mail address', example: 'ada@example.com', matches: (text) => EMAIL.test(text) },
};

function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** Second 60 is a leap second. */
function isTime(text: string): boolean {
  const [found, hour, minute, second, offsetHour = '0', offsetMinute = '0'] = TIME.exec(text) ?? [];
  if (found === undefined) return false;
  return (
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) <= 60 &&
    Number(offsetHour) < 24 &&
    Number(offsetMinute) < 60
  );
}

function isTimestamp(text: string): boolean {
  return /^.{10}[Tt]/.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}

/** Only ASCII: what goes beyond it is escaped in a URI. */
function isUri(text: string): boolean {
  return /^[a-z][a-z\d+.-]*:[\x21-\x7e]+$/i.test(text) && !/[<>"{}|\\^`]/.test(text) && URL.canParse(text);
}
