import type protobuf from 'protobufjs';
import type { SchemaProblem } from '../schema-problem.js';
import { type ParsedFile, type Parser, placeAt, placeIn } from './parse-file.js';
import type { MissingImport, NamedType } from './proto-files.js';
import { wellKnownTypes } from './well-known.js';

/** Finds types by the names that files give them. */
export interface Names {
  /** The type that a name means within a scope (a full name, without a dot in front), as far as the file's imports reach. */
  readonly find: (file: ParsedFile, scope: string, name: string) => NamedType | undefined;
  /** The file that defines a type and would have to be imported. */
  readonly definedIn: (scope: string, name: string) => string | undefined;
  readonly missing: readonly MissingImport[];
  readonly problems: readonly SchemaProblem[];
}

/** The definitions of a name, by the path of the file that they stand in. */
type Symbols = Map<string, Map<string, NamedType>>;

/** Files whose definitions another file may name; `isOpen` where some of them are not at hand. */
interface Reach {
  readonly paths: ReadonlySet<string>;
  readonly isOpen: boolean;
}

/** Learns what all files define and import. A name that is defined twice is a problem. */
export function namesOf(parser: Parser, files: readonly ParsedFile[]): Names {
  const symbols: Symbols = new Map();
  const problems: SchemaProblem[] = [];
  for (const file of files) {
    for (const [pointer, type] of definedTypes(parser, file, file.scope, '')) {
      const [other] = symbols.get(type.name)?.keys() ?? [];
      if (other !== undefined) problems.push(definedTwice(file, pointer, type.name, other));
      define(symbols, type, file.source.path);
    }
  }
  const byPath = new Map(files.map((file) => [file.source.path, file]));
  const missing = files.flatMap((file) => missingImports(file, byPath, symbols));
  const reaches = new Map(files.map((file) => [file.source.path, reachOf(file, byPath)]));
  return {
    find: (file, scope, name) => find(symbols, reaches.get(file.source.path) ?? NOWHERE, scope, name),
    definedIn: (scope, name) => lookUp(symbols, undefined, scope, name)?.path,
    missing,
    problems,
  };
}

const NOWHERE: Reach = { paths: new Set(), isOpen: false };

/** A name within a scope, which is empty for what stands in no package. */
export function qualified(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}

function define(symbols: Symbols, type: NamedType, path: string): void {
  const known = symbols.get(type.name);
  if (known) known.set(path, type);
  else symbols.set(type.name, new Map([[path, type]]));
}

function definedTwice(file: ParsedFile, pointer: string, name: string, other: string): SchemaProblem {
  return {
    place: placeIn(file, pointer),
    message: `\`${name}\` is defined here and in \`${other}\`.`,
    help: 'Remove or rename one of the two.',
  };
}

/** Messages and enums of a file with their pointers, in the order of the text. */
function* definedTypes(
  parser: Parser,
  file: ParsedFile,
  around: protobuf.NamespaceBase,
  pointer: string,
): Iterable<[string, NamedType]> {
  for (const definition of around.nestedArray) {
    const isMessage = definition instanceof parser.Type;
    if (!isMessage && !(definition instanceof parser.Enum)) continue;
    const own = `${pointer}/${definition.name}`;
    const name = qualified(file.package, own.slice(1).replaceAll('/', '.'));
    yield [own, { kind: isMessage ? 'message' : 'enum', name }];
    if (isMessage) yield* definedTypes(parser, file, definition, own);
  }
}

/** Imports of files that were not given. Those that come with Protobuf are known, and are defined here. */
function missingImports(
  file: ParsedFile,
  files: ReadonlyMap<string, ParsedFile>,
  symbols: Symbols,
): readonly MissingImport[] {
  const missing: MissingImport[] = [];
  for (const { path, start, end } of file.outline.imports) {
    if (files.has(path)) continue;
    const known = wellKnownTypes(path);
    for (const [name, kind] of known ?? []) define(symbols, { kind, name }, path);
    if (!known) missing.push({ path, place: placeAt(file.source, '', { start, end }) });
  }
  return missing;
}

/** The file itself, its imports, and what these import publicly. */
function reachOf(file: ParsedFile, files: ReadonlyMap<string, ParsedFile>): Reach {
  const paths = new Set([file.source.path]);
  let isOpen = false;
  const waiting = file.outline.imports.map(({ path }) => path);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (paths.has(path)) continue;
    paths.add(path);
    const imported = files.get(path);
    if (!imported && !wellKnownTypes(path)) isOpen = true;
    for (const further of imported?.outline.imports ?? []) if (further.isPublic) waiting.push(further.path);
  }
  return { paths, isOpen };
}

function find(symbols: Symbols, reach: Reach, scope: string, name: string): NamedType | undefined {
  const found = lookUp(symbols, reach.paths, scope, name)?.type;
  if (found || !reach.isOpen) return found;
  return { kind: 'unknown', name: name.startsWith('.') ? name.slice(1) : name };
}

interface Found {
  readonly type: NamedType;
  readonly path: string;
}

/** Looks in the scope, then in those around it; a name with a dot in front is looked up as it is. */
function lookUp(
  symbols: Symbols,
  paths: ReadonlySet<string> | undefined,
  scope: string,
  name: string,
): Found | undefined {
  if (name.startsWith('.')) return defined(symbols, paths, name.slice(1));
  for (let around = scope; ; around = around.slice(0, Math.max(around.lastIndexOf('.'), 0))) {
    const found = defined(symbols, paths, qualified(around, name));
    if (found || around === '') return found;
  }
}

function defined(symbols: Symbols, paths: ReadonlySet<string> | undefined, name: string): Found | undefined {
  for (const [path, type] of symbols.get(name) ?? []) if (!paths || paths.has(path)) return { type, path };
  return undefined;
}
