import type { Catalog } from '../../../model/index.js';
import { uriPart } from '../../text.js';
import type { JsonSchemaOptions } from './options.js';
import type { Slices } from './slice-schema.js';

/** A JSON Schema, or a part of one; keys are printed in their order. */
export type Schema = { readonly [key: string]: unknown };

/** What writing a schema depends on. */
export interface SchemaStyle extends JsonSchemaOptions {
  readonly catalog: Catalog;
  /** What a reference to a type says, where types do not stand among the definitions of the same file. */
  readonly reference?: (name: string) => string;
  /** What raw schemas define for themselves, in the file that is being written. */
  readonly slices?: Slices;
}

/** Keyword under which types stand beside the message. */
export function definitionsKey(style: SchemaStyle): '$defs' | 'definitions' {
  return style.draft === '07' ? 'definitions' : '$defs';
}

/** A reference to a type of the same file, with `beside` in force too: draft-07 ignores what stands next to a `$ref`. */
export function referenceTo(style: SchemaStyle, name: string, beside: Schema = {}): Schema {
  const place = `#/${definitionsKey(style)}/${uriPart(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`;
  const $ref = style.reference?.(name) ?? place;
  if (Object.keys(beside).length === 0) return { $ref };
  return style.draft === '07' ? { allOf: [{ $ref }], ...beside } : { $ref, ...beside };
}
