import type { CommandAnswer } from '../worker/types.js';

/** What a participant remembers of a command: its answer, or that it must not happen any more. */
export type RememberedAnswer =
  | { readonly kind: 'answered'; readonly answer: CommandAnswer }
  /** Its undo was there first. */
  | { readonly kind: 'refused' };

/**
 * Answers by idempotency key, so that a command that comes again has no second effect. One that is kept in the
 * participant's own database, in the transaction of the effect, survives crashes as well.
 */
export interface AnswerMemory {
  find(key: string): Promise<RememberedAnswer | undefined>;
  /** What is remembered already stays. */
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
      if (answers.has(key)) return;
      answers.set(key, answer);
      const [oldest] = answers.keys();
      if (answers.size > capacity && oldest !== undefined) answers.delete(oldest);
    },
  };
}
