/**
 * Every place where a worker can die between two effects. Tests stop a worker at each of them, and the command line
 * uses them to kill its own process.
 */
export const crashPoints = [
  /** A transition is decided; nothing of it is written. */
  'transition:before-commit',
  /** The transition is written; nothing of it was acted on. */
  'transition:after-commit',
  /** A command is about to be handed to its participant. */
  'participant:before-call',
  /** The participant has answered; the answer is not written. */
  'participant:after-call',
  /** A timer is due and about to be applied. */
  'timer:before-fire',
  /** An event is about to be published. */
  'publish:before',
  /** The event is published; its outbox row is still there. */
  'publish:after',
  'alert:before',
  'alert:after',
] as const;

export type CrashPoint = (typeof crashPoints)[number];

/** Where exactly the worker stands. `step` and `direction` are missing where no step is concerned. */
export interface CrashContext {
  readonly instance: string;
  readonly step?: string;
  readonly direction?: 'do' | 'undo';
  readonly attempt?: number;
  /** Types of the journal entries of the transition at hand. */
  readonly entries?: readonly string[];
}

/** Called at every crash point; what it throws ends the worker on the spot, as a killed process would. */
export type CrashHook = (point: CrashPoint, context: CrashContext) => void;
