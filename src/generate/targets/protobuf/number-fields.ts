import type { LockField, LockMessage, LockReserved } from './lock.js';
import { defaultJsonName, NameScope, protoFieldName } from './names.js';
import { FreeNumbers } from './numbers.js';
import type { FieldShape } from './shape.js';
import { continuedType, signatureOf, wireTypeOf } from './wire-type.js';

/** A field that a message is to have, before it has a number. */
export interface WantedField {
  /** Its name in the catalog. */
  readonly field: string;
  readonly shape: FieldShape;
  readonly renamedFrom?: string;
  /** Its absence can be told from its zero value. */
  readonly optional: boolean;
  /** The name of the oneof, of a case of a union. */
  readonly oneof?: string;
}

/** A field with all that it is called by on the wire, and the key under which its own types are kept. */
export interface NumberedField extends LockField {
  /** In the generated file. */
  readonly protoName: string;
  readonly jsonName?: string;
  /** The field whose place it took, where that was one of another name. */
  readonly formerly?: string;
}

export interface NumberedMessage {
  /** As many and in the order of the wanted ones. */
  readonly fields: readonly NumberedField[];
  readonly reserved: readonly LockReserved[];
}

/**
 * Gives numbers and names to the fields of a message. One that was there keeps its number as long as what is written stays the
 * same on the wire, under another name too; any other takes a number that was never used. What has gone is reserved.
 */
export function numberFields(earlier: LockMessage | undefined, wanted: readonly WantedField[]): NumberedMessage {
  const origins = originsOf(earlier, wanted);
  const kept = wanted.map((field) => keptFrom(origins.get(field.field), field));
  const used = (earlier?.fields ?? []).map(({ number }) => number);
  const free = new FreeNumbers(used, earlier?.reserved ?? []);
  const reserved = [...(earlier?.reserved ?? []), ...goneFrom(earlier, wanted, origins, kept)];
  const names = namesFor(wanted, origins, kept, reserved);
  const fields = wanted.map((field, index): NumberedField => {
    const protoName = names[index] ?? protoFieldName(field.field);
    const before = kept[index];
    const formerly = origins.get(field.field)?.field;
    const json = formerly === field.field ? origins.get(field.field)?.json : undefined;
    const jsonName = json ?? field.field;
    return {
      field: field.field,
      number: before?.number ?? free.next(),
      type: before?.type ?? signatureOf(field.shape),
      ...(protoName !== protoFieldName(field.field) && { name: protoName }),
      ...(json !== undefined && { json }),
      ...oneofOf(before, field),
      protoName,
      ...(defaultJsonName(protoName) !== jsonName && { jsonName }),
      ...(formerly !== undefined && formerly !== field.field && { formerly }),
    };
  });
  return { fields, reserved };
}

function oneofOf(before: LockField | undefined, field: WantedField): { readonly oneof?: string } {
  const oneof = before ? before.oneof : field.oneof;
  return oneof === undefined ? {} : { oneof };
}

/** The entry that each wanted field goes on from: its own, or that of the field that it was renamed from. */
function originsOf(earlier: LockMessage | undefined, wanted: readonly WantedField[]): ReadonlyMap<string, LockField> {
  const entries = new Map((earlier?.fields ?? []).map((entry) => [entry.field, entry]));
  const gone = new Set((earlier?.reserved ?? []).map(({ was }) => was));
  const names = new Set(wanted.map(({ field }) => field));
  const origins = new Map<string, LockField>();
  const moved = new Set<string>();
  for (const { field, renamedFrom } of wanted) {
    if (renamedFrom === undefined || entries.has(field) || moved.has(renamedFrom)) continue;
    // A field that was there under its own name and went is not the other one that goes on.
    if (gone.has(field) && names.has(renamedFrom)) continue;
    const entry = entries.get(renamedFrom);
    if (!entry) continue;
    origins.set(field, entry);
    moved.add(renamedFrom);
  }
  for (const { field } of wanted) {
    const entry = entries.get(field);
    if (entry && !moved.has(field)) origins.set(field, entry);
  }
  return origins;
}

/** The entry with the type that it goes on with; undefined where the field needs another number. */
function keptFrom(origin: LockField | undefined, field: WantedField): LockField | undefined {
  if (!origin || !staysInOneof(origin, field)) return undefined;
  const type = continuedType(origin.type, field.shape);
  return type === undefined ? undefined : { ...origin, type };
}

/** A field of a file that was taken in may be in a oneof without being a case of a union: it has to stay optional there. */
function staysInOneof(origin: LockField, field: WantedField): boolean {
  if (origin.oneof === undefined) return field.oneof === undefined;
  return field.oneof !== undefined || (field.optional && wireTypeOf(origin.type).label === 'one');
}

/** Numbers that are not used any more, with the names of fields that are no longer there. */
function goneFrom(
  earlier: LockMessage | undefined,
  wanted: readonly WantedField[],
  origins: ReadonlyMap<string, LockField>,
  kept: readonly (LockField | undefined)[],
): readonly LockReserved[] {
  const alive = new Set(kept.map((entry) => entry?.number));
  const retyped = new Map(wanted.map((field) => [origins.get(field.field), field.field]));
  return (earlier?.fields ?? []).flatMap((entry) => {
    if (alive.has(entry.number)) return [];
    const { number, field: was } = entry;
    if (retyped.has(entry)) return [{ number }];
    return [{ number, name: entry.name ?? protoFieldName(was), was }];
  });
}

/** Names in the generated file: fields that stay keep theirs, so a new one never changes the name of another. */
function namesFor(
  wanted: readonly WantedField[],
  origins: ReadonlyMap<string, LockField>,
  kept: readonly (LockField | undefined)[],
  reserved: readonly LockReserved[],
): readonly string[] {
  const scope = new NameScope();
  const names = new Map<string, string>();
  for (const { name } of reserved) if (name !== undefined) scope.take(name, 'reserved');
  const stays = (field: WantedField) => origins.get(field.field)?.field === field.field;
  for (const { field } of wanted.filter(stays)) {
    const name = origins.get(field)?.name ?? protoFieldName(field);
    names.set(field, name);
    scope.take(name, field);
  }
  for (const name of wanted.flatMap((field, index) => oneofOf(kept[index], field).oneof ?? []))
    scope.take(name, 'oneof');
  for (const { field } of wanted) {
    if (!names.has(field)) names.set(field, scope.claim(protoFieldName(field), field, '_'));
  }
  return wanted.map(({ field }) => names.get(field) ?? protoFieldName(field));
}
