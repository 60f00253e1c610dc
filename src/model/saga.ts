import type { Span } from '../diagnostics/index.js';
import type { MapNode } from '../language/node.js';
import type { Duration, Element, NameRef } from './element.js';
import type { Call, RetryPolicy } from './message.js';
import type { JsonValue } from './type.js';

/** Where the value of a field comes from. */
export type ValueExpr =
  /** `Message.field.field`, or a bare loop variable or id. */
  | { readonly kind: 'path'; readonly root: string; readonly path: readonly string[]; readonly span: Span }
  | { readonly kind: 'now'; readonly span: Span }
  | { readonly kind: 'const'; readonly value: JsonValue; readonly span: Span }
  /** Picks by what went wrong: only in `undo.with` and `abort.with`. */
  | { readonly kind: 'cause'; readonly cases: readonly CauseCase[]; readonly span: Span };

/** `cause` is a failure or cancel event, `Command.timeout`, `timeout`, `deadline` or `else`. */
export interface CauseCase {
  readonly cause: NameRef;
  readonly value: ValueExpr;
}

export interface Mapping {
  readonly field: NameRef;
  readonly value: ValueExpr;
}

/** A condition in CEL, or `Name` / `not Name`. */
export interface Guard {
  readonly text: string;
  readonly span: Span;
}

/** When a statement counts: in every state, in none, or in every end. */
export type StatementKind = 'always' | 'never' | 'finally';

/** What an author says of every run of a saga or flow, over what has happened in it. */
export interface Statement {
  readonly kind: StatementKind;
  readonly text: string;
  readonly span: Span;
  /** Told to whoever breaks it. */
  readonly because?: string;
}

export interface Undo {
  readonly command: NameRef;
  readonly with: readonly Mapping[];
  readonly when?: Guard;
  /** The command's policy with the undo's own values over it. */
  readonly retry?: RetryPolicy;
  readonly timeout?: Duration;
  readonly span: Span;
}

interface StepBase {
  /** Identity within the saga: `name`, or the command or event; of groups and waits their position (`parallel-2`). */
  readonly name: string;
  readonly when?: Guard;
  readonly pivot: boolean;
  readonly optional: boolean;
  readonly span: Span;
  readonly node: MapNode;
}

/** What a failure (or `timeout`) leads to instead of unwinding. */
export interface FailureHandler {
  readonly on: NameRef;
  readonly steps: readonly Step[];
  readonly then: 'retry' | 'continue' | 'skip' | 'unwind';
  readonly rounds?: number;
}

export interface DoStep extends StepBase {
  readonly kind: 'do';
  readonly command: NameRef;
  readonly renamedFrom?: string;
  readonly with: readonly Mapping[];
  readonly undo?: Undo;
  readonly noUndo?: string;
  readonly check?: NameRef;
  readonly onFailure: readonly FailureHandler[];
}

/** `- undo: X` in first place: undoes what the start event already did. */
export interface UndoStep extends StepBase {
  readonly kind: 'undo';
  readonly undo: Undo;
}

export interface ParallelStep extends StepBase {
  readonly kind: 'parallel';
  readonly branches: readonly (readonly Step[])[];
}

export interface AwaitStep extends StepBase {
  readonly kind: 'await';
  readonly renamedFrom?: string;
  readonly events: readonly NameRef[];
  readonly failure: readonly NameRef[];
  readonly timeout?: Duration;
  readonly early: 'keep' | 'drop';
  readonly onFailure: readonly FailureHandler[];
}

export interface WaitStep extends StepBase {
  readonly kind: 'wait';
  /** A duration, or a path to a duration or time, perhaps with `+ 1d`. */
  readonly for: { readonly text: string; readonly span: Span };
  readonly until?: NameRef;
}

export interface ForEachStep extends StepBase {
  readonly kind: 'forEach';
  readonly items: { readonly text: string; readonly span: Span };
  /** The variable that holds what a round is about. */
  readonly as?: NameRef;
  readonly parallel: boolean;
  readonly until?: NameRef;
  readonly steps: readonly Step[];
}

export type Step = DoStep | UndoStep | ParallelStep | AwaitStep | WaitStep | ForEachStep;

/** An event that the saga ends with. */
export interface EndEvent {
  readonly event: NameRef;
  readonly with: readonly Mapping[];
}

export interface SagaDef extends Element<'saga'> {
  readonly version?: string;
  readonly service?: NameRef;
  /** An event, or a command of the saga's own service. */
  readonly start?: NameRef;
  readonly correlation?: NameRef;
  readonly deadline?: Duration;
  readonly steps: readonly Step[];
  readonly complete: readonly EndEvent[];
  readonly abort: readonly EndEvent[];
  readonly stuck?: { readonly alert?: string; readonly runbook?: string; readonly span: Span };
  readonly ids: readonly NameRef[];
  readonly hears: readonly NameRef[];
  readonly cancelOn: readonly NameRef[];
  readonly repeat: boolean;
  readonly statements: readonly Statement[];
}

export interface Reaction {
  readonly on: readonly NameRef[];
  readonly by?: NameRef;
  readonly emits: readonly NameRef[];
  readonly fails: readonly NameRef[];
  readonly needs: readonly NameRef[];
  readonly onMissing?: 'park' | 'retry' | 'ignore';
  readonly when?: Guard;
  readonly after?: Duration;
  readonly at?: string;
  readonly restart: boolean;
  readonly idempotentBy: readonly NameRef[];
  readonly calls: readonly Call[];
  readonly span: Span;
  readonly node: MapNode;
}

export interface FlowDef extends Element<'flow'> {
  readonly owner?: string;
  readonly correlation?: NameRef;
  readonly reactions: readonly Reaction[];
  readonly statements: readonly Statement[];
}
