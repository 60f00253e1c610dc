import type { Field } from '../../../../model/index.js';
import { isIdentifier, objectKey, stringLiteral } from '../../../text.js';
import { type Convert, convertType, type Deriving, SAME } from './convert-type.js';
import { printDefault } from './print-default.js';
import { shapeOf } from './solid-type.js';

/** What becomes of one field of the new record. */
export interface Derived {
  readonly field: Field;
  /** The old field that it is made from. */
  readonly source?: Field;
  /** The members of an object literal that set it, made from an old record; undefined where it does not follow. */
  readonly write?: (record: string, indent: string) => readonly string[];
  /** It is an old field, as it was. */
  readonly kept: boolean;
  /** It is new, and left out. */
  readonly absent: boolean;
  /** Why it does not follow, to stand in a comment. */
  readonly why?: string;
}

/** How each new field follows from the old ones. Names count first, then `renamedFrom` and `aliases`; what is unclear does not follow. */
export function deriveFields(deriving: Deriving, from: readonly Field[], to: readonly Field[]): readonly Derived[] {
  const sources = sourcesOf(from, to);
  return to.map((field) => {
    const candidates = sources.get(field) ?? [];
    const [source] = candidates;
    if (candidates.length > 1) return underivable(field, `it may be ${candidates.map(quoted).join(' or ')}`);
    if (source === undefined) return newField(deriving, field);
    if (takersOf(sources, source).length > 1) return underivable(field, `${quoted(source)} is claimed more than once`);
    return keptField(deriving, source, field);
  });
}

/** The old fields that a new one may come from. */
function sourcesOf(from: readonly Field[], to: readonly Field[]): ReadonlyMap<Field, readonly Field[]> {
  return new Map(
    to.map((field) => {
      const names = new Set([field.name, field.renamedFrom, ...field.aliases]);
      return [field, from.filter((candidate) => names.has(candidate.name))];
    }),
  );
}

function takersOf(sources: ReadonlyMap<Field, readonly Field[]>, source: Field): readonly Field[] {
  return [...sources].filter(([, candidates]) => candidates.includes(source)).map(([field]) => field);
}

function keptField(deriving: Deriving, source: Field, field: Field): Derived {
  const convert = convertType(deriving, shapeOf(source), shapeOf(field));
  if (convert === undefined || source.name === '__proto__') {
    return underivable(field, `not every value of ${quoted(source)} is one`, source);
  }
  const key = objectKey(field.name);
  const written = { field, source, absent: false };
  if (!source.optional) {
    const kept = convert === SAME && source.name === field.name;
    return { ...written, kept, write: (record, indent) => [`${key}: ${convert(access(record, source.name), indent)}`] };
  }
  if (field.optional) return { ...written, kept: false, ...optionalMember(key, source.name, convert) };
  const fallback = printDefault(deriving.style, field);
  if (fallback === undefined) return underivable(field, `${quoted(source)} may be absent`, source);
  return {
    ...written,
    kept: false,
    write: (record, indent) => {
      const old = access(record, source.name);
      return [`${key}: ${old} === undefined ? ${fallback} : ${convert(old, indent)}`];
    },
  };
}

function optionalMember(key: string, name: string, convert: Convert): Pick<Derived, 'write'> {
  return {
    write: (record, indent) => {
      const old = access(record, name);
      return [`...(${old} === undefined ? {} : { ${key}: ${convert(old, indent)} })`];
    },
  };
}

/** Nobody wrote it then: it is absent, or what readers assume of old data. */
function newField({ style }: Deriving, field: Field): Derived {
  if (field.optional) return { field, kept: false, absent: true, write: () => [] };
  const fallback = printDefault(style, field);
  if (fallback === undefined)
    return underivable(field, field.default === undefined ? 'it is new' : 'it is new, and its default has no code');
  return { field, kept: false, absent: false, write: () => [`${objectKey(field.name)}: ${fallback}`] };
}

function underivable(field: Field, why: string, source?: Field): Derived {
  return { field, kept: false, absent: false, why, ...(source && { source }) };
}

/** The code that reads a field. */
export function access(record: string, name: string): string {
  return isIdentifier(name) ? `${record}.${name}` : `${record}[${stringLiteral(name)}]`;
}

function quoted(field: Field): string {
  return `\`${field.name}\``;
}
