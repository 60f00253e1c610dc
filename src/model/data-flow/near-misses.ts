import { editDistance } from '../../diagnostics/index.js';
import { type Catalog, messageById } from '../catalog.js';
import type { Field } from '../type.js';
import { isAssignable } from '../values/assignable.js';
import { printType } from '../values/print-type.js';
import { resolveType, valueType } from '../values/value-type.js';
import type { NearMiss } from './field-source.js';
import type { Seen } from './seen.js';

const MAX_NEAR_MISSES = 4;

/** Fields seen so far that come close to `field`, best first: its namesakes, fields of its type, names like its own. */
export function nearMisses(catalog: Catalog, seen: Seen, field: Field): readonly NearMiss[] {
  const messages = [...new Set(seen.groups.toReversed().flatMap((group) => group.messages))];
  const scored = messages.flatMap((message) => candidatesOf(catalog, seen, message, field));
  // A stable sort: among equals the latest message stays first.
  scored.sort((a, b) => b.score - a.score);
  return scored.slice(0, MAX_NEAR_MISSES).map(({ path, type, why }) => ({ path, type, why }));
}

interface Scored extends NearMiss {
  readonly score: number;
}

function candidatesOf(catalog: Catalog, seen: Seen, message: string, wanted: Field): readonly Scored[] {
  const fields = messageById(catalog, message)?.payload.fields ?? [];
  const certain = seen.groups.some((group) => group.certain && group.messages.includes(message));
  return fields.flatMap((field) => {
    const top = score(catalog, field, wanted, `${message}.${field.name}`, certain);
    const inner = resolveType(catalog, field.type);
    const nested =
      inner.kind === 'record'
        ? inner.fields.map((part) => score(catalog, part, wanted, `${message}.${field.name}.${part.name}`, certain))
        : [];
    return [top, ...nested].filter((candidate) => candidate !== undefined);
  });
}

function score(catalog: Catalog, field: Field, wanted: Field, path: string, certain: boolean): Scored | undefined {
  const fits = isAssignable(catalog, valueType(field), valueType(wanted));
  const named = alike(field.name, wanted.name);
  const sameType = fits && printType(field.type) === printType(wanted.type) && isTelling(wanted);
  if (!named && !sameType) return undefined;
  return {
    path,
    type: printType(field.type),
    why: whyNot(field, fits, certain),
    score: (fits ? 2 : 0) + (named ? 1 : 0),
  };
}

function whyNot(field: Field, fits: boolean, certain: boolean): string {
  if (!fits) return 'another type';
  if (!certain) return 'comes only on some paths';
  return field.optional ? 'may be absent' : 'fits';
}

/** Equal types say something only where the type is a named one or a decimal: every message has texts and ids. */
function isTelling(field: Field): boolean {
  return field.type.kind === 'named' || field.type.kind === 'decimal' || field.type.kind === 'list';
}

function alike(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length > 2 && (long.startsWith(short) || long.endsWith(short))) return true;
  const limit = Math.max(1, Math.floor(b.length / 4));
  return editDistance(one, other, limit) <= limit;
}
