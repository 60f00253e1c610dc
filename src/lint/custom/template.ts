import type { Expression } from './conditions.js';

/** A text with expressions in braces, in order: texts as they are, and what is filled in. */
export type Template = readonly (string | Expression)[];

/** Reads `The channel of {id}`; braces inside of braces are not possible, so a lone one is text. */
export function parseTemplate({ text, span }: Expression): Template {
  return text.split(/(\{[^{}]+\})/).flatMap((part): Template => {
    if (part === '') return [];
    const inner = /^\{([^{}]+)\}$/.exec(part)?.[1];
    return [inner === undefined ? part : { text: inner.trim(), span }];
  });
}

/** What is filled in. */
export function expressionsIn(template: Template): readonly Expression[] {
  return template.filter((part) => typeof part !== 'string');
}

/** A value of CEL as a text of a message. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? Number(inner) : inner));
}
