import type { Lock, LockEnum, LockField, LockMessage, LockReserved, LockValue } from './lock.js';
import { printLock } from './lock.js';
import { lockOf, readLock } from './read-lock.js';

/** A lock with what another one has beside it, and the entries of that one for which there is no place. */
export interface MergedLocks {
  readonly text: string;
  /** In words: "`total` of `message OrderPlaced` (7)". */
  readonly refused: readonly string[];
}

/**
 * Adds the numbers of files that were taken in to those that a catalog has already. What the catalog has stays; a field that it does
 * not know takes the number from outside, if that was never used here. Undefined where the catalog's own lock cannot be read.
 */
export function mergeLocks(own: string, other: string): MergedLocks | undefined {
  const [mine, theirs] = [readLock(own), readLock(other)];
  if (typeof mine === 'string' || typeof theirs === 'string') return undefined;
  const refused: string[] = [];
  const [base, more] = [lockOf(mine), lockOf(theirs)];
  const lock: Lock = {
    messages: merged(base.messages, more.messages, (one, entry) => mergedMessage(one, entry, refused)),
    enums: merged(base.enums, more.enums, (one, entry) => mergedEnum(one, entry, refused)),
  };
  return { text: printLock(lock), refused };
}

function merged<T>(
  own: ReadonlyMap<string, T>,
  other: ReadonlyMap<string, T>,
  join: (one: T, entry: T) => T,
): ReadonlyMap<string, T> {
  const all = new Map(own);
  for (const [key, entry] of other) {
    const one = own.get(key);
    all.set(key, one === undefined ? entry : join(one, entry));
  }
  return all;
}

function mergedMessage(own: LockMessage, other: LockMessage, refused: string[]): LockMessage {
  const known = new Map(own.fields.map((field) => [field.field, field.number]));
  const fresh = other.fields.filter(({ field, number }) => known.get(field) !== number);
  const fields = taken(own.of, fresh, known, own.fields, own.reserved, ({ field }) => field, refused);
  return {
    ...own,
    fields: [...own.fields, ...fields],
    reserved: mergedReserved(own.reserved, other.reserved, own.fields, fields),
  };
}

function mergedEnum(own: LockEnum, other: LockEnum, refused: string[]): LockEnum {
  const known = new Map(own.values.map((value) => [value.value, value.number]));
  const fresh = other.values.filter(({ value, number }) => known.get(value) !== number);
  const values = taken(own.of, fresh, known, own.values, own.reserved, ({ value }) => value, refused);
  return {
    ...own,
    values: [...own.values, ...values],
    reserved: mergedReserved(own.reserved, other.reserved, own.values, values),
  };
}

function taken<T extends LockField | LockValue>(
  of: string,
  fresh: readonly T[],
  known: ReadonlyMap<string, number>,
  used: readonly { readonly number: number }[],
  reserved: readonly LockReserved[],
  nameOf: (entry: T) => string,
  refused: string[],
): readonly T[] {
  const numbers = new Set(used.map(({ number }) => number));
  return fresh.filter((entry) => {
    const isFree = !numbers.has(entry.number) && !reserved.some((gone) => covers(gone, entry.number));
    if (isFree && !known.has(nameOf(entry))) return true;
    refused.push(`\`${nameOf(entry)}\` of \`${of}\` (${entry.number})`);
    return false;
  });
}

/** What the other side has reserved, as far as no field here has it. */
function mergedReserved(
  own: readonly LockReserved[],
  other: readonly LockReserved[],
  ...fields: readonly (readonly { readonly number: number }[])[]
): readonly LockReserved[] {
  const numbers = fields.flat().map(({ number }) => number);
  const fresh = other.filter((gone) => {
    const isKnown = own.some((one) => one.number === gone.number && one.to === gone.to && one.name === gone.name);
    return !isKnown && !numbers.some((number) => covers(gone, number));
  });
  return [...own, ...fresh];
}

function covers({ number, to }: LockReserved, wanted: number): boolean {
  return number !== undefined && number <= wanted && wanted <= (to ?? number);
}
