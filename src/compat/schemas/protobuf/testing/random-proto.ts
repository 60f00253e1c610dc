import type { Random } from '../../../../runtime/testing/random.js';
import type { MadeCall, MadeEnum, MadeField, MadeFile, MadeMessage, MadeReserved } from './made-proto.js';

const SCALARS =
  'double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes'.split(' ');
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  bool: ['true', 'false'],
  string: ['"a"', '"\\303\\251"', '""', '"b\\n" \'c\''],
  bytes: ['"a"', '"\\303\\251"', '"é"', '"\\xff"'],
  double: ['1', '-1.5', 'inf', 'nan', '0', '0.1', '1e300'],
  float: ['1', '-1.5', '-inf', 'nan', '0', '0.1', '16777217'],
};
const INTEGERS = ['0', '1', '5', '0x10', '017', '2147483647'];
const LONGS = ['9007199254740993', '9007199254740992', '4611686018427387904'];
const LABELS = ['optional', 'optional', 'bare', 'repeated', 'required', 'map'] as const;

/** The two files of a made-up module: `a.proto` imports `b.proto`. */
export interface MadeModule {
  readonly a: MadeFile;
  readonly b: MadeFile;
}

/** A module of one package whose files lie in a folder. */
export function randomModule(random: Random, folder: string, packageName: string): MadeModule {
  const syntax = random.pick(['proto2', 'proto3', '2023'] as const);
  const base = { syntax, package: packageName, features: randomFeatures(random), extensions: [], calls: [] };
  const b: MadeFile = { ...base, imports: [], types: [randomEnum(random, 'Color'), plainMessage(random, 'Money')] };
  const types = [
    randomEnum(random, 'State'),
    randomMessage(random, 'Order', packageName, true),
    randomMessage(random, 'Line', packageName, false),
    randomMessage(random, 'Extended', packageName, false),
  ];
  const extensions = [1000, 1001].map((number) => ({
    ...randomField(random, number, packageName),
    name: `ext_${number}`,
  }));
  const calls: MadeCall[] = ['Get', 'Put'].map((name) => randomCall(random, name));
  return {
    a: { ...base, imports: [`${folder}/b.proto`], types, extensions: extensions.map(plainExtension), calls },
    b,
  };
}

/** Extensions are neither maps nor required, nor in a oneof, and have no JSON name. */
function plainExtension({ name, number, label, type, group, ...rest }: MadeField): MadeField {
  const given = rest.default === undefined ? {} : { default: rest.default };
  return {
    name,
    number,
    type,
    label: label === 'repeated' ? 'repeated' : 'optional',
    ...(group && { group }),
    ...given,
  };
}

function randomFeatures(random: Random): readonly string[] {
  return [
    ...(random.chance(0.3) ? ['field_presence = IMPLICIT'] : []),
    ...(random.chance(0.2) ? ['message_encoding = DELIMITED'] : []),
    ...(random.chance(0.2) ? ['json_format = LEGACY_BEST_EFFORT'] : []),
  ];
}

function randomCall(random: Random, name: string): MadeCall {
  const type = () => `${random.chance(0.3) ? 'stream ' : ''}${random.pick(['Order', 'Money', 'Line'])}`;
  const idempotency = random.chance(0.3) ? random.pick(['NO_SIDE_EFFECTS', 'IDEMPOTENT']) : undefined;
  return { name, takes: type(), gives: type(), ...(idempotency !== undefined && { idempotency }) };
}

export function randomReserved(random: Random, names: readonly string[], from: number): MadeReserved {
  const ranges: [number, number][] = [];
  for (let at = from; ranges.length < 2 && random.chance(0.5); ) {
    const end = at + random.between(0, 6);
    ranges.push([at, end]);
    at = end + random.between(1, 4);
  }
  return { ranges, names: names.filter(() => random.chance(0.3)) };
}

export function randomEnum(random: Random, name: string): MadeEnum {
  const count = random.between(1, 5);
  const start = random.chance(0.7) ? 0 : 1;
  const values = Array.from({ length: count }, (_, index): readonly [string, number] => [
    `${name}_V${index}`,
    start + index,
  ]);
  if (random.chance(0.3)) values.push([`${name}_ALIAS`, start]);
  const format = random.chance(0.15) ? random.pick(['ALLOW', 'LEGACY_BEST_EFFORT']) : undefined;
  const reserved = randomReserved(random, ['OLD_A', 'OLD_B'], 20);
  return { kind: 'enum', name, values, reserved, ...(format !== undefined && { jsonFormat: format }) };
}

function plainMessage(random: Random, name: string): MadeMessage {
  const fields = [1, 2, 3].map((number): MadeField => {
    return { name: `part_${number}`, number, label: 'optional', type: random.pick(SCALARS) };
  });
  return { kind: 'message', name, fields, nested: [], reserved: randomReserved(random, ['gone'], 50) };
}

export function randomMessage(random: Random, name: string, packageName: string, deep: boolean): MadeMessage {
  const numbers = [1, 2, 3, 4, 5, 6].filter(() => random.chance(0.75));
  const nested = deep
    ? [randomEnum(random, `${name}Kind`), randomMessage(random, `${name}Part`, packageName, false)]
    : [];
  const fields = numbers.map((number) => randomField(random, number, packageName));
  const format = random.chance(0.15) ? random.pick(['ALLOW', 'LEGACY_BEST_EFFORT']) : undefined;
  const reserved = randomReserved(random, ['old_a', 'old_b'], 50);
  return { kind: 'message', name, fields, nested, reserved, ...(format !== undefined && { jsonFormat: format }) };
}

export function randomField(random: Random, number: number, packageName: string): MadeField {
  const label = random.pick(LABELS);
  const oneof =
    (label === 'optional' || label === 'bare') && random.chance(0.3) ? random.pick(['choice', 'other']) : undefined;
  return {
    name: `field_${number}`,
    number,
    label,
    ...randomType(random, packageName),
    ...(oneof !== undefined && { oneof }),
    ...(random.chance(0.1) && { jsonName: `custom${number}` }),
  };
}

/** A type with a default that may fit it. */
export function randomType(random: Random, packageName: string): Pick<MadeField, 'type' | 'group' | 'default'> {
  const kind = random.next();
  const prefix = random.pick(['', '', `.${packageName}.`, `${packageName}.`]);
  if (kind < 0.15) return { type: `${prefix}${random.pick(['Money', 'Line', 'Order', 'Order.OrderPart'])}` };
  if (kind < 0.25) return { type: `${prefix}Money`, group: true };
  if (kind < 0.4) {
    const name = random.pick(['Color', 'State', 'Order.OrderKind']);
    const given = random.chance(0.3) ? { default: `${name.slice(name.indexOf('.') + 1)}_V0` } : {};
    return { type: `${prefix}${name}`, ...given };
  }
  const type = random.pick(SCALARS);
  return { type, ...(random.chance(0.4) && { default: randomDefault(random, type) }) };
}

function randomDefault(random: Random, type: string): string {
  const given = Object.hasOwn(DEFAULTS, type) ? DEFAULTS[type] : undefined;
  return random.pick(given ?? (type.endsWith('64') ? [...INTEGERS, ...LONGS] : INTEGERS));
}
