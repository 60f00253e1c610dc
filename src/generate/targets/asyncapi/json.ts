/** A part of a document; keys are printed in their order. */
export type Json = { readonly [key: string]: unknown };

type Component = 'messages' | 'messageTraits' | 'correlationIds' | 'schemas';

/** A `$ref` to a component. */
export function componentRef(section: Component, key: string): Json {
  return { $ref: `#/components/${section}/${key}` };
}

/** A `$ref` to a channel, or to a message of it, which is how operations have to name messages. */
export function channelRef(channel: string, message?: string): Json {
  const path = `#/channels/${pointerPart(channel)}`;
  return { $ref: message === undefined ? path : `${path}/messages/${pointerPart(message)}` };
}

export function serverRef(server: string): Json {
  return { $ref: `#/servers/${pointerPart(server)}` };
}

function pointerPart(text: string): string {
  return text.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The same without keys that have no value, or only an empty list or map. */
export function filled(value: Readonly<Record<string, unknown>>): Json {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => !isEmpty(part)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).length === 0;
}
