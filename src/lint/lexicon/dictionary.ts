import { factVerbs } from './fact-verbs.js';
import { type FailureKind, failurePhrases, failureWords } from './failure-words.js';
import { fallibleVerbs } from './fallible-verbs.js';
import { irregularVerbs } from './irregular-verbs.js';
import { plainVerbs } from './plain-verbs.js';
import { lightVerbs, reversalVerbs } from './verb-classes.js';
import { verbNouns } from './verb-nouns.js';

/** The words by which names are read. A catalog may have more of them than are built in: see `dictionaryWith`. */
export interface Dictionary {
  /** Base forms of verbs, in American spelling. */
  readonly verbs: ReadonlySet<string>;
  /** Past forms that only the catalog knows, with what they are forms of. */
  readonly pasts: ReadonlyMap<string, string>;
  /** Verbs of which the catalog says that they may go otherwise. */
  readonly fallible: ReadonlySet<string>;
  /** Verbs of which it says that they cannot. */
  readonly certain: ReadonlySet<string>;
  readonly failureWords: ReadonlyMap<string, readonly FailureKind[]>;
  /** Failures of two words. */
  readonly failurePhrases: ReadonlyMap<string, FailureKind>;
}

/** Verbs that commands and events use and no other table knows. */
const MORE_VERBS = ['bounce', 'breach'];

const knownVerbs: ReadonlySet<string> = new Set([
  ...fallibleVerbs,
  ...plainVerbs,
  ...factVerbs,
  ...lightVerbs,
  ...reversalVerbs,
  ...irregularVerbs.keys(),
  ...[...verbNouns.keys()].map((verb) => verb.split(' ')[0] ?? verb),
  ...MORE_VERBS,
]);

/** What every catalog knows. */
export const builtIn: Dictionary = {
  verbs: knownVerbs,
  pasts: new Map(),
  fallible: new Set(),
  certain: new Set(),
  failureWords,
  failurePhrases,
};
