import { isReservedInGuards } from './guard-environment.js';
import type { TextRange } from './span-inside.js';
import { statementTokens, type StatementToken as Token } from './statement-tokens.js';

/** A statement in CEL. */
export interface StatementCel {
  readonly cel: string;
  /** The part of the statement that a part of the CEL was made of. */
  sourceOf(range: TextRange): TextRange;
}

/**
 * Turns a statement into CEL: `and`, `or`, `not` and `without` become operators, and each of `names` that stands alone
 * becomes the question whether it has happened. Texts in quotes stay as they are.
 */
export function statementToCel(text: string, names: ReadonlySet<string>): StatementCel {
  const pieces = piecesOf(statementTokens(text), text.length, names);
  return { cel: pieces.map(({ cel }) => cel).join(''), sourceOf: (range) => sourceOf(pieces, range) };
}

/** A bit of CEL with the part of the statement that it stands for. */
interface Piece {
  readonly cel: string;
  readonly start: number;
  readonly end: number;
}

function piecesOf(tokens: readonly Token[], end: number, names: ReadonlySet<string>): readonly Piece[] {
  const pieces: Piece[] = [];
  /** How many negations wait for their end, by depth of brackets. */
  const open = [0];
  const closeNegations = (at: number, before: Token | undefined) => {
    const cel = isNegation(before) ? '' : ')'.repeat(open.at(-1) ?? 0);
    pieces.push({ cel, start: at, end: at });
    open[open.length - 1] = 0;
  };
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    if (before !== undefined && before.end < token.start)
      pieces.push({ cel: ' ', start: before.end, end: token.start });
    if (endsNegation(token)) closeNegations(token.start, before);
    if (isBracket(token, ')]}') && open.length > 1) open.pop();
    if (isBracket(token, '([{')) open.push(0);
    if (isNegation(token)) open.push((open.pop() ?? 0) + 1);
    const cel = celOf(token, before, tokens[index + 1], names);
    pieces.push({ cel, start: token.start, end: token.end });
  }
  closeNegations(end, tokens.at(-1));
  return pieces;
}

function celOf(token: Token, before: Token | undefined, after: Token | undefined, names: ReadonlySet<string>): string {
  if (token.kind === 'word') return CEL_OF_WORD[token.text] ?? token.text;
  if (!isQuestion(token, before, after, names)) return token.text;
  return token.text.includes('@') ? `("${token.text}" in happened)` : `has(happened.${token.text})`;
}

/** A name of which nothing is read. */
function isQuestion(
  { kind, text }: Token,
  before: Token | undefined,
  after: Token | undefined,
  names: ReadonlySet<string>,
): boolean {
  if (kind !== 'name' || isReservedInGuards(text)) return false;
  // CEL cannot write the name of an older version in any other way.
  if (!names.has(text) && !text.includes('@')) return false;
  return before?.text !== '.' && !(after && ['.', '[', '('].includes(after.text));
}

/** A negation holds for all that follows up to the next word, as in `not Order.total > 100`, so it gets a bracket. */
const CEL_OF_WORD: Readonly<Record<string, string>> = { and: '&&', or: '||', not: '!(', without: '&& !(' };

function isNegation(token: Token | undefined): boolean {
  return token?.kind === 'word' && (token.text === 'not' || token.text === 'without');
}

function endsNegation(token: Token): boolean {
  if (token.kind === 'word') return token.text !== 'not';
  return token.kind === 'sign' && ['&&', '||', '?', ':', ',', ')', ']', '}'].includes(token.text);
}

function isBracket(token: Token, brackets: string): boolean {
  return token.kind === 'sign' && brackets.includes(token.text);
}

function sourceOf(pieces: readonly Piece[], range: TextRange): TextRange {
  const start = placeOf(pieces, range.start);
  return { start: start.start, end: Math.max(start.start, placeOf(pieces, Math.max(range.start, range.end - 1)).end) };
}

/** The piece at a place in the CEL; behind the last one, the end of the statement. */
function placeOf(pieces: readonly Piece[], at: number): TextRange {
  let from = 0;
  for (const piece of pieces) {
    from += piece.cel.length;
    if (at < from) return piece;
  }
  const end = pieces.at(-1)?.end ?? 0;
  return { start: end, end };
}
