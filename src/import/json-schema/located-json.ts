import type { Node } from '../../language/node.js';
import type { JsonValue } from '../../model/type.js';

/** Both ways between a tree and its plain JSON: only objects and lists are known, for scalars have no identity. */
export interface LocatedJson {
  /** The JSON of a node; the same value each time. */
  jsonOf(node: Node): JsonValue;
  /** Where an object or a list of such a value stands. */
  nodeOf(value: JsonValue | undefined): Node | undefined;
}

/** Converts trees to JSON. Objects have no prototype, so `__proto__` is a key like others. */
export function createLocatedJson(): LocatedJson {
  const nodes = new WeakMap<object, Node>();
  const values = new WeakMap<Node, JsonValue>();

  function jsonOf(node: Node): JsonValue {
    if (node.kind === 'scalar') return node.value;
    const known = values.get(node);
    if (known !== undefined) return known;
    const value = node.kind === 'list' ? node.items.map(jsonOf) : mapValue(node);
    nodes.set(value as object, node);
    values.set(node, value);
    return value;
  }

  function mapValue(node: Node & { kind: 'map' }): JsonValue {
    const value: Record<string, JsonValue> = Object.create(null);
    for (const entry of node.entries) value[entry.key.text] = jsonOf(entry.value);
    return value;
  }

  return {
    jsonOf,
    nodeOf: (value) => (typeof value === 'object' && value !== null ? nodes.get(value) : undefined),
  };
}

const WHOLE = /^[-+]?\d+$/;

/** The whole number that is written in a scalar and that no number of JavaScript holds exactly: `9223372036854775807`. */
export function inexactNumber(node: Node | undefined): bigint | undefined {
  if (node?.kind !== 'scalar' || typeof node.value !== 'number' || !WHOLE.test(node.text)) return undefined;
  const exact = BigInt(node.text.replace('+', ''));
  return Number.isFinite(node.value) && BigInt(node.value) === exact ? undefined : exact;
}
