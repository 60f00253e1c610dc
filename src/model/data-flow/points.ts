import type { NameRef } from '../element.js';
import type { ForEachStep, Guard, Mapping, Step, WaitStep } from '../saga.js';
import type { ValueType } from '../values/value-type.js';
import type { Seen } from './seen.js';

/** A place where the saga fills a message: a command that it sends, or an event that it ends with. */
export interface DataPoint {
  readonly use: 'do' | 'check' | 'undo' | 'complete' | 'abort';
  /** The step that sends the command; none for the saga's own events. */
  readonly step?: Step;
  readonly message: NameRef;
  readonly with: readonly Mapping[];
  readonly seen: Seen;
}

/** A guard and what has been seen where it is asked. */
export interface GuardPoint {
  readonly guard: Guard;
  readonly step: Step;
  readonly seen: Seen;
}

/** A pause or a loop, which read one value when they are reached. */
export type ReadPoint =
  | { readonly step: WaitStep; readonly seen: Seen }
  /** `item` is what each round is handed: an item of the list, or the number of the round. */
  | { readonly step: ForEachStep; readonly seen: Seen; readonly item: ValueType };

/** How the data of a saga moves; everything in the order in which it is written. */
export interface DataFlow {
  readonly points: readonly DataPoint[];
  readonly guards: readonly GuardPoint[];
  readonly reads: readonly ReadPoint[];
  /** What has been seen where each step begins, its guard having held. */
  readonly reached: ReadonlyMap<Step, Seen>;
  /** Every message that the saga can ever see, oldest first. */
  readonly everything: readonly string[];
}
