import { suggest } from '../../../diagnostics/index.js';
import { fullName } from './avro-names.js';
import { type AvroType, PRIMITIVE_KINDS } from './avro-type.js';
import { type PendingName, type Reading, refuse } from './reading.js';

/** Where many names are unknown, the first ones tell what is amiss. */
const MOST_SUGGESTIONS = 20;
const BUILT_IN = [...PRIMITIVE_KINDS, 'array', 'map'];

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Puts the types in the place of the names that were used before their definition, and gives the root with them.
 * A name in a namespace may also be that of a type in none; one that nothing defines is reported.
 */
export function settleNames(reading: Reading, root: AvroType): AvroType {
  if (reading.pending.size === 0) return root;
  const settled = new Map<AvroType, AvroType>();
  for (const [standIn, pending] of reading.pending) settled.set(standIn, settle(reading, standIn, pending));
  const meant = (type: AvroType) => settled.get(type) ?? type;
  for (const union of reading.unions) (union as Draft<typeof union>).branches = union.branches.map(meant);
  for (const holder of reading.holders) {
    if ('items' in holder) (holder as Draft<typeof holder>).items = meant(holder.items);
    else if ('values' in holder) (holder as Draft<typeof holder>).values = meant(holder.values);
    else (holder as Draft<typeof holder>).type = meant(holder.type);
  }
  return meant(root);
}

function settle(reading: Reading, standIn: AvroType, { name, namespace }: PendingName): AvroType {
  const known = reading.named.get(fullName(name, namespace)) ?? reading.named.get(fullName(name, ''));
  if (known) return known;
  const few = reading.problems.length < MOST_SUGGESTIONS;
  const near = few ? suggest(name, [...reading.named.keys(), ...BUILT_IN])[0] : undefined;
  const help = near === undefined ? 'Define it in this schema, where it is first used.' : `Did you mean \`${near}\`?`;
  return refuse(reading, standIn.pointer, `\`${name}\` is no type of Avro, and nothing here defines it.`, help);
}
