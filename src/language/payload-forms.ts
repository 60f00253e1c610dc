import { entryOf, type MapNode, type Node, type ScalarNode } from './node.js';

/** The forms a `payload` can take. */
export type PayloadForm =
  | { readonly kind: 'fields'; readonly node: MapNode }
  /** An inline JSON Schema; `#/...` in it starts at `node`. */
  | { readonly kind: 'schema'; readonly node: Node }
  | { readonly kind: 'ref'; readonly ref: ScalarNode }
  | { readonly kind: 'avro'; readonly file: ScalarNode }
  /** An Avro schema in place. */
  | { readonly kind: 'avro-schema'; readonly node: Node };

/**
 * Tells the forms of a payload apart: `{ $ref }`, `{ schema: {...} }` and `{ avro: ./x.avsc }` (or the Avro schema itself) with nothing beside them,
 * else fields. Undefined for what is no map.
 */
export function payloadForm(payload: Node | undefined): PayloadForm | undefined {
  if (payload?.kind !== 'map') return undefined;
  const ref = entryOf(payload, '$ref')?.value;
  if (ref?.kind === 'scalar') return { kind: 'ref', ref };
  if (payload.entries.length !== 1) return { kind: 'fields', node: payload };
  const schema = entryOf(payload, 'schema')?.value;
  if (schema?.kind === 'map') return { kind: 'schema', node: schema };
  const avro = entryOf(payload, 'avro')?.value;
  if (avro?.kind === 'scalar' && /\/|\.(avsc|json)$/.test(avro.text)) return { kind: 'avro', file: avro };
  if (avro?.kind === 'map' && entryOf(avro, 'type')?.value.kind === 'scalar' && entryOf(avro, 'fields'))
    return { kind: 'avro-schema', node: avro };
  return { kind: 'fields', node: payload };
}
