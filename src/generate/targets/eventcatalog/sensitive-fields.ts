import type { Catalog, Field, MessageDef } from '../../../model/index.js';
import { jsonText } from '../../text.js';

/** A JSON Schema that was parsed: it is changed in place. */
type Schema = Record<string, unknown>;

/**
 * The schema of a message with `x-pii` and `x-secret` on its fields and on those of its records: readers of the site should see
 * which data is personal, and an import takes it back. Validators ignore both.
 */
export function markSensitive(catalog: Catalog, message: MessageDef, text: string): string {
  const schema: Schema = JSON.parse(text);
  let marked = markFields(schema, message.payload.fields);
  for (const [name, definition] of entriesIn(schema, '$defs')) {
    const type = catalog.types.get(name);
    if (type?.shape === 'record') marked = markFields(definition, type.fields) || marked;
    if (type?.shape === 'scalar') marked = mark(definition, type) || marked;
  }
  return marked ? jsonText(schema) : text;
}

function markFields(schema: Schema, fields: readonly Field[]): boolean {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const marks = entriesIn(schema, 'properties').map(([name, property]) => {
    const field = byName.get(name);
    return field !== undefined && mark(property, field);
  });
  return marks.includes(true);
}

function mark(schema: Schema, { pii, secret }: { readonly pii: boolean; readonly secret: boolean }): boolean {
  if (pii) schema['x-pii'] = true;
  if (secret) schema['x-secret'] = true;
  return pii || secret;
}

function entriesIn(schema: Schema, key: string): readonly (readonly [string, Schema])[] {
  const map = Object.hasOwn(schema, key) ? schema[key] : undefined;
  if (typeof map !== 'object' || map === null) return [];
  return Object.entries(map).filter((entry): entry is [string, Schema] => {
    return typeof entry[1] === 'object' && entry[1] !== null && !Array.isArray(entry[1]);
  });
}
