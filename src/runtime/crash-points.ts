import type { JournalEntry } from './saga/journal.js';
import type { Direction } from './saga/state.js';

/**
 * Every place where a worker can die between two effects. Tests stop a worker at each of them, and the command line
 * uses them to kill its own process.
 */
export const crashPoints = [
  /** A lease was given; nothing is held by it. */
  'lease:after-register',
  /** A lease was prolonged. */
  'lease:after-renew',
  /** Instances were claimed; nothing was done with them. */
  'claim:after',
  /** A transition is decided; nothing of it is written. */
  'transition:before-commit',
  /** The same, for one that takes mail out of the box. */
  'mail:before-commit',
  /** The transition is written; nothing of it was acted on. */
  'transition:after-commit',
  /** A command is about to be handed to its participant. */
  'participant:before-call',
  /** The participant has answered; the answer is not written. */
  'participant:after-call',
  /** A command is about to be given to the broker. */
  'dispatch:before-publish',
  /** The broker has the command; that is not written. */
  'dispatch:after-publish',
  /** A command is about to start an instance. */
  'nested:before-start',
  /** The instance is started; that is not written in the one that started it. */
  'nested:after-start',
  /** Mail is about to be left for an instance. */
  'post:before',
  /** The mail is in the box; nobody has looked. */
  'post:after',
  /** An event is about to be published. */
  'publish:before',
  /** The event is published; its outbox row is still there. */
  'publish:after',
  'alert:before',
  'alert:after',
  /** Who started the instance is about to be told how it ended. */
  'answer:before',
  'answer:after',
  /** Instances and notices are about to be left to others. */
  'lease:before-resign',
] as const;

export type CrashPoint = (typeof crashPoints)[number];

/** Where exactly the worker stands; what does not concern it is missing. */
export interface CrashContext {
  readonly instance?: string;
  readonly step?: string;
  readonly direction?: Direction;
  readonly attempt?: number;
  /** Types of the journal entries of the transition at hand. */
  readonly entries?: readonly JournalEntry['type'][];
}

/** Called at every crash point; what it throws ends the worker on the spot, as a killed process would. */
export type CrashHook = (point: CrashPoint, context: CrashContext) => void;
