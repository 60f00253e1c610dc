import { compareText, type Diagnostic } from '../diagnostics/index.js';
import { counted } from '../model/grouped.js';

/** What a finding says, without its place and wording: it stays the same when files are moved and messages reworded. */
export interface FindingKey {
  readonly rule: string;
  /** The definition it is about, such as `command CapturePayment`; empty where it is about none. */
  readonly element: string;
  /** Names and numbers of the message but that of the definition itself, sorted, each once. */
  readonly arguments: readonly string[];
}

/** A name in backquotes, or a number with its unit. */
const ARGUMENT = /`([^`]+)`|(?<![\w.])(\d+(?:\.\d+)*[a-z%]*)/gi;

/** The key of a finding. */
export function keyOf({ code, element = '', message }: Diagnostic): FindingKey {
  const own = element.slice(element.indexOf(' ') + 1);
  const found = [...message.matchAll(ARGUMENT)].map((match) => match[1] ?? match[2] ?? '');
  const names = new Set(found.filter((name) => name !== own));
  return { rule: code, element, arguments: [...names].sort(compareText) };
}

/** A key as a text that is equal for equal keys, and sorts by rule, element and arguments. */
export function keyText({ rule, element, arguments: names }: FindingKey): string {
  return JSON.stringify([rule, element, ...names]);
}

/** How often each key was found. */
export type KeyCounts = ReadonlyMap<string, number>;

/** Counts findings by key. */
export function countKeys(findings: readonly Diagnostic[]): KeyCounts {
  return counted(findings.map((finding) => keyText(keyOf(finding))));
}

/** The findings that go beyond what is known: of a key that is known twice, all but two, the first ones being taken for those. */
export function beyondKnown(findings: readonly Diagnostic[], known: KeyCounts): readonly Diagnostic[] {
  const left = new Map(known);
  return findings.filter((finding) => {
    const key = keyText(keyOf(finding));
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}
