import type { Span } from '../diagnostics/index.js';
import { spanAt } from '../diagnostics/index.js';
import { type Comment, findComments } from '../edit/index.js';
import { dayIn } from '../model/facts/days.js';

/** A `sagac-ignore` comment, read. */
export interface Ignore {
  /** The comment as written, from its `#` to the end of the line. */
  readonly span: Span;
  /** Nothing else stands on its line. */
  readonly ownLine: boolean;
  readonly scope: 'file' | 'here';
  /** What it silences: findings that begin in here. */
  readonly reach: Span;
  readonly rules: readonly string[];
  readonly reason: string | undefined;
  /** The last day on which it counts, as `2026-12-31`. */
  readonly until: string | undefined;
  /** What is wrong with it but a missing reason, as the rest of a sentence about it. */
  readonly problem: string | undefined;
}

const MARK = 'sagac-ignore';

/** The `sagac-ignore` comments of one file, in order. Files without the word are not scanned. */
export function readIgnores(file: string, text: string): readonly Ignore[] {
  if (!text.includes(MARK)) return [];
  return findComments(text).flatMap((comment) => readIgnore(file, text, comment) ?? []);
}

function readIgnore(file: string, text: string, comment: Comment): Ignore | undefined {
  const match = /^#+[ \t]*sagac-ignore(-file)?(?![\w-])(.*)$/.exec(text.slice(comment.start, comment.end).trimEnd());
  if (!match) return undefined;
  const scope = match[1] === undefined ? 'here' : 'file';
  const [head = '', ...rest] = (match[2] ?? '').split(/(?:^|\s)--(?:\s|$)/);
  const words = head.split(/[\s,]+/).filter((word) => word !== '');
  const rules = words.filter((word) => !word.startsWith('until='));
  const until = words.find((word) => word.startsWith('until='))?.slice('until='.length);
  const reason = rest.join(' -- ').trim();
  const ignore = { rules, until, reason: reason === '' ? undefined : reason };
  return {
    ...ignore,
    scope,
    span: spanAt(file, comment.start, comment.start + match[0].length),
    ownLine: comment.ownLine,
    reach: scope === 'file' ? spanAt(file, 0, text.length) : reachOf(file, text, comment),
    problem: problemOf(ignore),
  };
}

function problemOf({ rules, until, reason }: Pick<Ignore, 'rules' | 'until' | 'reason'>): string | undefined {
  if (rules.length === 0) return 'names no rule';
  if (until !== undefined && dayIn(until) !== until) return `has \`until=${until}\`, which is no date`;
  return reason?.includes(MARK) ? `holds a second \`${MARK}\`, which is only text` : undefined;
}

/** Behind a value: its line. On a line of its own: the key or item in the next line that has one, with all below it. */
function reachOf(file: string, text: string, comment: Comment): Span {
  if (!comment.ownLine) {
    const start = text.lastIndexOf('\n', comment.start - 1) + 1;
    return spanAt(file, start, comment.start);
  }
  let start = lineAfter(text, comment.start);
  while (start < text.length && isBlankOrComment(lineAt(text, start))) start = lineAfter(text, start);
  return spanAt(file, start, endOfBlock(text, start));
}

/** A block goes on over deeper lines, and over items at the very column of their key. */
function endOfBlock(text: string, start: number): number {
  const first = lineAt(text, start);
  const column = indentOf(first);
  const isItem = /^-( |$)/.test(first.slice(column));
  let end = lineAfter(text, start);
  while (end < text.length) {
    const line = lineAt(text, end);
    const indent = indentOf(line);
    const belongs = indent > column || (indent === column && !isItem && /^-( |$)/.test(line.slice(indent)));
    if (!isBlankOrComment(line) && !belongs) break;
    end = lineAfter(text, end);
  }
  return end;
}

function isBlankOrComment(line: string): boolean {
  return /^\s*(#|$)/.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function lineAt(text: string, start: number): string {
  return text.slice(start, lineAfter(text, start)).trimEnd();
}

function lineAfter(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at === -1 ? text.length : at + 1;
}
