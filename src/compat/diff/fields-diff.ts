import { compact } from '../../model/build/compact.js';
import type { Field } from '../../model/index.js';
import { findNewNames } from './find-new-name.js';
import type { PayloadDiff } from './payload-diff.js';
import { joined, note, type Place } from './place.js';
import { diffEncoding } from './raw-diff.js';
import { isSameField } from './same-field.js';
import { diffValues } from './value-diff.js';
import { fieldValue } from './written-value.js';

/** The fields of a record, and whether it takes no others. */
export interface FieldSet {
  readonly fields: readonly Field[];
  readonly closed?: true;
}

/** What differs between the fields of two records. A rename is one only where it is said (`renamedFrom`, `aliases`). */
export function diffFields(diff: PayloadDiff, place: Place, oldRecord: FieldSet, newRecord: FieldSet): void {
  const [old, next] = [oldRecord.fields, newRecord.fields];
  const closed = { from: oldRecord.closed === true, to: newRecord.closed === true };
  if (closed.from !== closed.to) note(place, 'closed-changed', { to: closed.to });
  const before = new Map(old.map((field) => [field.name, field]));
  const after = new Map(next.map((field) => [field.name, field]));
  const renamed = new Map<string, Field>();
  const come: Field[] = [];
  for (const field of next) {
    const same = before.get(field.name);
    if (same && isSameField(diff, same, field)) continue;
    const origin =
      same ?? [field.renamedFrom, ...field.aliases].flatMap((name) => leftOver(name, before, after) ?? [])[0];
    const inner = fieldPlace(place, origin ?? field, field);
    if (!origin || renamed.has(origin.name)) {
      come.push(field);
      note(inner, 'field-added', { field, closed }, 'new');
    } else {
      if (!same) {
        renamed.set(origin.name, field);
        note(inner, 'field-renamed', { from: origin, to: field, closed });
      }
      diffField(diff, inner, origin, field);
    }
  }
  const gone = old.filter(({ name }) => !after.has(name) && !renamed.has(name));
  const newNames = findNewNames(gone, come);
  for (const field of gone) {
    const facts = { field, closed, ...compact({ resembles: newNames.get(field) }) };
    note(fieldPlace(place, field, field), 'field-removed', facts, 'old');
  }
}

function leftOver(
  name: string | undefined,
  before: ReadonlyMap<string, Field>,
  after: ReadonlyMap<string, Field>,
): Field | undefined {
  return name === undefined || after.has(name) ? undefined : before.get(name);
}

function fieldPlace(place: Place, old: Field, next: Field): Place {
  return {
    node: place.node,
    at: joined(place.at, next.name),
    fields: [...place.fields, next.name],
    old: old.nameSpan,
    new: next.nameSpan,
  };
}

function diffField(diff: PayloadDiff, place: Place, from: Field, to: Field): void {
  if (from.optional !== to.optional) {
    note(place, to.optional ? 'field-made-optional' : 'field-made-required', { from, to });
  }
  const { node, at, fields } = place;
  const typed = { node, at, fields, old: from.typeSpan, new: to.typeSpan };
  diffNotes(place, from, to);
  diffEncoding(typed, from.avro, to.avro);
  diffValues(diff, typed, fieldValue(from), fieldValue(to));
}

function diffNotes(place: Place, from: Field, to: Field): void {
  if (from.default !== to.default && JSON.stringify(from.default) !== JSON.stringify(to.default)) {
    note(place, 'default-changed', { ...compact({ from: from.default, to: to.default }), field: to });
  }
  if (to.deprecated && !from.deprecated) note(place, 'field-deprecated', { field: to });
}
