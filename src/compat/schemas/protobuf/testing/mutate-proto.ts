import type { Random } from '../../../../runtime/testing/random.js';
import type { MadeEnum, MadeField, MadeFile, MadeMessage, MadeReserved } from './made-proto.js';
import { type MadeModule, randomField, randomReserved, randomType } from './random-proto.js';

/** Changes one thing of a module, as people do when they go on with a schema. */
export function mutateModule(random: Random, module: MadeModule, packageName: string): MadeModule {
  const kind = random.next();
  if (kind < 0.06) return moveType(random, module);
  const side = random.chance(0.75) ? 'a' : 'b';
  return { ...module, [side]: mutateFile(random, module[side], packageName) };
}

/** A type of `b.proto` moves into `a.proto`, which names it as before. */
function moveType(random: Random, { a, b }: MadeModule): MadeModule {
  const moved = b.types.length > 0 ? random.pick(b.types) : undefined;
  if (!moved) return { a, b };
  const rest = b.types.filter((type) => type !== moved);
  return { a: { ...a, types: [...a.types, moved] }, b: { ...b, types: rest } };
}

function mutateFile(random: Random, file: MadeFile, packageName: string): MadeFile {
  const kind = random.next();
  if (kind < 0.04) return { ...file, syntax: random.pick(['proto2', 'proto3', '2023'] as const) };
  if (kind < 0.06) return { ...file, features: ['json_format = LEGACY_BEST_EFFORT'] };
  if (kind < 0.14 && file.calls.length > 0) {
    const changed = random.pick(file.calls);
    const type = random.pick(['Order', 'stream Order', '.google.protobuf.Empty', 'Line']);
    const idempotency = random.pick(['NO_SIDE_EFFECTS', 'IDEMPOTENT', 'IDEMPOTENCY_UNKNOWN']);
    const call = { ...changed, ...random.pick([{ takes: type }, { gives: type }, { idempotency }]) };
    const imports = [...new Set([...file.imports, 'google/protobuf/empty.proto'])];
    return { ...file, imports, calls: file.calls.map((one) => (one === changed ? call : one)) };
  }
  if (kind < 0.24 && file.extensions.length > 0) {
    const changed = random.pick(file.extensions);
    const { default: _, group: __, ...kept } = changed;
    const extension = random.chance(0.3)
      ? { ...changed, name: `${changed.name}_b` }
      : { ...kept, ...randomType(random, packageName) };
    return { ...file, extensions: file.extensions.map((one) => (one === changed ? extension : one)) };
  }
  if (kind < 0.28) return { ...file, types: file.types.filter((type) => type.name !== 'Line') };
  if (file.types.length === 0) return file;
  const changed = random.pick(file.types);
  return {
    ...file,
    types: file.types.map((type) => (type === changed ? mutateType(random, type, packageName) : type)),
  };
}

function mutateType(random: Random, type: MadeMessage | MadeEnum, packageName: string): MadeMessage | MadeEnum {
  if (random.chance(0.08)) {
    const { jsonFormat, ...rest } = type;
    return jsonFormat === undefined ? { ...type, jsonFormat: 'LEGACY_BEST_EFFORT' } : rest;
  }
  return type.kind === 'enum' ? mutateEnum(random, type) : mutateMessage(random, type, packageName);
}

function mutateEnum(random: Random, definition: MadeEnum): MadeEnum {
  const { values, reserved, name } = definition;
  const [value, number] = random.pick(values);
  const rest = values.filter(([other]) => other !== value);
  switch (random.between(0, 6)) {
    case 0:
      return rest.length === 0 ? definition : { ...definition, values: rest };
    case 1:
      return rest.length === 0
        ? definition
        : { ...definition, values: rest, reserved: withReserved(random, reserved, number, value) };
    case 2:
      return { ...definition, values: values.map((one) => (one[0] === value ? [`${value}_B`, number] : one)) };
    case 3:
      return { ...definition, values: [...values, [`${name}_NEW${values.length}`, random.between(0, 15)]] };
    case 4:
      return { ...definition, values: [[`${name}_FIRST${values.length}`, random.between(0, 15)], ...values] };
    case 5:
      return { ...definition, values: values.map((one) => (one[0] === value ? [value, number + 7] : one)) };
    default:
      return { ...definition, reserved: mutateReserved(random, reserved, ['OLD_A', 'OLD_B'], 20) };
  }
}

function withReserved(random: Random, { ranges, names }: MadeReserved, number: number, name: string): MadeReserved {
  return {
    ranges: random.chance(0.6) ? [...ranges, [number, number]] : ranges,
    names: random.chance(0.6) ? [...names, name] : names,
  };
}

function mutateReserved(random: Random, reserved: MadeReserved, names: readonly string[], from: number): MadeReserved {
  const [first, ...rest] = reserved.ranges;
  if (!first || random.chance(0.3)) return randomReserved(random, names, from);
  const [start, end] = first;
  if (random.chance(0.5) && end > start) return { ...reserved, ranges: [[start, start], [start + 1, end], ...rest] };
  return { ranges: [[start, end > start && random.chance(0.5) ? end - 1 : end + 1], ...rest], names: reserved.names };
}

function mutateMessage(random: Random, message: MadeMessage, packageName: string): MadeMessage {
  const { fields, nested, reserved } = message;
  const kind = random.next();
  if (kind < 0.25 && nested.length > 0) {
    const changed = random.pick(nested);
    return {
      ...message,
      nested: nested.map((type) => (type === changed ? mutateType(random, type, packageName) : type)),
    };
  }
  if (kind < 0.32) return { ...message, reserved: mutateReserved(random, reserved, ['old_a', 'old_b'], 50) };
  if (kind < 0.4 || fields.length === 0) {
    const number = random.between(1, 12);
    if (fields.some((field) => field.number === number)) return message;
    return { ...message, fields: [...fields, randomField(random, number, packageName)] };
  }
  const changed = random.pick(fields);
  if (kind < 0.55) {
    const left = fields.filter((field) => field !== changed);
    const kept = random.chance(0.7) ? withReserved(random, reserved, changed.number, changed.name) : reserved;
    return { ...message, fields: left, reserved: kept };
  }
  const field = mutateField(random, changed, packageName);
  return { ...message, fields: fields.map((one) => (one === changed ? field : one)) };
}

function mutateField(random: Random, field: MadeField, packageName: string): MadeField {
  const { default: given, group, oneof, jsonName, ...plain } = field;
  const rest = { ...(oneof !== undefined && { oneof }), ...(jsonName !== undefined && { jsonName }) };
  switch (random.between(0, 7)) {
    case 0:
    case 1:
      return { ...plain, ...rest, ...randomType(random, packageName) };
    case 2:
      return { ...field, label: random.pick(['optional', 'required', 'repeated', 'map', 'bare'] as const) };
    case 3:
      return { ...field, name: `${field.name}_b` };
    case 4:
      return { ...field, number: field.number + 20 };
    case 5:
      return { ...plain, ...rest, ...(group && { group }), ...(given === undefined && { default: '1' }) };
    case 6: {
      const moved = oneof === undefined ? { oneof: 'choice' } : random.chance(0.5) ? { oneof: 'other' } : {};
      const kept = {
        ...(given !== undefined && { default: given }),
        ...(group && { group }),
        ...(jsonName !== undefined && { jsonName }),
      };
      return { ...plain, ...kept, ...moved };
    }
    default:
      return jsonName === undefined
        ? { ...field, jsonName: `field${field.number}` }
        : { ...plain, ...(oneof !== undefined && { oneof }) };
  }
}
