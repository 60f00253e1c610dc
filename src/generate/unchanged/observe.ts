import { hash } from 'node:crypto';
import { join, posix, relative, sep } from 'node:path';
import { type Host, HostError } from '../../host.js';

/** The questions to a disk whose answers a run depends on. */
export const QUESTIONS = ['list', 'kind', 'real', 'read'] as const;

export type Question = (typeof QUESTIONS)[number];

/** A question that was asked, and what came of it as a line. */
export interface Observation {
  readonly question: Question;
  /** Absolute. */
  readonly path: string;
  readonly answer: string;
}

/** A host that takes note of all that is read through it, each question once. */
export function observe(host: Host): { readonly host: Host; readonly seen: ReadonlyMap<string, Observation> } {
  const seen = new Map<string, Observation>();
  const note = <T>(question: Question, path: string, ask: () => T, answerOf: (value: T) => string): T => {
    const key = `${question} ${path}`;
    const first = !seen.has(key);
    try {
      const value = ask();
      if (first) seen.set(key, { question, path, answer: answerOf(value) });
      return value;
    } catch (error) {
      if (first && error instanceof HostError) seen.set(key, { question, path, answer: refusal(error) });
      throw error;
    }
  };
  const observed: Host = {
    ...host,
    readBytes: (path) => note('read', path, () => host.readBytes(path), ofBytes),
    list: (path) => note('list', path, () => host.list(path), ofListing),
    kindOf: (path) => note('kind', path, () => host.kindOf(path), String),
    realPath: (path) => note('real', path, () => host.realPath(path), String),
  };
  return { host: observed, seen };
}

/** What the disk answers now. */
export function askAgain(host: Host, question: Question, path: string): string {
  try {
    switch (question) {
      case 'read':
        return ofBytes(host.readBytes(path));
      case 'list':
        return ofListing(host.list(path));
      case 'kind':
        return String(host.kindOf(path));
      case 'real':
        return host.realPath(path);
    }
  } catch (error) {
    if (error instanceof HostError) return refusal(error);
    throw error;
  }
}

/**
 * The observations as they are after a run that wrote into the folders `own` (absolute). Entries that came on the way to these
 * are no change, and the new folders among them are looked into from now on. Undefined where anything else came or went.
 */
export function afterWriting(
  host: Host,
  seen: Iterable<Observation>,
  own: readonly string[],
): readonly Observation[] | undefined {
  const result: Observation[] = [];
  const open = [...seen].reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { question, path, answer: before } = next;
    const isOwn = own.some((folder) => isOnTheWay(path, folder));
    const answer = question === 'list' || (question !== 'read' && isOwn) ? askAgain(host, question, path) : before;
    if (question !== 'list') {
      result.push({ question, path, answer });
      continue;
    }
    const old = new Set(linesOf(before));
    const came = linesOf(answer).filter((line) => !old.delete(line));
    const paths = came.map((line) => join(path, line.slice(line.indexOf(' ') + 1)));
    if (old.size > 0 || !paths.every((one) => own.some((folder) => isOnTheWay(one, folder)))) return undefined;
    result.push({ question, path, answer });
    for (const one of paths) if (!own.includes(one)) open.push({ question, path: one, answer: '' });
  }
  return result;
}

function isOnTheWay(path: string, folder: string): boolean {
  return path === folder || folder.startsWith(`${path}${sep}`);
}

function ofBytes(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}

function ofListing(entries: ReturnType<Host['list']>): string {
  return entries.map(({ name, kind }) => `${kind} ${name}`).join('\n');
}

function refusal(error: HostError): string {
  return `refused ${error.code}`;
}

/** A path as seen from a folder, with `/`. */
export function pathFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).join(posix.sep);
}

function linesOf(listing: string): readonly string[] {
  return listing === '' ? [] : listing.split('\n');
}
