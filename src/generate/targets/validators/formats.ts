import { fullFormats } from 'ajv-formats/dist/formats.js';

/** Formats that are more than a pattern: the file of formats has a function of this name for each. */
export const FORMAT_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['byte', 'byte'],
  ['date', 'date'],
  ['date-time', 'dateTime'],
  ['int32', 'int32'],
  ['int64', 'int64'],
  ['iso-date-time', 'isoDateTime'],
  ['iso-time', 'isoTime'],
  ['regex', 'regex'],
  ['time', 'time'],
  ['uri', 'uri'],
]);

/** A format as ajv is told of it; a stand-in marks those whose code is written elsewhere. */
export type AjvFormat = true | RegExp | (() => boolean) | { readonly type: 'number'; readonly validate: () => boolean };

const NUMBERS: ReadonlySet<string> = new Set(['int32', 'int64']);

/**
 * The formats of JSON Schema and OpenAPI, with the meaning that ajv-formats gives them at run time. Where that is a pattern,
 * it becomes part of the code; a function only stands for one of `FORMAT_FUNCTIONS`.
 */
export const FORMATS: ReadonlyMap<string, AjvFormat> = new Map(
  Object.entries(fullFormats).map(([name, format]) => [name, formatOf(name, format)]),
);

function formatOf(name: string, format: unknown): AjvFormat {
  if (format instanceof RegExp) return format;
  if (!FORMAT_FUNCTIONS.has(name)) return true;
  return NUMBERS.has(name) ? { type: 'number', validate: () => true } : () => true;
}
