import type { CompiledStatement } from '../../compile/compile-statements.js';
import type { Catalog, SagaDef } from '../../model/index.js';
import type { decide } from '../../runtime/saga/decide.js';
import type { SagaPlan } from '../../runtime/saga/plan.js';
import type { Samples } from './samples.js';

/** The functions that are explored: those of production, or broken ones that a test puts in their place. */
export interface Engine {
  readonly decide: typeof decide;
}

/** What does not change while a saga is explored. */
export interface SagaSetting {
  readonly catalog: Catalog;
  readonly saga: SagaDef;
  readonly plan: SagaPlan;
  readonly engine: Engine;
  /** What the saga's own YAML says must always, never or finally be. */
  readonly statements: readonly CompiledStatement[];
  readonly samples: Samples;
  /** Commands that do their work again when they are delivered again. */
  readonly repeating: ReadonlySet<string>;
  /** Steps, by name, whose effect may stay when the saga unwinds. */
  readonly kept: ReadonlySet<string>;
  /** Steps, by name, whose undo takes back something else. */
  readonly crossed: ReadonlySet<string>;
  /**
   * `free`: everybody may be as slow as they like, so timers run out in every order that is possible at all. `real`: time
   * passes only when a timer runs out, and the next one is the next: what a worker on one clock does.
   */
  readonly time: 'free' | 'real';
  /**
   * Whether states and orders that make no difference are taken for one. Without it nothing is: for tests that what is left
   * out makes none.
   */
  readonly reduced: boolean;
}

/** When every simulation begins, in milliseconds since 1970. */
export const START_TIME = Date.parse('2026-01-01T12:00:00Z');
