import type { ASTNode } from '@marcbachmann/cel-js';
import { certaintyOf, type Seen } from '../model/data-flow/seen.js';
import type { Catalog } from '../model/index.js';
import { typeAtPath, typeBelow, type ValueType } from '../model/values/value-type.js';
import { innerNodes } from './guard-names.js';

/** A read in a guard that fails at run time where the value is missing, because nothing asks for it first. */
export interface UnaskedRead {
  /** When it fails, as the end of a sentence. */
  readonly when: string;
  /** The question that belongs in front, in CEL. */
  readonly ask: string;
  readonly start: number;
  readonly end: number;
}

/** Reads of messages that may not have come, of optional fields and of null, that the guard itself does not ask about. */
export function unaskedReads(catalog: Catalog, seen: Seen, ast: ASTNode): readonly UnaskedRead[] {
  const found: Findings = { reads: [], asked: new Set() };
  collect(ast, found);
  const gaps = found.reads.flatMap((read) => firstGap(catalog, seen, found.asked, read) ?? []);
  return gaps.filter(({ ask }, index) => gaps.findIndex((other) => other.ask === ask) === index);
}

/** `Message.field.field` as it stands in a guard. */
interface Read {
  /** The message, then its fields. */
  readonly path: readonly string[];
  /** Whether the end of the path may be missing or null where it stands: it is asked about, or only compared. */
  readonly toleratesAbsent: boolean;
  readonly toleratesNull: boolean;
  readonly node: ASTNode;
}

interface Findings {
  readonly reads: Read[];
  /** `has(...)` and `... != null`, as they would be written. */
  readonly asked: Set<string>;
}

function collect(node: ASTNode, found: Findings, parent?: ASTNode): void {
  const path = pathOf(node);
  if (path !== undefined) {
    const toleratesNull = parent !== undefined && ['==', '!=', 'in'].includes(parent.op);
    found.reads.push({ path, toleratesAbsent: isHas(parent), toleratesNull, node });
    if (isHas(parent)) found.asked.add(askHas(path));
    if (isComparedWithNull(parent)) found.asked.add(askNull(path));
    return;
  }
  for (const inner of innerNodes(node.args)) collect(inner, found, node);
}

/** The names of a read, the message first; `seen.Name.field` is the same place as `Name.field`. */
export function pathOf(node: ASTNode): readonly string[] | undefined {
  const path = namesOf(node);
  return path?.[0] === 'seen' && path.length > 1 ? path.slice(1) : path;
}

function namesOf(node: ASTNode): readonly string[] | undefined {
  if (node.op === 'id') return [node.args];
  if (node.op !== '.') return undefined;
  const before = namesOf(node.args[0]);
  return before && [...before, node.args[1]];
}

function isHas(node: ASTNode | undefined): boolean {
  return node?.op === 'call' && node.args[0] === 'has';
}

function isComparedWithNull(node: ASTNode | undefined): boolean {
  if (node?.op !== '==' && node?.op !== '!=') return false;
  return node.args.some((side) => side.op === 'value' && side.args === null);
}

/** What a name at the beginning of a path stands for: a variable, or the whole of a message. */
export function rootType(catalog: Catalog, seen: Seen, name: string): ValueType | undefined {
  return seen.variables.get(name) ?? typeAtPath(catalog, name, []);
}

function firstGap(catalog: Catalog, seen: Seen, asked: ReadonlySet<string>, read: Read): UnaskedRead | undefined {
  const [name = '', ...fields] = read.path;
  const root = rootType(catalog, seen, name);
  // A name that is reported elsewhere.
  if (root === undefined) return undefined;
  const gapOfRoot = seen.variables.has(name) ? nullGap(asked, read, root, [name]) : messageGap(seen, asked, read, name);
  if (gapOfRoot) return gapOfRoot;
  for (const index of fields.keys()) {
    const found = fieldGap(catalog, asked, read, { root, depth: index + 1 });
    if (found) return found;
  }
  return undefined;
}

function messageGap(seen: Seen, asked: ReadonlySet<string>, read: Read, message: string): UnaskedRead | undefined {
  const isAskedFor = read.toleratesAbsent && read.path.length === 1;
  if (certaintyOf(seen, message) === 'certain' || isAskedFor || asked.has(askHas([message]))) return undefined;
  return gap(read, `\`${message}\` has not come`, askHas([message]));
}

function fieldGap(
  catalog: Catalog,
  asked: ReadonlySet<string>,
  read: Read,
  at: { readonly root: ValueType; readonly depth: number },
): UnaskedRead | undefined {
  const path = read.path.slice(0, at.depth + 1);
  const isEnd = path.length === read.path.length;
  const parent = typeBelow(catalog, at.root, path.slice(1, -1));
  const own = parent && typeBelow(catalog, { ...parent, optional: false, nullable: false }, path.slice(-1));
  if (own?.optional && !(isEnd && read.toleratesAbsent) && !asked.has(askHas(path))) {
    return gap(read, `\`${path.join('.')}\` is absent`, askHas(path));
  }
  return own && nullGap(asked, read, own, path);
}

function nullGap(
  asked: ReadonlySet<string>,
  read: Read,
  { nullable }: ValueType,
  path: readonly string[],
): UnaskedRead | undefined {
  const isEnd = path.length === read.path.length;
  const tolerated = isEnd && (read.toleratesNull || read.toleratesAbsent);
  if (!nullable || tolerated || asked.has(askNull(path))) return undefined;
  return gap(read, `\`${path.join('.')}\` is null`, askNull(path));
}

function gap({ node }: Read, when: string, ask: string): UnaskedRead {
  return { when, ask, start: node.range.start, end: node.range.end };
}

function askHas(path: readonly string[]): string {
  return `has(${path.length === 1 ? 'seen.' : ''}${path.join('.')})`;
}

function askNull(path: readonly string[]): string {
  return `${path.join('.')} != null`;
}
