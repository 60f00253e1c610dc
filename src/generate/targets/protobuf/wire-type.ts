import type { ElementShape, FieldShape } from './shape.js';

/** What each type of ours may also be written as, where a field has been from its beginning: values are the same. */
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  int32: ['sint32', 'sfixed32'],
  int64: ['uint32', 'fixed32', 'uint64', 'sint64', 'fixed64', 'sfixed64'],
  string: ['google.protobuf.FieldMask'],
  'google.protobuf.Int64Value': ['google.protobuf.UInt32Value', 'google.protobuf.UInt64Value'],
  'google.protobuf.Value': [
    'google.protobuf.Struct',
    'google.protobuf.ListValue',
    'google.protobuf.Any',
    'google.protobuf.NullValue',
  ],
};

/** Messages around a value, which lists and maps of files that were taken in may have instead of the value. */
const WRAPPERS: Readonly<Record<string, readonly string[]>> = {
  bool: ['google.protobuf.BoolValue'],
  bytes: ['google.protobuf.BytesValue'],
  double: ['google.protobuf.DoubleValue'],
  float: ['google.protobuf.FloatValue'],
  int32: ['google.protobuf.Int32Value'],
  int64: ['google.protobuf.Int64Value', 'google.protobuf.UInt32Value', 'google.protobuf.UInt64Value'],
  string: ['google.protobuf.StringValue'],
};

/** Types that hold all values of another and are the same on the wire. */
const WIDER: Readonly<Record<string, readonly string[]>> = { int32: ['int64'] };

const MAP = /^map<(u?int32|u?int64|sint32|sint64|fixed32|fixed64|sfixed32|sfixed64|bool|string), (.+)>$/;

/**
 * What a field is on the wire, as the lock keeps it: `repeated string`, `map<string, message Money>`, `enum` for one that is defined
 * in the message, `message of items` for one that is made around a list.
 */
export function signatureOf({ label, element }: FieldShape): string {
  const inner = elementSignature(element);
  if (label === 'one') return inner;
  return label === 'repeated' ? `repeated ${inner}` : `map<string, ${inner}>`;
}

function elementSignature(element: ElementShape): string {
  if (element.kind === 'scalar') return element.name;
  if (element.kind === 'named') return `${element.of} ${element.id}`;
  if (element.kind !== 'message') return element.kind === 'enum' ? 'enum' : 'message';
  return `message of ${element.fields.map(({ name }) => name).join()}`;
}

/** The parts of a signature. */
export interface WireType {
  readonly label: FieldShape['label'];
  /** Of a map. */
  readonly key?: string;
  readonly element: string;
}

export function wireTypeOf(signature: string): WireType {
  const map = MAP.exec(signature);
  if (map?.[1] !== undefined && map[2] !== undefined) return { label: 'map', key: map[1], element: map[2] };
  if (signature.startsWith('repeated ')) return { label: 'repeated', element: signature.slice('repeated '.length) };
  return { label: 'one', element: signature };
}

/**
 * The signature that a field goes on with, if what is written with the `earlier` one and with that of `shape` is the same on
 * the wire, with the same meaning; else undefined, and the field needs another number.
 */
export function continuedType(earlier: string, shape: FieldShape): string | undefined {
  const wanted = signatureOf(shape);
  if (earlier === wanted) return wanted;
  const [old, next] = [wireTypeOf(earlier), wireTypeOf(wanted)];
  if (old.label !== next.label) return undefined;
  if (old.element === next.element || isVariant(old, shape.element)) return earlier;
  if (!WIDER[old.element]?.includes(next.element)) return undefined;
  return old.key === undefined ? wanted : `map<${old.key}, ${next.element}>`;
}

function isVariant({ element: earlier, label }: WireType, element: ElementShape): boolean {
  if (element.kind !== 'scalar') return false;
  const isIn = (list: readonly string[] | undefined) => list?.includes(earlier) ?? false;
  return isIn(VARIANTS[element.name]) || (label !== 'one' && isIn(WRAPPERS[element.name]));
}
