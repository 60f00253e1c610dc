import type { Catalog } from '../catalog.js';
import type { Field } from '../type.js';
import { isAssignable } from '../values/assignable.js';
import { printType } from '../values/print-type.js';
import { fieldOf, valueType } from '../values/value-type.js';
import type { FieldProblem, FieldSource, FoundSource } from './field-source.js';
import { asFound, isPresent, isUnordered, type Seen, type SeenGroup } from './seen.js';
import { selectionFor } from './selection.js';

/** Finds the field of the same name in the latest message seen; unordered branches and other types do not count. */
export function defaultSource(catalog: Catalog, seen: Seen, field: Field): FoundSource {
  const variable = variableSource(catalog, seen, field);
  if (variable) return { kind: 'found', source: variable, certain: true, messages: [] };
  const chain = chainOf(catalog, seen, field);
  const messages = [...new Set(chain.groups.flatMap((link) => link.usable))];
  if (messages.length === 0) return { kind: 'problem', problem: chain.blocked ?? { kind: 'missing' } };
  const rivals = rivalsOf(catalog, seen, field, chain.groups);
  if (rivals.length > 0) return { kind: 'problem', problem: { kind: 'ambiguous', messages: rivals } };
  const only = selectionFor(catalog, fieldOf(catalog, messages[0] ?? '', field.name)?.type, field.type);
  const source: FieldSource = { kind: 'path', messages, path: [field.name], ...(only && { only }) };
  return { kind: 'found', source, certain: chain.certain, messages };
}

function variableSource(catalog: Catalog, seen: Seen, field: Field): FieldSource | undefined {
  const type = seen.variables.get(field.name);
  if (type === undefined || !isAssignable(catalog, type, valueType(field))) return undefined;
  return { kind: 'variable', name: field.name, path: [] };
}

interface Link {
  readonly group: SeenGroup;
  readonly usable: readonly string[];
}

interface Chain {
  /** Latest first, up to the first group that is certain to carry the field. */
  readonly groups: readonly Link[];
  readonly certain: boolean;
  /** The certain message that ended the search with a value of another type. */
  readonly blocked?: FieldProblem;
}

function chainOf(catalog: Catalog, seen: Seen, field: Field): Chain {
  const groups: Link[] = [];
  for (const group of seen.groups.toReversed()) {
    const usable = group.messages.filter((message) => fills(catalog, seen, message, field));
    if (usable.length > 0) groups.push({ group, usable });
    if (!group.certain) continue;
    if (usable.length === group.messages.length) return { groups, certain: true };
    const blocked = otherType(catalog, group, field);
    if (blocked) return { groups, certain: false, blocked };
  }
  return { groups, certain: false };
}

/** Whether a message carries the field in a type that fits; where it may be absent, only an optional field is filled. */
function fills(catalog: Catalog, seen: Seen, message: string, field: Field): boolean {
  const source = fieldOf(catalog, message, field.name);
  if (source === undefined) return false;
  if (source.optional && !field.optional && !isPresent(seen, message, [field.name])) return false;
  return isAssignable(catalog, asFound(seen, message, [field.name], valueType(source)), valueType(field));
}

function otherType(catalog: Catalog, group: SeenGroup, field: Field): FieldProblem | undefined {
  for (const message of group.messages) {
    const source = fieldOf(catalog, message, field.name);
    if (source === undefined || isAssignable(catalog, valueType(source), valueType(field))) continue;
    const from = `${message}.${field.name}`;
    return { kind: 'type-differs', from, have: printType(source.type), want: printType(field.type) };
  }
  return undefined;
}

/** Messages of unordered branches that could each fill the field. */
function rivalsOf(catalog: Catalog, seen: Seen, field: Field, chain: readonly Link[]): readonly string[] {
  const all = seen.groups.map((group) => ({
    group,
    usable: group.messages.filter((message) => fills(catalog, seen, message, field)),
  }));
  const rivals = all.filter(
    (link) => link.usable.length > 0 && chain.some((other) => isUnordered(link.group, other.group)),
  );
  return [...new Set(rivals.flatMap((link) => link.usable))];
}
