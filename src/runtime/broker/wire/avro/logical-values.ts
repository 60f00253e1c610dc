import type { Logical } from './avro-type.js';
import { Misfit } from './misfit.js';

const DAY_MS = 86_400_000;
const PER_MILLI: Readonly<Record<string, bigint>> = { millis: 1n, micros: 1000n, nanos: 1_000_000n };
const RFC3339_TIME = /^(\d{2}:\d{2}:\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})$/i;

/** A logical type whose JSON is text and whose Avro is a whole number. */
export interface NumberAsText {
  toNumber(text: string): bigint;
  toText(number: bigint): string;
}

/** How a whole number stands for a date or a time; nothing for logical types that JSON has as numbers. */
export function numberAsText(logical: Logical | undefined): NumberAsText | undefined {
  if (logical?.name === 'date') return DATES;
  const [, what, unit = ''] =
    /^(time|timestamp|local-timestamp)-(millis|micros|nanos)$/.exec(logical?.name ?? '') ?? [];
  const perMilli = PER_MILLI[unit];
  if (what === undefined || perMilli === undefined) return undefined;
  if (what === 'time')
    return { toNumber: (text) => timeOf(text, perMilli), toText: (number) => timeText(number, perMilli) };
  const zone = what === 'timestamp' ? 'Z' : '';
  return {
    toNumber: (text) => timestampOf(text, perMilli, zone),
    toText: (number) => timestampText(number, perMilli) + zone,
  };
}

const DATES: NumberAsText = {
  toNumber: (text) => BigInt(millisOf(text, '00:00:00', 'a date such as `2026-01-31`') / DAY_MS),
  toText: (number) => isoText(Number(number) * DAY_MS).slice(0, 10),
};

/** Milliseconds since 1970 of a date and a time in UTC. `Date` itself takes the 30th of February for the 2nd of March. */
function millisOf(date: string, time: string, wanted: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T${time}Z`) : Number.NaN;
  if (Number.isNaN(ms) || !isoText(ms).startsWith(`${date}T${time}`)) throw new Misfit(`is not ${wanted}`);
  return ms;
}

function timestampOf(text: string, perMilli: bigint, zone: string): bigint {
  const wanted = zone === '' ? 'a local time such as `2026-01-31T08:15:30`' : 'a time such as `2026-01-31T08:15:30Z`';
  const match = RFC3339_TIME.exec(zone === '' ? `${text.slice(11)}Z` : text.slice(11));
  const [, time, fraction = '', offset = 'Z'] = match ?? [];
  if (time === undefined || !/^[Tt ]$/.test(text.slice(10, 11))) throw new Misfit(`is not ${wanted}`);
  const ms = millisOf(text.slice(0, 10), time, wanted) - offsetMs(offset, wanted);
  return BigInt(ms) * perMilli + fractionOf(fraction, perMilli);
}

function timeOf(text: string, perMilli: bigint): bigint {
  const wanted = 'a time of day such as `08:15:30Z`';
  const [, time, fraction = '', offset = 'Z'] = RFC3339_TIME.exec(text) ?? [];
  if (time === undefined) throw new Misfit(`is not ${wanted}`);
  const ms = millisOf('1970-01-01', time, wanted) - offsetMs(offset, wanted);
  return BigInt(((ms % DAY_MS) + DAY_MS) % DAY_MS) * perMilli + fractionOf(fraction, perMilli);
}

function offsetMs(offset: string, wanted: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  if (hours > 23 || minutes > 59) throw new Misfit(`is not ${wanted}`);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Digits behind those that the unit has are cut off. */
function fractionOf(digits: string, perMilli: bigint): bigint {
  const length = 2 + String(perMilli).length;
  return BigInt(digits.padEnd(length, '0').slice(0, length));
}

function timestampText(number: bigint, perMilli: bigint): string {
  const perSecond = perMilli * 1000n;
  const rest = ((number % perSecond) + perSecond) % perSecond;
  return isoText(Number((number - rest) / perMilli)).slice(0, 19) + fractionText(rest, perMilli);
}

function timeText(number: bigint, perMilli: bigint): string {
  if (number < 0n || number >= BigInt(DAY_MS) * perMilli) throw new Misfit('is no time of day');
  return `${timestampText(number, perMilli).slice(11)}Z`;
}

/** Three digits, as `toISOString` has them, or all that the unit has where they say more. */
function fractionText(rest: bigint, perMilli: bigint): string {
  const digits = String(rest).padStart(2 + String(perMilli).length, '0');
  const isMillis = /^\d{3}0*$/.test(digits);
  return `.${isMillis ? digits.slice(0, 3) : digits}`;
}

function isoText(ms: number): string {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  // RFC 3339 has years of four digits.
  if (Number.isNaN(year) || year < 0 || year > 9999) throw new Misfit('is no time of the years 0 to 9999');
  return date.toISOString();
}

/** The unscaled number of a decimal as big-endian two's complement, of a fixed size or of the fewest bytes. */
export function decimalBytes(text: string, { precision, scale }: Logical, size?: number): Buffer {
  const match = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (match === null || fraction.length > scale)
    throw new Misfit(`is no decimal with ${scale} digits behind the point`);
  const unscaled = BigInt(`${sign}${whole}${fraction.padEnd(scale, '0')}`);
  const digits = String(unscaled).replace('-', '').length;
  const needed = bytesOf(unscaled);
  if (digits > precision || needed > (size ?? needed)) throw new Misfit(`has more than ${precision} digits`);
  const length = size ?? needed;
  const hex = BigInt.asUintN(length * 8, unscaled).toString(16);
  return Buffer.from(hex.padStart(length * 2, '0'), 'hex');
}

function bytesOf(number: bigint): number {
  let size = 1;
  while (BigInt.asIntN(size * 8, number) !== number) size += 1;
  return size;
}

/** The text of a decimal, with all the digits of its scale: `10.50`. */
export function decimalText(bytes: Uint8Array, { scale }: Logical): string {
  const hex = Buffer.from(bytes).toString('hex');
  const unscaled = hex === '' ? 0n : BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex}`));
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return unscaled < 0n ? `-${text}` : text;
}
