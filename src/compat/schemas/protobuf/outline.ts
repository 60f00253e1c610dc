import type { Token } from './tokens.js';

/** A stretch of the text, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** An import with its path as it is written between the quotes. */
export interface OutlineImport extends Stretch {
  readonly path: string;
  readonly isPublic: boolean;
}

/** A proto2 group: a message and a field in one statement. */
export interface OutlineGroup {
  /** `optional`, `required`, `repeated`, or empty within a oneof. */
  readonly label: string;
  readonly name: string;
  /** Of its field, whose name is the group's in small letters. */
  readonly pointer: string;
  /** From the word `group` or its label up to the brace. */
  readonly head: Stretch;
  /** What follows the name: ` = 3 [deprecated = true]`. */
  readonly tail: Stretch;
  /** From brace to brace. */
  readonly body: Stretch;
  /** Where its message may be put instead, if the group stands in a oneof or an `extend`: after that block. */
  readonly outside?: number;
}

/** Where things stand in a file, by pointer (`/Person/name`; empty: the package), and what the parser does not keep. */
export interface Outline {
  readonly places: ReadonlyMap<string, Stretch>;
  /** The tokens of explicit defaults, by the pointer of the field. */
  readonly defaults: ReadonlyMap<string, readonly Token[]>;
  readonly imports: readonly OutlineImport[];
  readonly groups: readonly OutlineGroup[];
  /** Number of fields by the pointer of their message. */
  readonly fieldCounts: ReadonlyMap<string, number>;
}

type BlockKind = 'file' | 'message' | 'enum' | 'service' | 'oneof' | 'extend' | 'other';

/** A group whose end is not known before its block closes. */
type GroupDraft = { -readonly [K in keyof OutlineGroup]: OutlineGroup[K] };

interface Block {
  readonly kind: BlockKind;
  /** Of what is defined inside: a oneof and an `extend` add nothing to it. */
  readonly pointer: string;
  readonly group?: GroupDraft;
  /** Groups whose messages have no place in this block. */
  readonly inside?: GroupDraft[];
}

interface Scan {
  readonly places: Map<string, Stretch>;
  readonly defaults: Map<string, readonly Token[]>;
  readonly imports: OutlineImport[];
  readonly groups: GroupDraft[];
  readonly blocks: Block[];
  readonly fieldCounts: Map<string, number>;
}

/** Deeper than the parser goes: what lies below needs no place. */
const DEEPEST = 64;
const TOO_DEEP: Block = { kind: 'other', pointer: '' };

const OPENERS: Readonly<Record<string, BlockKind>> = {
  message: 'message',
  enum: 'enum',
  service: 'service',
  oneof: 'oneof',
};

/** Finds every definition in the tokens of a file; a broken file gives what can be told, and never an error. */
export function outlineOf(tokens: readonly Token[]): Outline {
  const scan: Scan = {
    places: new Map(),
    defaults: new Map(),
    imports: [],
    groups: [],
    blocks: [],
    fieldCounts: new Map(),
  };
  scan.blocks.push({ kind: 'file', pointer: '' });
  let at = 0;
  while (at < tokens.length) {
    const text = tokens[at]?.text;
    if (text === '}') closeBlock(scan, tokens[at] as Token);
    if (text === '}' || text === ';') at++;
    else at = readStatement(scan, tokens, at);
  }
  return scan;
}

function closeBlock(scan: Scan, brace: Token): void {
  if (scan.blocks.length === 1) return;
  const block = scan.blocks.pop();
  if (block?.group) block.group.body = { start: block.group.body.start, end: brace.end };
  for (const group of block?.inside ?? []) group.outside = brace.end;
}

/** Reads up to the `;` or `{` that ends the statement, and gives the index behind it. */
function readStatement(scan: Scan, tokens: readonly Token[], from: number): number {
  const isOption = tokens[from]?.text === 'option' && tokens[from + 1]?.text !== '=';
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const text = tokens[at]?.text;
    if (text === '[' || (text === '{' && (depth > 0 || isOption))) depth++;
    else if (depth > 0 && (text === ']' || text === '}')) depth--;
    else if (depth > 0) continue;
    else if (text === '}') return at;
    else if (text === ';' || text === '{') {
      takeStatement(scan, tokens.slice(from, at + 1));
      return at + 1;
    }
  }
  return tokens.length;
}

function takeStatement(scan: Scan, statement: readonly Token[]): void {
  const block = scan.blocks.length > DEEPEST ? TOO_DEEP : (scan.blocks.at(-1) as Block);
  const opens = statement.at(-1)?.text === '{';
  if (opens) scan.blocks.push(openBlock(scan, block, statement));
  else takeLine(scan, block, statement);
}

