import { grouped } from '../../model/grouped.js';
import type { MessageDef } from '../../model/index.js';
import { printFieldType } from '../../model/values/print-type.js';

/** Fewer fields than these are alike by chance. */
const FEWEST_FIELDS = 2;

/**
 * For messages that are gone, the new one that has the very same fields, where there is just one on either side. It may be
 * another name for the same thing, and may not: nothing but a hint follows from it.
 */
export function findResembling(
  gone: readonly MessageDef[],
  come: readonly MessageDef[],
): ReadonlyMap<MessageDef, string> {
  const found = new Map<MessageDef, string>();
  if (gone.length === 0 || come.length === 0) return found;
  const candidates = grouped(come, formOf);
  for (const [form, [message, ...others]] of grouped(gone, formOf)) {
    const [like, ...rivals] = candidates.get(form) ?? [];
    if (!message || !like || others.length + rivals.length > 0) continue;
    if (message.payload.fields.length >= FEWEST_FIELDS) found.set(message, like.id);
  }
  return found;
}

function formOf({ kind, payload }: MessageDef): string {
  const fields = payload.fields.map((field) => `${field.name}: ${printFieldType(field)}`);
  return [kind, ...fields.sort()].join('\n');
}
