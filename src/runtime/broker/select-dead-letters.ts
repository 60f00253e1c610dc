import { deadLetterFacts } from './dead-letter-facts.js';
import type { DeadLetter } from './operations.js';

/** Which letters are meant; what is not said is not asked for. */
export interface DeadLetterFilter {
  /** Positions, or ids of messages; an id names all letters that have it. */
  readonly names?: readonly string[];
  /** A part of the reason, in small or capital letters. */
  readonly reason?: string;
  /** Type of the message. */
  readonly type?: string;
  /** The group that could not take it. */
  readonly group?: string;
}

/** The letters that are meant, in their order. */
export function selectDeadLetters(letters: readonly DeadLetter[], filter: DeadLetterFilter): readonly DeadLetter[] {
  const { names, reason, type, group } = filter;
  const named = names && new Set(names.flatMap((name) => lettersCalled(letters, name)));
  return letters.filter((letter) => {
    const facts = deadLetterFacts(letter);
    return (
      (named === undefined || named.has(letter)) &&
      (type === undefined || letter.message.type === type) &&
      (group === undefined || facts.group === group) &&
      (reason === undefined || (facts.reason ?? '').toLowerCase().includes(reason.toLowerCase()))
    );
  });
}

/** The letter at a position, or else all whose message has this id. */
export function lettersCalled(letters: readonly DeadLetter[], name: string): readonly DeadLetter[] {
  const there = letters.filter(({ position }) => position === name);
  return there.length > 0 ? there : letters.filter(({ message }) => message.id === name);
}

/** Letters that are there for the same reason. */
export interface DeadLetterReason {
  /** The reason of the oldest; where the others differ in ids or numbers, with `…` in their place. */
  readonly reason: string;
  readonly count: number;
  /** Types of the messages, each once, sorted. */
  readonly types: readonly string[];
  readonly handlers: readonly string[];
  /** When the oldest came, where the broker knows. */
  readonly oldestAt?: number;
}

/** Why letters are there, most frequent reason first. */
export function deadLetterReasons(letters: readonly DeadLetter[]): readonly DeadLetterReason[] {
  const groups = new Map<string, DeadLetter[]>();
  for (const letter of letters) {
    const key = alike(deadLetterFacts(letter).reason ?? NO_REASON);
    groups.set(key, [...(groups.get(key) ?? []), letter]);
  }
  return [...groups].map(([key, all]) => reasonOf(key, all)).sort((a, b) => b.count - a.count);
}

/** Of a letter that does not say why it is there. */
export const NO_REASON = 'no reason is given';

function reasonOf(key: string, letters: readonly DeadLetter[]): DeadLetterReason {
  const facts = letters.map(deadLetterFacts);
  const texts = new Set(facts.map(({ reason = NO_REASON }) => reason));
  const [only = key] = texts;
  const times = letters.flatMap(({ at }) => at ?? []);
  const oldestAt = times.reduce((oldest, at) => Math.min(oldest, at), Number.POSITIVE_INFINITY);
  return {
    reason: texts.size === 1 ? only : key,
    count: letters.length,
    types: sorted(letters.map(({ message }) => message.type)),
    handlers: sorted(facts.flatMap(({ handler }) => handler ?? [])),
    ...(times.length > 0 && { oldestAt }),
  };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

/** Ids and numbers are what differs between failures of the same cause. */
function alike(reason: string): string {
  return reason.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '…').replace(/\b(?=\w*\d)[\w.:/-]+/g, '…');
}
