import type { LockEnum, LockReserved, LockValue } from './lock.js';
import { enumPrefix, enumValueName, folded, type NameScope } from './names.js';
import { FreeNumbers } from './numbers.js';

export interface NumberedValue extends LockValue {
  /** In the generated file. */
  readonly protoName: string;
}

export interface NumberedEnum {
  /** As many and in the order of the catalog's. */
  readonly values: readonly NumberedValue[];
  /** The name of the number 0, where no value of the catalog has it. */
  readonly zero?: string;
  readonly reserved: readonly LockReserved[];
}

/**
 * Gives numbers and names to the values of an enum. Number 0 is what a reader finds where nothing was written, so it is
 * `..._UNSPECIFIED`: a value of the catalog that is called so, or one that is made. `scope` has the names of the values around.
 */
export function numberValues(
  earlier: LockEnum | undefined,
  name: string,
  wanted: readonly string[],
  scope: NameScope,
): NumberedEnum {
  const entries = new Map((earlier?.values ?? []).map((entry) => [entry.value, entry]));
  const alive = new Set(wanted);
  const gone = (earlier?.values ?? []).filter(({ value }) => !alive.has(value));
  const reserved = [...(earlier?.reserved ?? []), ...goneValues(gone, name)];
  const zero = zeroName(earlier, name, wanted, reserved);
  const names = namesFor(entries, name, wanted, reserved, zero, scope);
  const free = new FreeNumbers(
    (earlier?.values ?? []).map(({ number }) => number),
    reserved,
  );
  const zeroValue = earlier === undefined ? wanted.find((value) => isUnspecified(name, value)) : undefined;
  const values = [...new Set(wanted)].map((value): NumberedValue => {
    const protoName = names.get(value) ?? enumValueName(name, value);
    const number = entries.get(value)?.number ?? (value === zeroValue ? 0 : free.next());
    return { value, number, ...(protoName !== enumValueName(name, value) && { name: protoName }), protoName };
  });
  return { values, ...(zero !== undefined && { zero }), reserved };
}

/** Number 0 is there in every enum: noted with the reserved ones, it goes on under the name that it had. */
function goneValues(gone: readonly LockValue[], name: string): readonly LockReserved[] {
  return gone.map(({ value, number, name: own }) => {
    return { number, name: own ?? enumValueName(name, value), was: value };
  });
}

function isUnspecified(name: string, value: string): boolean {
  return folded(enumValueName(name, value)) === folded(`${enumPrefix(name)}UNSPECIFIED`);
}

/** The name of a made zero; undefined where a value of the catalog is the zero. */
function zeroName(
  earlier: LockEnum | undefined,
  name: string,
  wanted: readonly string[],
  reserved: readonly LockReserved[],
): string | undefined {
  const made = `${enumPrefix(name)}UNSPECIFIED`;
  if (earlier === undefined) return wanted.some((value) => isUnspecified(name, value)) ? undefined : made;
  const before = earlier.values.find(({ number }) => number === 0);
  if (before && wanted.includes(before.value)) return undefined;
  return reserved.find(({ number, to }) => number === 0 && to === undefined)?.name ?? made;
}

function namesFor(
  entries: ReadonlyMap<string, LockValue>,
  name: string,
  wanted: readonly string[],
  reserved: readonly LockReserved[],
  zero: string | undefined,
  scope: NameScope,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const entry of reserved) if (entry.name !== undefined) scope.take(entry.name, name);
  if (zero !== undefined) scope.take(zero, name);
  for (const value of wanted) {
    const entry = entries.get(value);
    if (!entry) continue;
    names.set(value, entry.name ?? enumValueName(name, value));
    scope.take(names.get(value) ?? '', name);
  }
  for (const value of wanted) {
    if (!names.has(value)) names.set(value, scope.claim(enumValueName(name, value), name, '_'));
  }
  return names;
}
