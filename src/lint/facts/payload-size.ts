import { memoised } from '../../model/graph.js';
import type { Catalog, Constraints, Field, MessageDef, Primitive, TypeExpr } from '../../model/index.js';
import { byText } from '../lexicon/by-text.js';

/** How large a value can be as JSON. */
export interface Size {
  /** Bytes of all that has a bound; what has none counts as empty. */
  readonly bytes: number;
  /** Path to binary data without a bound, which may be of any size. */
  readonly endless?: string;
}

/** The size of one field of a payload, with its name. */
export interface FieldSize extends Size {
  readonly field: Field;
}

/** UTF-8 takes up to four bytes for a character. */
const BYTES_OF_CHARACTER = 4;

/** The most characters that a value has in JSON, quotes included; texts and bytes go by their bounds. */
const FIXED: Readonly<Partial<Record<Primitive, number>>> = {
  boolean: 5,
  int: 11,
  long: 20,
  float: 24,
  double: 24,
  uuid: 38,
  date: 12,
  time: 26,
  timestamp: 37,
};

/** The largest JSON of each field of a message: names, quotes and commas included. */
export function fieldSizes(catalog: Catalog, message: MessageDef): readonly FieldSize[] {
  return message.payload.fields.map((field) => {
    const { bytes, endless } = sizeOfField(catalog, field, NO_TYPES);
    return endless === undefined ? { field, bytes } : { field, bytes, endless };
  });
}

const NO_TYPES: ReadonlySet<string> = new Set();

/** Bytes of a text: names and values of enumerations come back thousands of times. */
const bytesOf = byText((text) => Buffer.byteLength(text));

function sizeOfField(catalog: Catalog, field: Field, inside: ReadonlySet<string>): Size {
  const value = sizeOf(catalog, field.type, field.constraints, inside);
  const bytes = value.bytes + bytesOf(field.name) + '"":,'.length;
  return value.endless === undefined ? { bytes } : { bytes, endless: pathOf(field.name, value.endless) };
}

function pathOf(name: string, below: string): string {
  return below === '' ? name : `${name}.${below}`;
}

function sizeOf(catalog: Catalog, type: TypeExpr, bounds: Constraints, inside: ReadonlySet<string>): Size {
  switch (type.kind) {
    case 'primitive':
      return sizeOfPrimitive(type.name, bounds);
    case 'decimal':
      return { bytes: type.precision + '"-."'.length };
    case 'enum':
      return { bytes: longest(type.values) };
    case 'nullable':
      return sizeOf(catalog, type.inner, bounds, inside);
    case 'list':
      return sizeOfList(sizeOf(catalog, type.items, {}, inside), bounds);
    case 'map':
      return { ...sizeOf(catalog, type.values, {}, inside), bytes: '{}'.length };
    case 'record':
      return sizeOfRecord(catalog, type.fields, inside);
    case 'anyOf':
      return largest(type.options.map((option) => sizeOf(catalog, option, {}, inside)));
    case 'json':
      return { bytes: '{}'.length, endless: '' };
    case 'named':
      return sizeOfNamed(catalog, type.ref.name, bounds, inside);
  }
}

function sizeOfPrimitive(name: Primitive, { maxLength }: Constraints): Size {
  if (name === 'bytes') {
    return maxLength === undefined ? { bytes: 2, endless: '' } : { bytes: Math.ceil(maxLength / 3) * 4 + 2 };
  }
  const fixed = FIXED[name];
  if (fixed !== undefined) return { bytes: fixed };
  return { bytes: (maxLength ?? 0) * BYTES_OF_CHARACTER + 2 };
}

/** How many items there are is not known without a bound. */
function sizeOfList(item: Size, { maxLength = 0 }: Constraints): Size {
  return { ...item, bytes: maxLength * (item.bytes + 1) + 2 };
}

function sizeOfRecord(catalog: Catalog, fields: readonly Field[], inside: ReadonlySet<string>): Size {
  const sizes = fields.map((field) => sizeOfField(catalog, field, inside));
  const bytes = sizes.reduce((sum, size) => sum + size.bytes, '{}'.length);
  const endless = sizes.find((size) => size.endless !== undefined)?.endless;
  return endless === undefined ? { bytes } : { bytes, endless };
}

function sizeOfNamed(catalog: Catalog, name: string, bounds: Constraints, inside: ReadonlySet<string>): Size {
  const def = catalog.types.get(name);
  // A type in itself has no bound: the inner one counts as empty.
  if (def === undefined || inside.has(name)) return { bytes: 0 };
  if (def.shape === 'enum') return { bytes: longest(def.values) };
  const known = sizesOfTypes(catalog);
  const found = known.get(name);
  if (found) return found;
  const within = new Set([...inside, name]);
  if (def.shape === 'scalar') return sizeOf(catalog, def.type, { ...def.constraints, ...bounds }, within);
  const size =
    def.shape === 'record'
      ? sizeOfRecord(catalog, def.fields, within)
      : largest(
          def.cases.map(({ tag, type }) => {
            const inner = sizeOfNamed(catalog, type.name, {}, within);
            return { ...inner, bytes: inner.bytes + Buffer.byteLength(def.discriminator + tag) + '"":"",'.length };
          }),
        );
  known.set(name, size);
  return size;
}

/** Sizes that are known already: types are shared by many messages. */
const sizesOfTypes = memoised(() => new Map<string, Size>());

function largest(sizes: readonly Size[]): Size {
  const bytes = sizes.reduce((most, size) => Math.max(most, size.bytes), 0);
  const endless = sizes.find((size) => size.endless !== undefined)?.endless;
  return endless === undefined ? { bytes } : { bytes, endless };
}

function longest(values: readonly string[]): number {
  return values.reduce((most, value) => Math.max(most, bytesOf(value)), 0) + '""'.length;
}
