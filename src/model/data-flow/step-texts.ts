import { parseDuration } from '../build/parse-duration.js';

/** A path as it is written: a message or a variable, and fields below it. */
export interface PathText {
  readonly kind: 'path';
  readonly root: string;
  readonly path: readonly string[];
}

/** How long a `wait` is: a time, or a path with a time on top of it in milliseconds. */
export type WaitText = { readonly kind: 'duration'; readonly ms: number } | (PathText & { readonly plusMs: number });

/** What a `forEach` goes over: a number of rounds, or a path to a list or a number. */
export type ItemsText = { readonly kind: 'count'; readonly count: number } | PathText;

const PATH = /^([A-Za-z_]\w*(?:@\d+)?)((?:\.[A-Za-z_]\w*)*)$/;

/** Reads `1m`, `Started.date` or `Started.date + 1d`; undefined where the text is none of them. */
export function readWait(text: string): WaitText | undefined {
  const ms = parseDuration(text);
  if (ms !== undefined) return { kind: 'duration', ms };
  const [base = '', plus = '0ms', ...rest] = text.split('+').map((part) => part.trim());
  const [path, plusMs] = [readPathText(base), parseDuration(plus)];
  return path && plusMs !== undefined && rest.length === 0 ? { ...path, plusMs } : undefined;
}

/** Reads `3` or `Started.lines`; undefined where the text is neither. */
export function readItems(text: string): ItemsText | undefined {
  return /^\d+$/.test(text) ? { kind: 'count', count: Number(text) } : readPathText(text.trim());
}

function readPathText(text: string): PathText | undefined {
  const [, root, rest = ''] = PATH.exec(text) ?? [];
  return root === undefined ? undefined : { kind: 'path', root, path: rest.split('.').slice(1) };
}
