import type { JsonObject } from '../../runtime/json.js';
import type { CommandMessage } from '../../runtime/saga/effects.js';
import type { Choice } from '../explore/model.js';
import type { Straggler } from './world.js';

/** A command that is out is answered. */
export interface AnswerMove extends Choice {
  readonly kind: 'answer';
  readonly message: CommandMessage;
  readonly event: string;
  readonly data: JsonObject;
  /** A failure that has left something behind. */
  readonly leaves?: true;
  /** The same answer comes once more, later. */
  readonly twice?: true;
  /** A failure that is worth another attempt is the answer to all of them. */
  readonly always?: true;
}

/** What became of a command whose answer does not come in time. */
export type Fate =
  /** It was carried out, and its answer is late or lost. `soon`: it comes just after it was given up. */
  | {
      readonly kind: 'done';
      readonly event: string;
      readonly data: JsonObject;
      readonly leaves?: true;
      readonly soon?: true;
    }
  /** Nobody has carried it out: it is late or lost itself. */
  | { readonly kind: 'underway' };

/** An attempt, or each one from now on, gets no answer in time. */
export interface LoseMove extends Choice {
  readonly kind: 'lose';
  readonly message: CommandMessage;
  readonly fate: Fate;
  /** Nobody answers any more, however often they are asked. */
  readonly forGood: boolean;
}

/** The participant refuses for good what its undo or a check has overtaken, and has no event for it. */
export interface ThrowMove extends Choice {
  readonly kind: 'throw';
  readonly message: CommandMessage;
}

/** The orchestrator dies after a command was carried out and before it has written down the answer. */
export interface CrashMove extends Choice {
  readonly kind: 'crash';
  readonly message: CommandMessage;
  readonly event: string;
  readonly data: JsonObject;
}

/** A straggler arrives. */
export interface ArriveMove extends Choice {
  readonly kind: 'arrive';
  readonly straggler: Straggler;
}

/** A timer runs out. */
export interface TimerMove extends Choice {
  readonly kind: 'timer';
  readonly owner: string;
  readonly timer: 'retry' | 'attempt' | 'await' | 'wait' | 'deadline';
  readonly step?: string;
}

/** An event of the outside comes. */
export interface EventMove extends Choice {
  readonly kind: 'event';
  readonly event: string;
  readonly data: JsonObject;
  readonly how: 'awaited' | 'refusal' | 'early' | 'again' | 'heard' | 'cancel' | 'too-late';
}

/** The start message comes, with one of the sets of data that make a difference. */
export interface BeginMove extends Choice {
  readonly kind: 'begin';
  readonly data: JsonObject;
}

/** Something that may happen next to an instance or in the world around it. */
export type SagaMove = BeginMove | AnswerMove | LoseMove | ThrowMove | CrashMove | ArriveMove | TimerMove | EventMove;
