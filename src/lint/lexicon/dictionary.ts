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
const MORE_VERBS = `
abandon alert allow appear archive attempt ban blacklist block bounce breach calculate categorize choose claim classify clone comment compare compress configure contact copy
correct customize cycle deactivate decide decline decrease decrement delay demote determine disable discard disconnect discount display draft dump duplicate
edit eject eliminate email emit enable ensure enter estimate evaluate exceed exclude expire explore extract fetch filter flag flush forward gather
get guess hide highlight ignore illustrate increment inform initialize initiate inquire intercept invalidate investigate isolate join kick label lapse lock log
look lower maintain manage mark miss monitor move mute name negotiate nominate note object observe opt pause persist place plan poll
process prune resign resume retire remind represent reveal remain retain refresh repeat purge query raise rank react reach reassess recalculate recommend reconsider reduce reject rename reorder report request require review
revise save say search select share shrink shortlist sign skip snooze split start stop store stream submit suggest summarize suspend tag take terminate tip toggle touch
trace track trash try tune unassign unblock undo unlink unload unpublish unsubscribe use view vote wait walk warn watch weigh welcome
`;

const knownVerbs: ReadonlySet<string> = new Set([
  ...fallibleVerbs,
  ...plainVerbs,
  ...factVerbs,
  ...lightVerbs,
  ...reversalVerbs,
  ...irregularVerbs.keys(),
  ...[...verbNouns.keys()].map((verb) => verb.split(' ')[0] ?? verb),
  ...MORE_VERBS.trim().split(/\s+/),
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
