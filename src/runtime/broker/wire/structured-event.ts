import { isJsonObject } from '../../json.js';
import type { Payload } from '../broker.js';
import type { Headers } from './headers.js';
import { isTooDeep } from './json-depth.js';
import { isJsonType } from './media-type.js';

/** Members of a structured event that are no attributes, or are one that has a header of its own. */
const OTHER_MEMBERS = new Set(['data', 'datacontenttype']);
const ATTRIBUTE = /^ce-([a-z0-9]{1,20})$/;

/** The name of the attribute that a header stands for; nothing where CloudEvents allow no such name. */
export function attributeOf(header: string): string | undefined {
  const name = ATTRIBUTE.exec(header)?.[1];
  return name === undefined || OTHER_MEMBERS.has(name) ? undefined : name;
}

/** A CloudEvent in structured mode, opened. */
export interface OpenedEvent {
  /** As headers, and the content type of the data, where it is told. */
  readonly headers: Headers;
  /** JSON where the event has an object in it, and otherwise bytes, which may stand for one. */
  readonly data: Payload;
}

/** The text of a structured event. `data` is JSON text, or bytes. */
export function printEvent(attributes: Headers, contentType: string | undefined, data: string | Uint8Array): string {
  const members = Object.entries(attributes).map(([header, value]) => [header.slice('ce-'.length), value]);
  if (contentType !== undefined) members.push(['datacontenttype', contentType]);
  const opened = JSON.stringify(Object.fromEntries(members)).slice(0, -1);
  if (typeof data === 'string') return `${opened},"data":${data}}`;
  return `${opened},"data_base64":"${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')}"}`;
}

const TEXT = new TextDecoder('utf-8', { fatal: true });

/** Reads a structured event; nothing where the bytes are none. */
export function openEvent(body: Uint8Array): OpenedEvent | undefined {
  if (isTooDeep(body)) return undefined;
  try {
    const event: unknown = JSON.parse(TEXT.decode(body));
    if (!isJsonObject(event)) return undefined;
    const { data, data_base64: base64, datacontenttype, ...attributes } = event;
    const contentType = typeof datacontenttype === 'string' ? datacontenttype : undefined;
    const headers = Object.entries(attributes).flatMap(([name, value]) => headerOf(name, value));
    if (contentType !== undefined) headers.push(['content-type', contentType]);
    return { headers: Object.fromEntries(headers), data: dataOf(data, base64, contentType) };
  } catch {
    return undefined;
  }
}

function headerOf(name: string, value: unknown): [string, string][] {
  if (value === null || value === undefined) return [];
  return [[`ce-${name.toLowerCase()}`, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
}

function dataOf(data: unknown, base64: unknown, contentType: string | undefined): Payload {
  if (typeof base64 === 'string') return bytesOf(Buffer.from(base64, 'base64'));
  if (data === undefined) return new Uint8Array();
  if (isJsonObject(data)) return data;
  // Text of another type stands there as a string; in JSON a string is a JSON string.
  const isText = typeof data === 'string' && contentType !== undefined && !isJsonType(contentType);
  return bytesOf(Buffer.from(isText ? data : JSON.stringify(data)));
}

function bytesOf(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
