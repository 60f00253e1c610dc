import type { LockEnum } from './lock.js';
import { enumPrefix, type NameScope, protoTypeName } from './names.js';
import { numberValues } from './number-values.js';
import type { ProtoEnum } from './proto-file.js';
import { earlierAt, type Place, type Writing } from './writing.js';

export interface WantedEnum {
  readonly values: readonly string[];
  /** The value that stands for any that is not known. */
  readonly unknown?: string;
  readonly notes: readonly string[];
  readonly deprecated: boolean;
  /** Set where the name follows from the key. */
  readonly id?: string;
}

/** An enum with its numbers, which are noted in the lock. `scope` has the names of the values around it. */
export function writeEnum(writing: Writing, place: Place, wanted: WantedEnum, scope: NameScope): ProtoEnum {
  const earlier = earlierAt(writing.earlier.enums, place);
  const { name, key } = place;
  const { values, zero, reserved } = numberValues(earlier, name, wanted.values, scope);
  const entry: LockEnum = {
    of: key,
    ...((wanted.id === undefined || protoTypeName(wanted.id) !== name) && { as: name }),
    values: values.map(({ value, number, name: own }) => ({ value, number, ...(own !== undefined && { name: own }) })),
    reserved,
  };
  writing.enums.set(key, entry);
  const printed = values.map(({ value, number, protoName }) => ({
    name: protoName,
    number,
    notes: [
      ...(tells(protoName, name, value) ? [] : [JSON.stringify(value)]),
      ...(value === wanted.unknown ? ['Stands for any value that is not known.'] : []),
    ],
  }));
  const made = zero === undefined ? [] : [{ name: zero, number: 0, notes: [] }];
  return {
    kind: 'enum',
    name,
    notes: wanted.notes,
    deprecated: wanted.deprecated,
    values: [...made, ...printed],
    reserved,
  };
}

/** Whether the catalog's value can be told from the name of a value. */
function tells(protoName: string, enumName: string, value: string): boolean {
  return protoName === value || protoName.slice(enumPrefix(enumName).length).toLowerCase() === value;
}
