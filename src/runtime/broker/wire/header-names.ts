import type { Headers } from './headers.js';

/** How a broker spells the headers of a message. */
export interface HeaderSpelling {
  /** Before the attributes of CloudEvents: `ce_`. */
  readonly prefix: string;
  /** Prefixes that other senders put there instead. */
  readonly alsoRead?: readonly string[];
  /** Writes what a line of text cannot carry as `%0A`, and reads it again. */
  readonly escapes?: boolean;
}

/** The spellings of the CloudEvents bindings. AMQP has two; the one without a colon goes through JMS, too. */
export const HEADER_SPELLINGS = {
  kafka: { prefix: 'ce_' },
  nats: { prefix: 'ce-', escapes: true },
  amqp: { prefix: 'cloudEvents_', alsoRead: ['cloudEvents:'] },
} as const satisfies Readonly<Record<string, HeaderSpelling>>;

/** Attributes of CloudEvents as headers; what else begins with `ce-` is a header like any other. */
const ATTRIBUTE = /^ce-([a-z0-9]+)$/;

/** The headers as a broker has them. */
export function toBrokerHeaders(headers: Headers, { prefix, escapes }: HeaderSpelling): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => {
    const attribute = ATTRIBUTE.exec(name)?.[1];
    const spelled = attribute === undefined ? name : prefix + attribute;
    return escapes === true ? [escapeName(spelled), escapeValue(value, attribute !== undefined)] : [spelled, value];
  });
  return Object.fromEntries(entries);
}

/**
 * Headers of a broker as a message has them: names in lower case, attributes of CloudEvents beginning with `ce-`, values as text. Of
 * several with one name the last counts; those without a value are left out.
 */
export function fromBrokerHeaders(
  headers: Iterable<readonly [string, unknown]> | Readonly<Record<string, unknown>>,
  spelling: HeaderSpelling,
): Headers {
  const entries = Symbol.iterator in headers ? [...(headers as Iterable<[string, unknown]>)] : Object.entries(headers);
  const prefixes = [spelling.prefix, ...(spelling.alsoRead ?? [])].map((prefix) => prefix.toLowerCase());
  const read = entries.flatMap(([name, value]): [string, string][] => {
    const text = textOf(value);
    if (text === undefined) return [];
    if (spelling.escapes !== true) return [[readName(name, prefixes), text]];
    return [[readName(unescaped(name), prefixes), unescaped(text)]];
  });
  return Object.fromEntries(read);
}

function readName(name: string, prefixes: readonly string[]): string {
  const lower = name.toLowerCase();
  const prefix = prefixes.find((one) => lower.startsWith(one));
  if (prefix === undefined) return lower;
  const own = `ce-${lower.slice(prefix.length)}`;
  return ATTRIBUTE.test(own) ? own : lower;
}

/** Clients give bytes, numbers, dates or lists, as the sender has written it. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return undefined;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (Array.isArray(value)) return textOf(value.at(-1));
  if (typeof value !== 'object') return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** What the HTTP binding of CloudEvents, to which that of NATS refers, does not let stand in the value of an attribute. */
const NOT_IN_ATTRIBUTES = /[^\u0021-\u007e]|["%]/gu;
/** Clients cut white space from both ends. */
const NOT_IN_VALUES = /[\p{Cc}%]|^\s+|\s+$/gu;
const NOT_IN_NAMES = /[^a-z0-9!#$&'*+.^_`|~-]/giu;

function escapeValue(value: string, isAttribute: boolean): string {
  return value.replace(isAttribute ? NOT_IN_ATTRIBUTES : NOT_IN_VALUES, percent);
}

function escapeName(name: string): string {
  return name.replace(NOT_IN_NAMES, percent);
}

function percent(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** Whatever is no escape, from senders that escape nothing, stays as it is. */
function unescaped(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/giu, (escaped) => {
    const bytes = Buffer.from(escaped.replaceAll('%', ''), 'hex');
    const read = bytes.toString();
    return Buffer.from(read).equals(bytes) ? read : escaped;
  });
}
