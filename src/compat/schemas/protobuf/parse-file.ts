import type protobuf from 'protobufjs';
import type { SchemaProblem } from '../schema-problem.js';
import type { SchemaPlace } from '../schema-verdict.js';
import { type Outline, outlineOf, type Stretch } from './outline.js';
import { plainGroups } from './plain-groups.js';
import { plainSpelling } from './plain-spelling.js';
import type { ProtoSource } from './proto-files.js';
import { type Token, tokenize } from './tokens.js';

/** The parser library. It is loaded late: most commands never need it. */
export type Parser = typeof protobuf;

/** A file as the parser gives it, with the places that the parser does not keep. */
export interface ParsedFile {
  readonly source: ProtoSource;
  readonly syntax: string;
  readonly package: string;
  readonly root: protobuf.Root;
  /** The namespace of the package, which is the root where there is none. */
  readonly scope: protobuf.NamespaceBase;
  readonly outline: Outline;
}

/** Looking a name up takes a step for each of its scopes, so that a file of endless names would take for ever. */
const LONGEST_NAME = 1_000;

/** The parser looks at all fields of a message for each one that it adds. */
const MOST_FIELDS = 5_000;

const NOWHERE: Stretch = { start: 0, end: 0 };

/** Loads the parser. */
export async function loadParser(): Promise<Parser> {
  const loaded = await import('protobufjs');
  return loaded.default ?? loaded;
}

/** Parses one file, or says what is wrong with it. */
export function parseFile(parser: Parser, source: ProtoSource): ParsedFile | SchemaProblem {
  const { tokens, open } = tokenize(source.text);
  if (open) return problem(source, open, `A ${open.what} starts here and never ends.`);
  const outline = outlineOf(tokens);
  const limit = beyondLimits(source, tokens, outline);
  if (limit) return limit;
  const text = plainGroups(plainSpelling(source.text, tokens), outline.groups);
  try {
    const { root, package: name = '' } = parser.parse(text, new parser.Root(), { keepCase: true });
    return { source, syntax: syntaxOf(tokens), package: name, root, scope: packageOf(root, name), outline };
  } catch (error) {
    return parseProblem(source, tokens, error);
  }
}

/** What the parser would drop without a word, or take minutes for. */
function beyondLimits(source: ProtoSource, tokens: readonly Token[], outline: Outline): SchemaProblem | undefined {
  for (const token of tokens) {
    if (token.kind !== 'word') continue;
    if (token.text.length > LONGEST_NAME) {
      return problem(source, token, `This name is longer than ${LONGEST_NAME} letters.`, 'Use a shorter one.');
    }
    if (token.text.includes('__proto__') && token.text.split('.').includes('__proto__')) {
      return problem(source, token, 'The name `__proto__` cannot be read.', 'Choose another name.');
    }
  }
  for (const [pointer, count] of outline.fieldCounts) {
    const message = `This message has ${count} fields, and more than ${MOST_FIELDS} cannot be read.`;
    const place = outline.places.get(pointer) ?? NOWHERE;
    if (count > MOST_FIELDS) return problem(source, place, message, 'Put some of them into messages of their own.');
  }
  return undefined;
}

function packageOf(root: protobuf.Root, name: string): protobuf.NamespaceBase {
  let scope: protobuf.NamespaceBase = root;
  for (const part of name === '' ? [] : name.split('.')) scope = scope.get(part) as protobuf.NamespaceBase;
  return scope;
}

/** The place of a definition of this file; of what is not in the text it is the place around it. */
export function placeIn(file: ParsedFile, pointer: string): SchemaPlace {
  const { source, outline } = file;
  for (let known = pointer; ; known = known.slice(0, known.lastIndexOf('/'))) {
    const stretch = outline.places.get(known);
    if (stretch) return placeAt(source, pointer, stretch);
    if (!known.includes('/')) return { file: source.file ?? source.path, pointer };
  }
}

/** A place of a file by its offsets. */
export function placeAt(source: ProtoSource, pointer: string, stretch: Stretch): SchemaPlace {
  const file = source.file ?? source.path;
  return { file, pointer, span: { file, start: stretch.start, end: stretch.end } };
}

function problem(source: ProtoSource, at: { readonly start: number }, message: string, help?: string): SchemaProblem {
  const place = placeAt(source, '', { start: at.start, end: Math.min(at.start + 1, source.text.length) });
  return help === undefined ? { place, message } : { place, message, help };
}

const SYNTAX = new Set(['syntax', 'edition']);

function syntaxOf(tokens: readonly Token[]): string {
  const at = tokens.findIndex((token, index) => SYNTAX.has(token.text) && tokens[index + 1]?.text === '=');
  const value = tokens[at + 2];
  return at <= 1 && at >= 0 && value?.kind === 'string' ? value.text.slice(1, -1) : 'proto2';
}

/** The parser tells a line at most, and speaks of tokens; what it says is kept, put into a sentence. */
function parseProblem(source: ProtoSource, tokens: readonly Token[], error: unknown): SchemaProblem {
  const said = error instanceof Error ? error.message : String(error);
  const line = /\(?\bline (\d+)\)?/.exec(said)?.[1];
  const start = line === undefined ? 0 : lineStart(source.text, Number(line));
  const first = tokens.find((token) => token.start >= start)?.start ?? Math.min(start, source.text.length);
  const reason = said.replace(/\s*\((?:[^()]*, )?line \d+\)/, '').replaceAll("'", '`');
  return problem(source, { start: first }, `This is not valid Protobuf: ${reason}.`);
}

function lineStart(text: string, line: number): number {
  let at = 0;
  for (let count = 1; count < line; count++) {
    const next = text.indexOf('\n', at);
    if (next < 0) return at;
    at = next + 1;
  }
  return at;
}
