import { lineEnd, lineStart } from './layout.js';

/** A comment from its `#` to the end of the line. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  /** Nothing but white space stands before it on its line. */
  readonly ownLine: boolean;
}

interface Scanner {
  readonly text: string;
  readonly comments: Comment[];
  at: number;
  /** How many braces and brackets are open. */
  depth: number;
  /** What comes next begins a token; inside plain text, quotes and `|` are just text. */
  fresh: boolean;
  /** A quoted token ended right here: in braces a `:` then needs no space. */
  afterQuote: boolean;
  /** Column of the token that is being read. */
  token: number;
  /** Column of an anchor or tag that stands before the token on its line. */
  property: number | undefined;
  /** Column of the innermost key or dash: deeper lines belong to it. */
  parent: number;
}

/** Every comment of a YAML text, in order; a `#` inside quotes, block scalars or words is none. Reads broken YAML too. */
export function findComments(text: string): readonly Comment[] {
  const scanner: Scanner = {
    text,
    comments: [],
    at: 0,
    depth: 0,
    fresh: true,
    afterQuote: false,
    token: 0,
    property: undefined,
    parent: -1,
  };
  while (scanner.at < text.length) step(scanner);
  return scanner.comments;
}

function step(scanner: Scanner): void {
  const { text, at } = scanner;
  const character = text.charAt(at);
  const afterQuote = scanner.afterQuote;
  scanner.afterQuote = false;
  if (character === '\n') newLine(scanner);
  else if (/\s/.test(character)) scanner.at++;
  else if (character === '#' && (at === 0 || /\s/.test(text.charAt(at - 1)))) takeComment(scanner);
  else if (character === ':' && isIndicator(scanner, afterQuote)) takeColon(scanner);
  else if (scanner.depth > 0 && ',[]{}'.includes(character)) takeBracket(scanner, character);
  else if (scanner.fresh) startToken(scanner, character);
  else scanner.at++;
}

/** A plain text goes on in the next line when that line is deeper than its key; else a token begins there. */
function newLine(scanner: Scanner): void {
  scanner.at++;
  scanner.property = undefined;
  if (scanner.depth > 0 || scanner.fresh) return;
  const indent = /^ */.exec(scanner.text.slice(scanner.at, lineEnd(scanner.text, scanner.at)))?.[0].length ?? 0;
  const isBlank = /^\s*$/.test(scanner.text.slice(scanner.at, lineEnd(scanner.text, scanner.at)));
  if (!isBlank && indent <= scanner.parent) scanner.fresh = true;
}

function takeComment(scanner: Scanner): void {
  const { text, at } = scanner;
  const end = lineEnd(text, at);
  scanner.comments.push({ start: at, end, ownLine: text.slice(lineStart(text, at), at).trim() === '' });
  scanner.at = end;
  scanner.fresh = true;
}

function takeColon(scanner: Scanner): void {
  if (scanner.depth === 0) scanner.parent = scanner.token;
  scanner.fresh = true;
  scanner.at++;
}

function takeBracket(scanner: Scanner, character: string): void {
  if (character === '[' || character === '{') scanner.depth++;
  else if (character === ']' || character === '}') scanner.depth--;
  scanner.fresh = character !== ']' && character !== '}';
  scanner.afterQuote = !scanner.fresh;
  scanner.at++;
}

function startToken(scanner: Scanner, character: string): void {
  const { text, at } = scanner;
  const column = at - lineStart(text, at);
  if ((character === '-' || character === '?') && followedBySpace(text, at)) {
    scanner.parent = column;
    scanner.token = column;
    scanner.at++;
  } else if (column === 0 && /^---(\s|$)/.test(text.slice(at, at + 4))) {
    scanner.parent = -1;
    scanner.at += 3;
  } else if (character === '&' || character === '!' || character === '*') {
    skipProperty(scanner, column, character === '*');
  } else {
    scanner.token = scanner.property ?? column;
    scanner.property = undefined;
    startValue(scanner, character);
  }
}

function startValue(scanner: Scanner, character: string): void {
  const { text, at } = scanner;
  scanner.fresh = false;
  if (character === '"' || character === "'") {
    scanner.at = endOfQuoted(text, at, character);
    scanner.afterQuote = true;
  } else if (character === '[' || character === '{') takeBracket(scanner, character);
  else if ((character === '|' || character === '>') && scanner.depth === 0) takeBlockScalar(scanner);
  else scanner.at++;
}

/** Skips an anchor, a tag or an alias; only after an alias is the token complete. */
function skipProperty(scanner: Scanner, column: number, isAlias: boolean): void {
  const rest = /[^\s]*/y;
  const inFlow = /[^\s,[\]{}]*/y;
  const pattern = scanner.depth > 0 ? inFlow : rest;
  pattern.lastIndex = scanner.at;
  scanner.at += Math.max(1, pattern.exec(scanner.text)?.[0].length ?? 1);
  if (!isAlias) {
    scanner.property ??= column;
    return;
  }
  scanner.token = column;
  scanner.fresh = false;
}

function takeBlockScalar(scanner: Scanner): void {
  const { text, at } = scanner;
  const end = lineEnd(text, at);
  const header = /^[|>]([-+]?)([1-9]?)[-+]?(?:[ \t]+(#.*))?[ \t]*$/.exec(text.slice(at, end));
  if (!header) {
    scanner.at++;
    return;
  }
  const comment = header[3];
  if (comment !== undefined) scanner.comments.push({ start: end - comment.length, end, ownLine: false });
  scanner.at = endOfBlockScalar(text, end, scanner.parent, Number(header[2] ?? 0));
  scanner.fresh = true;
}

/** The content goes on as long as lines are blank or as deep as its first line (or its explicit indentation) says. */
function endOfBlockScalar(text: string, headerEnd: number, parent: number, explicit: number): number {
  let indent = explicit > 0 ? Math.max(parent, 0) + explicit : undefined;
  let at = headerEnd;
  for (;;) {
    const start = text.indexOf('\n', at) + 1;
    if (start === 0) return text.length;
    const line = text.slice(start, lineEnd(text, start));
    const depth = line.length - line.trimStart().length;
    if (line.trim() !== '') {
      indent ??= depth > parent ? depth : Number.POSITIVE_INFINITY;
      if (depth < indent) return start;
    }
    at = lineEnd(text, start);
  }
}

function endOfQuoted(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== "'") return at + 1;
      at++;
    }
  }
  return text.length;
}

function isIndicator({ text, at, depth }: Scanner, afterQuote: boolean): boolean {
  if (followedBySpace(text, at)) return true;
  return depth > 0 && (afterQuote || ',[]{}'.includes(text.charAt(at + 1)));
}

function followedBySpace(text: string, at: number): boolean {
  return at + 1 >= text.length || /\s/.test(text.charAt(at + 1));
}
