import { sampleText } from '../../../../model/values/sample-text.js';
import type { Branch } from './branch.js';
import { lengthOf } from './evaluate.js';
import { NOT_FOUND, type Proposal, propose } from './outcome.js';
import { automatonOf } from './patterns.js';
import { type Automaton, automatonForText } from './text/automaton.js';
import { findText } from './text/find-text.js';

interface Wants {
  least: number;
  most: number;
  readonly found: Set<string>;
  readonly missing: Set<string>;
  readonly excluded: Set<string>;
}

/** Beyond the largest text column of common databases. */
const LONGEST = 100_000;
/** Up to this many texts, and of this length, are excluded in the search itself. */
const MOST_EXCLUDED = 40;
const LONGEST_EXCLUDED = 60;

/** Texts that a branch may have, or the proof that it has none. */
export function proposeTexts(branch: Branch): Proposal {
  const wants = wantsOf(branch);
  if (wants.least > wants.most) return { kind: 'none' };
  for (const pattern of wants.found) if (wants.missing.has(pattern)) return { kind: 'none' };
  if (wants.found.size === 0 && wants.missing.size === 0 && wants.excluded.size < MOST_EXCLUDED)
    return plainText(wants);
  return searchedText(wants);
}

function wantsOf({ passed, failed }: Branch): Wants {
  const wants: Wants = {
    least: 0,
    most: Number.POSITIVE_INFINITY,
    found: new Set(),
    missing: new Set(),
    excluded: new Set(),
  };
  for (const atom of passed) {
    if (atom.kind === 'pattern') wants.found.add(atom.pattern);
    else if (atom.kind === 'least' && atom.of === 'length') wants.least = Math.max(wants.least, Math.ceil(atom.value));
    else if (atom.kind === 'most' && atom.of === 'length') wants.most = Math.min(wants.most, Math.floor(atom.value));
  }
  for (const atom of failed) {
    if (atom.kind === 'pattern') wants.missing.add(atom.pattern);
    else if (atom.kind === 'least' && atom.of === 'length')
      wants.most = Math.min(wants.most, Math.ceil(atom.value) - 1);
    else if (atom.kind === 'most' && atom.of === 'length')
      wants.least = Math.max(wants.least, Math.floor(atom.value) + 1);
    else if (atom.kind === 'values')
      for (const value of atom.values) if (typeof value === 'string') wants.excluded.add(value);
  }
  return wants;
}

function plainText({ least, most, excluded }: Wants): Proposal {
  if (least > LONGEST) return { kind: 'unknown', why: 'a text of that length is too long to be tried' };
  if (most === 0) return excluded.has('') ? { kind: 'none' } : propose([''], true);
  for (const length of [least, least + 1]) {
    if (length > most) continue;
    for (const filler of FILLERS) {
      const text = filler.repeat(length);
      if (!excluded.has(text)) return propose([text]);
    }
  }
  return { kind: 'unknown', why: NOT_FOUND };
}

/** More than are excluded at most, so that one is always left. */
const FILLERS: readonly string[] = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];

function searchedText(wants: Wants): Proposal {
  const accepted = automataOf(wants.found);
  const refused = automataOf(wants.missing);
  const excluded = [...wants.excluded].filter((text) => text.length <= LONGEST_EXCLUDED).slice(0, MOST_EXCLUDED);
  const text = findText({
    accepted: accepted.known,
    refused: [...refused.known, ...excluded.map(automatonForText)],
    least: wants.least,
    most: wants.most,
  });
  if (text === 'none') return { kind: 'none' };
  const whole = accepted.all && refused.all && excluded.length === wants.excluded.size;
  const why = whole
    ? NOT_FOUND
    : 'one of the patterns looks around or back, or is too large to be compared with others';
  if (text !== 'unknown' && whole) return propose([text.text], false, why);
  return propose([...(text === 'unknown' ? [] : [text.text]), ...guesses(wants)], false, why);
}

function guesses({ found, least, most }: Wants): readonly string[] {
  const bounds = { minLength: least, ...(Number.isFinite(most) ? { maxLength: most } : {}) };
  const samples = [...found].map((pattern) => sampleText('text', { ...bounds, pattern }));
  const filler = 'a'.repeat(Math.min(Math.max(least, 1), LONGEST));
  return [...samples, filler, '', '0', 'A', ' ', '-', 'a1', 'a b'].filter((text) => lengthOf(text) <= most);
}

function automataOf(patterns: Iterable<string>): { readonly known: readonly Automaton[]; readonly all: boolean } {
  const known: Automaton[] = [];
  let all = true;
  for (const pattern of patterns) {
    const automaton = automatonOf(pattern);
    if (automaton) known.push(automaton);
    else all = false;
  }
  return { known, all };
}
