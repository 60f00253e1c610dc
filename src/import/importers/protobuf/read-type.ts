import type { ProtoField, ProtoType } from '../../../compat/schemas/protobuf/proto-files.js';
import type { Constraints } from '../../../model/index.js';
import type { DraftType } from '../../draft.js';
import { keyKindOf, mapValueOf } from './definitions.js';
import type { Reading } from './reading.js';

/** What a field's type is in a catalog, and what the lock says of it so that it is written as it was. */
export interface FieldType {
  readonly type: DraftType;
  readonly constraints?: Constraints;
  readonly nullable?: true;
  /** In the words of the lock; undefined where the target cannot write it as it was. */
  readonly wire?: string;
  /** Why it is no more than any JSON value. */
  readonly raw?: string;
}

const UINT32: Constraints = { min: 0, max: 4_294_967_295 };
const UINT64: Constraints = { min: 0 };

const LONG: DraftType = { kind: 'primitive', name: 'long' };
const INT: DraftType = { kind: 'primitive', name: 'int' };
const JSON_VALUE: DraftType = { kind: 'json' };

const SCALARS: Readonly<Record<string, FieldType>> = {
  bool: { type: { kind: 'primitive', name: 'boolean' } },
  bytes: { type: { kind: 'primitive', name: 'bytes' } },
  double: { type: { kind: 'primitive', name: 'double' } },
  fixed32: { type: LONG, constraints: UINT32 },
  fixed64: { type: LONG, constraints: UINT64 },
  float: { type: { kind: 'primitive', name: 'float' } },
  int32: { type: INT },
  int64: { type: LONG },
  sfixed32: { type: INT },
  sfixed64: { type: LONG },
  sint32: { type: INT },
  sint64: { type: LONG },
  string: { type: { kind: 'primitive', name: 'string' } },
  uint32: { type: LONG, constraints: UINT32 },
  uint64: { type: LONG, constraints: UINT64 },
};

/** Messages of Protobuf around one value, which is null where the message is not there. */
const WRAPPERS: Readonly<Record<string, string>> = {
  BoolValue: 'bool',
  BytesValue: 'bytes',
  DoubleValue: 'double',
  FloatValue: 'float',
  Int32Value: 'int32',
  Int64Value: 'int64',
  StringValue: 'string',
  UInt32Value: 'uint32',
  UInt64Value: 'uint64',
};

const OWN: Readonly<Record<string, DraftType>> = {
  Any: JSON_VALUE,
  Duration: { kind: 'primitive', name: 'duration' },
  FieldMask: { kind: 'primitive', name: 'string' },
  ListValue: JSON_VALUE,
  NullValue: JSON_VALUE,
  Struct: JSON_VALUE,
  Timestamp: { kind: 'primitive', name: 'timestamp' },
  Value: JSON_VALUE,
};

/** The type of a field as a whole: its list or map, too. */
export function readFieldType(reading: Reading, field: ProtoField): FieldType {
  const value = readElement(reading, mapValueOf(reading.definitions, field).type);
  if (field.cardinality !== 'map' && field.cardinality !== 'repeated') return value;
  const { type, wire, raw } = value;
  const isMap = field.cardinality === 'map';
  const key = keyKindOf(reading.definitions, field);
  const written = wire === undefined ? {} : { wire: isMap ? `map<${key}, ${wire}>` : `repeated ${wire}` };
  return {
    type: isMap ? { kind: 'map', values: type } : { kind: 'list', items: type },
    ...written,
    ...(raw !== undefined && { raw }),
  };
}

function readElement(reading: Reading, type: ProtoType): FieldType {
  if (!('name' in type)) return { ...(SCALARS[type.kind] ?? { type: JSON_VALUE }), wire: type.kind };
  const own = type.name.startsWith('google.protobuf.') ? ownType(type.name) : undefined;
  if (own) return own;
  const name = reading.names.get(type.name);
  if (name === undefined) {
    return { type: JSON_VALUE, raw: `its type \`${type.name}\` is defined in no file that is at hand` };
  }
  const named: FieldType = { type: { kind: 'named', name } };
  if (type.kind === 'group') return named;
  return { ...named, wire: `${type.kind === 'enum' ? 'enum' : 'message'} ${name}` };
}

function ownType(fullName: string): FieldType | undefined {
  const name = fullName.slice('google.protobuf.'.length);
  const wrapped = SCALARS[WRAPPERS[name] ?? ''];
  if (wrapped) return { ...wrapped, nullable: true, wire: fullName };
  const type = Object.hasOwn(OWN, name) ? OWN[name] : undefined;
  return type && { type, wire: fullName };
}