function openBlock(scan: Scan, block: Block, statement: readonly Token[]): Block {
  if (block === TOO_DEEP) return TOO_DEEP;
  const words = statement[0]?.text === 'export' || statement[0]?.text === 'local' ? statement.slice(1) : statement;
  const first = words[0]?.text ?? '';
  const name = words[1];
  if (first === 'extend') return { kind: 'extend', pointer: block.pointer, inside: [] };
  const kind = Object.hasOwn(OPENERS, first) ? OPENERS[first] : undefined;
  if (kind && name && words.length === 3) {
    const pointer = `${block.pointer}/${name.text}`;
    scan.places.set(pointer, { start: name.start, end: name.end });
    return kind === 'oneof' ? { kind, pointer: block.pointer, inside: [] } : { kind, pointer };
  }
  const group = groupOf(block, statement);
  if (group) return openGroup(scan, block, group);
  takeLine(scan, block, statement);
  return { kind: 'other', pointer: '' };
}

function openGroup(scan: Scan, block: Block, group: GroupDraft): Block {
  block.inside?.push(group);
  scan.groups.push(group);
  const pointer = `${block.pointer}/${group.name}`;
  scan.places.set(pointer, group.head);
  scan.places.set(group.pointer, group.head);
  return { kind: 'message', pointer, group };
}

function groupOf(block: Block, statement: readonly Token[]): GroupDraft | undefined {
  const isField = block.kind === 'message' || block.kind === 'oneof' || block.kind === 'extend';
  const at = statement[0]?.text === 'group' ? 0 : 1;
  const [word, name, equals] = statement.slice(at);
  const brace = statement.at(-1);
  if (!isField || word?.text !== 'group' || equals?.text !== '=' || !name || !brace) return undefined;
  return {
    label: at === 1 ? (statement[0]?.text ?? '') : '',
    name: name.text,
    pointer: `${block.pointer}/${name.text.toLowerCase()}`,
    head: { start: statement[0]?.start ?? 0, end: brace.start },
    tail: { start: equals.start, end: brace.start },
    body: { start: brace.start, end: brace.end },
  };
}

function takeLine(scan: Scan, block: Block, statement: readonly Token[]): void {
  const first = statement[0]?.text;
  const end = statement.at(-1)?.text === '{' ? statement.at(-2)?.end : statement.at(-1)?.end;
  const stretch = { start: statement[0]?.start ?? 0, end: end ?? 0 };
  if (block.kind === 'file' && first === 'import') takeImport(scan, statement, stretch);
  else if (block.kind === 'file' && first === 'package') scan.places.set('', stretch);
  else if (block.kind === 'service' && first === 'rpc') {
    scan.places.set(`${block.pointer}/${statement[1]?.text}`, stretch);
  } else takeNumbered(scan, block, statement, stretch);
}

/** A field or an enum value: the word in front of the first `=` is its name. */
function takeNumbered(scan: Scan, block: Block, statement: readonly Token[], stretch: Stretch): void {
  const equals = statement.findIndex((token) => token.text === '=');
  const isValue = block.kind === 'enum' && equals === 1;
  const isField = equals >= 2 && (block.kind === 'message' || block.kind === 'oneof' || block.kind === 'extend');
  if (!isValue && (!isField || statement[0]?.text === 'option')) return;
  const pointer = `${block.pointer}/${statement[equals - 1]?.text}`;
  scan.places.set(pointer, stretch);
  if (isField) scan.fieldCounts.set(block.pointer, (scan.fieldCounts.get(block.pointer) ?? 0) + 1);
  const given = isField ? defaultOf(statement, equals) : undefined;
  if (given) scan.defaults.set(pointer, given);
}

/** The tokens after `default =` in the brackets of a field, up to the comma or bracket behind. */
function defaultOf(statement: readonly Token[], from: number): readonly Token[] | undefined {
  let depth = 0;
  for (let at = from; at < statement.length; at++) {
    const text = statement[at]?.text ?? '';
    if (text === '[' || text === '{') depth++;
    else if (text === ']' || text === '}') depth--;
    const starts = depth === 1 && (statement[at - 1]?.text === '[' || statement[at - 1]?.text === ',');
    if (!starts || text !== 'default' || statement[at + 1]?.text !== '=') continue;
    const behind = statement.findIndex(
      (token, index) => index > at + 1 && token.kind === 'sign' && (token.text === ',' || token.text === ']'),
    );
    return statement.slice(at + 2, behind);
  }
  return undefined;
}

function takeImport(scan: Scan, statement: readonly Token[], stretch: Stretch): void {
  const path = statement.filter((token) => token.kind === 'string').map((token) => token.text.slice(1, -1));
  scan.imports.push({ ...stretch, path: path.join(''), isPublic: statement[1]?.text === 'public' });
}
