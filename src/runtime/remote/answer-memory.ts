import type { CommandAnswer } from '../worker/types.js';

/** What a participant remembers of a command: its answer, or that it must not happen any more. */
export type RememberedAnswer =
  /** `upTo`: a failure speaks for the attempts until this one, a later one may end otherwise; a success has none. */
  | { readonly kind: 'answered'; readonly answer: CommandAnswer; readonly upTo?: number }
  /** Its undo was there first. */
  | { readonly kind: 'refused' };

/**
 * Answers by idempotency key, so that a command that comes again has no second effect. One that is kept in the
 * participant's own database, in the transaction of the effect, survives crashes as well.
 */
export interface AnswerMemory {
  find(key: string): Promise<RememberedAnswer | undefined>;
  /** A refusal or a success that is remembered already stays; a failure makes way. */
  remember(key: string, answer: RememberedAnswer): Promise<void>;
}

/** How many answers are remembered by default. */
const DEFAULT_CAPACITY = 100_000;

/** A memory in this process, which forgets the oldest answers when it is full, and all of them with the process. */
export function createAnswerMemory(capacity = DEFAULT_CAPACITY): AnswerMemory {
  const answers = new Map<string, RememberedAnswer>();
  return {
    find: async (key) => answers.get(key),
    async remember(key, answer) {
      if (speaksForAll(answers.get(key))) return;
      answers.set(key, answer);
      const [oldest] = answers.keys();
      if (answers.size > capacity && oldest !== undefined) answers.delete(oldest);
    },
  };
}

function speaksForAll(known: RememberedAnswer | undefined): boolean {
  return known !== undefined && (known.kind === 'refused' || known.upTo === undefined);
}
