import type { SagaInput, StartInput } from '../saga/input.js';
import type { SagaPlan } from '../saga/plan.js';
import type { SagaState } from '../saga/state.js';
import type { Owner } from '../store.js';
import { createFifo, type Fifo } from './fifo.js';

type WithoutTime<Input> = Input extends unknown ? Omit<Input, 'now'> : never;

/** An input of an instance that exists; its time is that of its transition. */
export type InstanceInput = WithoutTime<Exclude<SagaInput, StartInput>>;

export interface Pending {
  readonly input: InstanceInput;
  /** The mail that it came as. */
  readonly mail?: string;
  /** Called when it is dealt with, one way or another. */
  readonly settled?: () => void;
}

/** An instance in a worker's hands. Its inputs are decided and written one after the other. */
export interface Held {
  readonly instance: string;
  readonly plan: SagaPlan;
  readonly owner: Owner;
  state: SagaState;
  readonly inputs: Fifo<Pending>;
  /** Ids of its commands that somebody works on, that wait for a place, or are on their way to the broker. */
  readonly atWork: Set<string>;
  busy: boolean;
  /** `let-go`: by this worker, nothing of it was left to do. `lost`: somebody else has it now. */
  standing: 'held' | 'let-go' | 'lost';
}

export function createHeld(plan: SagaPlan, state: SagaState, owner: Owner): Held {
  const { instance } = state;
  return { instance, plan, owner, state, inputs: createFifo(), atWork: new Set(), busy: false, standing: 'held' };
}
