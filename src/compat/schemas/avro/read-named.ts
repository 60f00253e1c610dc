import type { JsonValue } from '../../../model/index.js';
import { type JsonObject, own } from '../json.js';
import { fullName, isAvroName, namespaceOf, shortName } from './avro-names.js';
import { type AvroEnum, type AvroFixed, type AvroNamed, type AvroType, isPrimitiveName } from './avro-type.js';
import { note, type Reading, refuse, type Site, shown, standIn, textMember } from './reading.js';

const MAX_SIZE = 0x7fffffff;

/** What a name may be made of. */
export const NAME_HELP = 'Use letters, digits and `_`, and no digit in front.';

/** The names of a named type, and the namespace for what is written inside it. */
export interface TypeNames {
  readonly name: string;
  readonly fullName: string;
  readonly namespace: string;
  readonly aliases: readonly string[];
}

/** Reads name, namespace and aliases of a named type; undefined, and reported, where it has no name. */
export function readNames(reading: Reading, json: JsonObject, site: Site, what: string): TypeNames | undefined {
  const written = textMember(json, 'name');
  if (written === undefined || written === '') {
    refuse(
      reading,
      site.pointer,
      `This ${what} has no \`name\`.`,
      'Name it: Avro tells such types apart by their names.',
    );
    return undefined;
  }
  const name = shortName(written);
  if (!isAvroName(name)) note(reading, `${site.pointer}/name`, `\`${name}\` cannot be the name of a type.`, NAME_HELP);
  const namespace = namespaceOf(written, textMember(json, 'namespace') ?? site.namespace);
  const aliases = readAliases(reading, json, site.pointer).map((alias) => fullName(alias, namespace));
  return { name, fullName: fullName(name, namespace), namespace, aliases };
}

/** Makes a type known by its full name; where one of this name is known, that one stays and this is reported. */
export function define(reading: Reading, type: AvroNamed): void {
  const { fullName, pointer } = type;
  const known = reading.named.get(fullName);
  if (known) {
    const message = `\`${fullName}\` is defined a second time here; the first definition is at ${known.pointer || 'the top'}.`;
    note(
      reading,
      pointer,
      message,
      'Use the name alone where the type is used again, or give the other type another name.',
    );
  } else if (isPrimitiveName(fullName)) {
    note(
      reading,
      `${pointer}/name`,
      `\`${fullName}\` is a type of Avro's own.`,
      'Give this type another name, or a namespace.',
    );
  } else reading.named.set(fullName, type);
}

/** The `aliases` of a type or field, as they are written. */
export function readAliases(reading: Reading, json: JsonObject, pointer: string): readonly string[] {
  const aliases = own(json, 'aliases');
  if (aliases === undefined) return [];
  if (Array.isArray(aliases) && aliases.every((alias) => typeof alias === 'string')) return aliases;
  note(
    reading,
    `${pointer}/aliases`,
    'The `aliases` are no list of names.',
    'Write them as a list: `"aliases": ["OldName"]`.',
  );
  return [];
}

/** Reads an enum. A `default` that is none of its symbols is reported and stands for nothing. */
export function readEnum(reading: Reading, json: JsonObject, site: Site, logical: string | undefined): AvroType {
  const names = readNames(reading, json, site, 'enum');
  if (names === undefined) return standIn(reading, site.pointer);
  const { pointer } = site;
  const symbols = readSymbols(reading, json, names.fullName, pointer);
  const fallback = readFallback(reading, json, symbols, pointer);
  const { name, aliases } = names;
  const type: AvroEnum = {
    kind: 'enum',
    id: reading.size++,
    pointer,
    logical,
    name,
    fullName: names.fullName,
    aliases,
    symbols,
    fallback,
  };
  define(reading, type);
  return type;
}

function readSymbols(reading: Reading, json: JsonObject, name: string, pointer: string): ReadonlySet<string> {
  const written = own(json, 'symbols');
  const symbols = new Set<string>();
  if (!Array.isArray(written)) {
    refuse(reading, pointer, `Enum \`${name}\` has no list of \`symbols\`.`, 'List its values with `symbols`.');
    return symbols;
  }
  for (const [index, symbol] of written.entries()) addSymbol(reading, symbols, symbol, `${pointer}/symbols/${index}`);
  return symbols;
}

function addSymbol(reading: Reading, symbols: Set<string>, symbol: JsonValue, pointer: string): void {
  if (typeof symbol !== 'string') {
    refuse(reading, pointer, `A symbol must be a name, but there is ${shown(symbol)} here.`, NAME_HELP);
    return;
  }
  if (symbols.has(symbol)) note(reading, pointer, `Symbol \`${symbol}\` is listed twice.`, 'Take one of them out.');
  else if (!isAvroName(symbol)) note(reading, pointer, `\`${symbol}\` cannot be a symbol.`, NAME_HELP);
  symbols.add(symbol);
}

function readFallback(
  reading: Reading,
  json: JsonObject,
  symbols: ReadonlySet<string>,
  pointer: string,
): string | undefined {
  const fallback = own(json, 'default');
  if (fallback === undefined) return undefined;
  if (typeof fallback === 'string' && symbols.has(fallback)) return fallback;
  note(
    reading,
    `${pointer}/default`,
    `The default ${shown(fallback)} is none of the symbols.`,
    'Name one of its symbols.',
  );
  return undefined;
}

/** Reads a fixed type. */
export function readFixed(reading: Reading, json: JsonObject, site: Site, logical: string | undefined): AvroType {
  const names = readNames(reading, json, site, 'fixed');
  if (names === undefined) return standIn(reading, site.pointer);
  const { pointer } = site;
  const written = own(json, 'size');
  const valid = typeof written === 'number' && Number.isInteger(written) && written >= 0 && written <= MAX_SIZE;
  if (!valid) {
    const there = written === undefined ? 'no `size`' : `the size ${shown(written)}`;
    refuse(reading, pointer, `Fixed \`${names.fullName}\` has ${there}.`, 'Say with `size` how many bytes it has.');
  }
  const { name, aliases } = names;
  const size = valid ? written : 0;
  const type: AvroFixed = {
    kind: 'fixed',
    id: reading.size++,
    pointer,
    logical,
    name,
    fullName: names.fullName,
    aliases,
    size,
  };
  define(reading, type);
  return type;
}
