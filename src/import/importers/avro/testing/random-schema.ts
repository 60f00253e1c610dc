import type { Schema } from 'avsc';
import fc from 'fast-check';

const PRIMITIVES = ['boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const;

const LOGICAL: readonly object[] = [
  { type: 'string', logicalType: 'uuid' },
  { type: 'int', logicalType: 'date' },
  { type: 'int', logicalType: 'time-millis' },
  { type: 'long', logicalType: 'time-micros' },
  { type: 'long', logicalType: 'timestamp-millis' },
  { type: 'long', logicalType: 'timestamp-micros' },
  { type: 'long', logicalType: 'local-timestamp-millis' },
  { type: 'bytes', logicalType: 'decimal', precision: 6, scale: 2 },
  { type: 'int', logicalType: 'pence' },
];

interface Naming {
  count: number;
  /** Names that are defined by then, for references. */
  readonly known: string[];
}

/** A recipe of nested numbers that becomes a schema, each name of it defined once. */
interface Recipe {
  readonly pick: number;
  readonly parts: readonly Recipe[];
}

const recipe: fc.Memo<Recipe> = fc.memo((depth) =>
  fc.record({
    pick: fc.nat({ max: 1000 }),
    parts: depth <= 1 ? fc.constant([]) : fc.array(recipe(depth - 1), { minLength: 1, maxLength: 4 }),
  }),
);

/** Records with all that Avro has: logical types, fixed, enums, unions of any kind, references and records in themselves. */
export const randomSchema: fc.Arbitrary<Schema> = recipe(4).map((root) => {
  const naming: Naming = { count: 0, known: [] };
  return recordOf(root, naming, 'acme.orders') as Schema;
});

function typeOf({ pick, parts }: Recipe, naming: Naming): unknown {
  const [first] = parts;
  const kind = pick % 12;
  if (kind === 0 && naming.known.length > 0) return naming.known[pick % naming.known.length];
  if (kind === 1) return { type: 'enum', name: named(naming), symbols: ['A', 'B', 'C'].slice(0, 1 + (pick % 3)) };
  if (kind === 2) return { type: 'fixed', name: named(naming), size: 1 + (pick % 5) };
  if (kind === 3) return LOGICAL[pick % LOGICAL.length];
  if (!first) return PRIMITIVES[pick % PRIMITIVES.length];
  if (kind === 4 || kind === 5) return { type: 'array', items: typeOf(first, naming) };
  if (kind === 6) return { type: 'map', values: typeOf(first, naming) };
  if (kind === 7 || kind === 8) return pick % 2 ? ['null', plain(first, naming)] : [plain(first, naming), 'null'];
  if (kind === 9) return ['null', 'string', { type: 'array', items: typeOf(first, naming) }];
  if (kind === 10) return parts.map((part) => recordOf(part, naming));
  return recordOf({ pick, parts }, naming);
}

/** What may stand in a union: no union itself. */
function plain(part: Recipe, naming: Naming): unknown {
  const known = naming.known.length;
  const type = typeOf(part, naming);
  if (!Array.isArray(type)) return type;
  naming.known.length = known;
  return 'string';
}

function recordOf({ pick, parts }: Recipe, naming: Naming, namespace?: string): object {
  const name = named(naming, false);
  const fields = parts.map((part, index) => ({ name: `f${index}`, type: typeOf(part, naming) }));
  // A reference to itself has to end somewhere.
  const own = pick % 5 === 0 ? [{ name: 'next', type: ['null', name], default: null }] : [];
  naming.known.push(name);
  return { type: 'record', name, ...(namespace && { namespace }), fields: [...fields, ...own] };
}

function named(naming: Naming, isKnown = true): string {
  const name = `T${naming.count++}`;
  if (isKnown) naming.known.push(name);
  return name;
}
