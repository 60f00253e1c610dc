import { editDistance } from '../../diagnostics/index.js';
import { grouped } from '../../model/grouped.js';
import type { Field } from '../../model/index.js';
import { printFieldType } from '../../model/values/print-type.js';

/** So many pairs of fields of one form are compared by their names; where there are more, nothing can be told. */
const MOST_PAIRS = 400;

/** Names longer than this are not compared letter by letter. */
const LONGEST_NAME = 100;

/**
 * For fields that are gone from a record, the one that has come with the same type and marks; where several fit, the one whose name
 * is most alike, if that is clear from both sides. It may be another name for the same thing, and may not: nothing but a hint follows.
 */
export function findNewNames(gone: readonly Field[], come: readonly Field[]): ReadonlyMap<Field, string> {
  const found = new Map<Field, string>();
  if (gone.length === 0 || come.length === 0) return found;
  const candidates = grouped(come, formOf);
  for (const [form, fields] of grouped(gone, formOf)) {
    const fitting = candidates.get(form) ?? [];
    const [only, another] = fitting;
    if (!only || fields.length * fitting.length > MOST_PAIRS) continue;
    for (const field of fields) {
      if (another === undefined && fields.length === 1) found.set(field, only.name);
      const like = mostAlike(field, fitting);
      if (like && mostAlike(like, fields) === field) found.set(field, like.name);
    }
  }
  return found;
}

function formOf(field: Field): string {
  const { pii, secret, constraints } = field;
  const bounds = Object.entries(constraints).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([printFieldType(field), pii, secret, bounds]);
}

/** Clearly so: half of the name is left, and the next best takes at least twice as many edits. */
function mostAlike({ name }: Field, fields: readonly Field[]): Field | undefined {
  const measured = fields.map((field) => ({ field, edits: editsBetween(name, field.name) }));
  const [best, second] = measured.sort((a, b) => a.edits - b.edits);
  if (!best || best.edits * 2 > name.length) return undefined;
  return second === undefined || (second.edits > best.edits && second.edits >= best.edits * 2) ? best.field : undefined;
}

function editsBetween(one: string, other: string): number {
  const length = Math.max(one.length, other.length);
  return length > LONGEST_NAME ? length : editDistance(one.toLowerCase(), other.toLowerCase());
}
