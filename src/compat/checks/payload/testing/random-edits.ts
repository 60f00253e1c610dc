import {
  boundOf,
  type Definitions,
  defaultOf,
  type Fields,
  randomField,
  randomType,
  type TypeText,
} from './random-definitions.js';
import type { Tape } from './tape.js';

const NO_BOUNDS = {
  min: undefined,
  exclusiveMin: undefined,
  multipleOf: undefined,
  maxLength: undefined,
  pattern: undefined,
  unique: undefined,
  keyPattern: undefined,
};

/** A copy with up to three changes at random places. */
export function edited(tape: Tape, definitions: Definitions): Definitions {
  const copy = structuredClone(definitions);
  const count = 1 + tape.below(3);
  for (let index = 0; index < count; index++) editOne(tape, copy);
  addMissing(copy, definitions);
  return copy;
}

/** A type may have another name before something else is given the old one. */
function addMissing(copy: Definitions, definitions: Definitions): void {
  for (let missing = missingIn(copy, definitions); missing.length > 0; missing = missingIn(copy, definitions)) {
    for (const name of missing) copy.types[name] = structuredClone(definitions.types[name] as TypeText);
  }
}

function missingIn(copy: Definitions, definitions: Definitions): readonly string[] {
  const text = JSON.stringify(copy);
  return Object.keys(definitions.types).filter(
    (name) => !(name in copy.types) && new RegExp(`\\b${name}\\b`).test(text),
  );
}

function editOne(tape: Tape, definitions: Definitions): void {
  const names = typesInUse(definitions);
  const name = names.length === 0 || tape.rarely(2) ? undefined : tape.one(names);
  if (name === undefined) editFields(tape, definitions.payload, true);
  else if (tape.rarely(5)) renameType(definitions, name);
  else editType(tape, definitions.types[name] as TypeText);
}

/** Names of types that values of the payload have, directly or through others. */
function typesInUse({ types, payload }: Definitions): readonly string[] {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    const text = JSON.stringify(part);
    for (const name of Object.keys(types)) {
      if (found.has(name) || !new RegExp(`\\b${name}\\b`).test(text)) continue;
      found.add(name);
      visit(types[name]);
    }
  };
  visit(payload);
  return [...found];
}

function editType(tape: Tape, type: TypeText): void {
  if ('fields' in type && type.closed !== undefined && tape.rarely(3)) type.closed = !type.closed;
  else if ('fields' in type) editFields(tape, type.fields, false);
  else if ('enum' in type) editEnum(tape, type);
  else if ('oneOf' in type) editUnion(tape, type);
  else if (tape.rarely(2)) type.maxLength = 20 + tape.below(20);
  else if (type.type === 'string') type.pii = !type.pii;
}

function editEnum(tape: Tape, type: { enum: string[]; unknown?: string }): void {
  const kind = tape.below(4);
  if (kind === 0 && !type.enum.includes('phone')) type.enum.push('phone');
  else if (kind === 1 && type.enum.includes('web')) type.enum.splice(type.enum.indexOf('web'), 1);
  else if (kind === 2) type.enum.reverse();
  else if (type.unknown === undefined) type.unknown = 'other';
  else delete type.unknown;
}

function editUnion(tape: Tape, type: { oneOf: Record<string, string>; discriminator: string }): void {
  const kind = tape.below(3);
  if (kind === 0) type.oneOf['transfer'] = 'Transfer';
  else if (kind === 1) delete type.oneOf['cash'];
  else type.discriminator = 'way';
}

/** Under another name, wherever it stands. */
function renameType(definitions: Definitions, name: string): void {
  const text = JSON.stringify(definitions).replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `${name}Too`);
  Object.assign(definitions, JSON.parse(text));
}

function editFields(tape: Tape, fields: Fields, deep: boolean): void {
  const names = Object.keys(fields);
  const name = names.length === 0 ? 'new' : tape.one(names);
  const field = fields[name];
  const kind = field === undefined ? 0 : tape.below(9);
  if (kind === 0 || field === undefined) fields[`new${tape.below(3)}`] = randomField(tape, deep);
  // A record without fields is any field at all to the compiler, each of no possible value.
  else if (kind === 1 && names.length > 1) delete fields[name];
  else if (kind === 1) fields['other'] = randomField(tape, deep);
  else if (kind === 2) rename(fields, name);
  // A record that must contain itself has no values at all.
  else if (kind === 3) field.optional = !field.optional || field.type.startsWith('Node');
  else if (kind === 4) field.nullable = !field.nullable;
  else if (kind === 5 || kind === 6) retype(tape, fields, name, deep);
  else if (kind === 7) Object.assign(field, NO_BOUNDS, boundOf(tape, field.type));
  else setDefault(fields, name);
}

function rename(fields: Fields, name: string): void {
  const { [name]: field } = fields;
  if (field === undefined) return;
  delete fields[name];
  fields[`${name}Too`] = { ...field, renamedFrom: name };
}

/** Bounds and a default of the old type say nothing of the new one. */
function retype(tape: Tape, fields: Fields, name: string, deep: boolean): void {
  const { optional = false, nullable = false, type } = fields[name] ?? {};
  if (type?.startsWith('Node')) return;
  fields[name] = { type: randomType(tape, deep), optional, nullable };
}

function setDefault(fields: Fields, name: string): void {
  const field = fields[name];
  if (field === undefined) return;
  const value = defaultOf(field.type);
  if (field.default !== undefined) delete field.default;
  else if (value !== undefined) field.default = value;
}
