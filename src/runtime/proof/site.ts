import type { SagaState } from '../saga/state.js';
import type { Evidence } from './evidence.js';

/** What the database of a store shows to somebody who knows its tables. */
export type StoreEvidence = Pick<Evidence, 'definitions' | 'instances' | 'leftovers'>;

/** How much there is still to do. */
export interface Unfinished {
  /** Instances that have not ended. */
  readonly states: readonly SagaState[];
  readonly notices: number;
  readonly mail: number;
}

/** Something that is done to the server while everything runs. */
export interface Disturbance {
  readonly name: string;
  /** Resolves when the server works again. */
  act(): Promise<void>;
}

/** A store with all that a proof needs of it. */
export interface Site {
  readonly name: string;
  /** For `openStore`. */
  readonly address: string;
  readonly disturbances: readonly Disturbance[];
  unfinished(): Promise<Unfinished>;
  read(): Promise<StoreEvidence>;
  remove(): Promise<void>;
}
