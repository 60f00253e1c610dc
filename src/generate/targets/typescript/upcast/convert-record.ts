import type { Field } from '../../../../model/index.js';
import { type Convert, type Deriving, SAME } from './convert-type.js';
import { type Derived, deriveFields } from './derive-fields.js';
import type { SolidShape } from './solid-type.js';

interface RecordShape {
  readonly fields: readonly Field[];
  readonly closed: boolean;
  readonly name: string;
}

/** How one record becomes another, field by field; undefined where one of the fields does not follow. */
export function convertRecord(deriving: Deriving, from: SolidShape, to: SolidShape): Convert | undefined {
  const [old, young] = [recordOf(from), recordOf(to)];
  if (!old || !young) return undefined;
  const pair = `${old.name}>${young.name}`;
  // Code for types that contain themselves would never end, and for some it would be endless to read: those are for a person to write.
  if (deriving.inside.has(pair) || deriving.budget.left-- <= 0) return undefined;
  const inside = old.name === '' && young.name === '' ? deriving.inside : new Set([...deriving.inside, pair]);
  const derived = deriveFields({ ...deriving, inside }, old.fields, young.fields);
  if (derived.some((entry) => entry.write === undefined)) return undefined;
  if (isSame(derived, old, young)) return SAME;
  return (expression, indent) => printObject(derived, expression, indent);
}

function recordOf({ type, def }: SolidShape): RecordShape | undefined {
  if (type.kind === 'record') return { fields: type.fields, closed: type.closed === true, name: '' };
  if (def?.shape !== 'record') return undefined;
  return { fields: def.fields, closed: def.closed === true, name: def.id };
}

/** No field changes, none goes, and no field that the old record does not know can be taken for a new one. */
function isSame(derived: readonly Derived[], from: RecordShape, to: RecordShape): boolean {
  if (to.closed && !from.closed) return false;
  const kept = derived.filter((entry) => entry.kept);
  return kept.length === from.fields.length && derived.every((entry) => entry.kept || (entry.absent && from.closed));
}

/** An object literal of the fields, made from the value of `expression`. */
export function printObject(derived: readonly Derived[], expression: string, indent: string): string {
  const lines = derived.flatMap(({ write }) => write?.(expression, `${indent}  `) ?? []);
  // Without a field `toString` of its own, a literal has that of every object, which TypeScript takes for the field.
  const cast = derived.some(({ absent, field }) => absent && field.name in Object.prototype) ? ' as never' : '';
  if (lines.length === 0) return `{}${cast}`;
  return `{\n${lines.map((line) => `${indent}  ${line},\n`).join('')}${indent}}${cast}`;
}
