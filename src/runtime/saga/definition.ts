/**
 * A compiled saga: plain JSON, complete in itself, hashed and stored with every instance that runs it.
 * Times are milliseconds. Names of steps are unique in the saga and are their identity over versions.
 */
export interface SagaDefinition {
  readonly format: 1;
  readonly saga: string;
  readonly version: string;
  /** The service that runs the orchestrator and publishes complete and abort events. */
  readonly service: string;
  readonly start: { readonly message: string; readonly kind: 'event' | 'command' };
  /** Field of the start message that names the run. */
  readonly correlation: string;
  readonly deadlineMs?: number;
  readonly repeat: boolean;
  readonly steps: readonly StepDefinition[];
  readonly complete: readonly EmitDefinition[];
  readonly abort: readonly EmitDefinition[];
  readonly stuck?: { readonly alert?: string; readonly runbook?: string };
  /** Names of ids that are made at the start. */
  readonly ids: readonly string[];
  /** Events that are noted whenever they come. */
  readonly hears: readonly string[];
  /** Events that unwind before the point of no return, and are only noted after it. */
  readonly cancelOn: readonly string[];
  /** Types that guards and maps need at run time, by message: fields that are decimals, times ... */
  readonly messages: Readonly<Record<string, MessageShape>>;
  /** Types of loop variables, where guards may need them. */
  readonly variables?: Readonly<Record<string, ShapeType>>;
}

/** Just as much of a message's type as evaluation and the check of answers need. */
export interface MessageShape {
  readonly fields: Readonly<Record<string, ShapeType>>;
  /** Fields that may be absent. */
  readonly optional?: readonly string[];
  /** What absent fields stand for, where a reader fills that in. */
  readonly defaults?: Readonly<Record<string, Json>>;
}

export type ShapeType =
  | 'string'
  | 'boolean'
  | 'int'
  | 'double'
  | 'decimal'
  | 'timestamp'
  | 'duration'
  /** Taken as it is in JSON. */
  | 'any'
  | { readonly nullable: ShapeType }
  | { readonly list: ShapeType }
  | { readonly map: ShapeType }
  /** `optional`: fields that may be absent. `defaults`: what absent ones stand for, where a reader fills that in. */
  | {
      readonly record: Readonly<Record<string, ShapeType>>;
      readonly optional?: readonly string[];
      readonly defaults?: Readonly<Record<string, Json>>;
    }
  /** One of several; the text in the field `by` says which. */
  | { readonly oneOf: Readonly<Record<string, ShapeType>>; readonly by: string };

export type StepDefinition =
  | DoStepDefinition
  | UndoStepDefinition
  | ParallelStepDefinition
  | AwaitStepDefinition
  | WaitStepDefinition
  | ForEachStepDefinition;

export interface DoStepDefinition {
  readonly kind: 'do';
  readonly name: string;
  readonly renamedFrom?: string;
  readonly call: CallDefinition;
  readonly when?: GuardDefinition;
  readonly pivot: boolean;
  readonly optional: boolean;
  readonly undo?: UndoDefinition;
  readonly check?: CallDefinition;
  readonly onFailure: readonly FailureHandlerDefinition[];
}

/** Undoes what the start event already did; does nothing going forward. */
export interface UndoStepDefinition {
  readonly kind: 'undo';
  readonly name: string;
  readonly undo: UndoDefinition;
}

export interface ParallelStepDefinition {
  readonly kind: 'parallel';
  readonly name: string;
  readonly when?: GuardDefinition;
  readonly branches: readonly (readonly StepDefinition[])[];
}

/** Waits for what no command of this saga causes; the first of all its events decides. */
export interface AwaitStepDefinition {
  readonly kind: 'await';
  readonly name: string;
  readonly when?: GuardDefinition;
  readonly events: readonly string[];
  readonly failure: readonly string[];
  readonly timeoutMs?: number;
  /** What becomes of an event that comes before the step is reached. */
  readonly early: 'keep' | 'drop';
  readonly pivot: boolean;
  readonly optional: boolean;
  readonly onFailure: readonly FailureHandlerDefinition[];
}

/** A pause, ended early by an event. */
export interface WaitStepDefinition {
  readonly kind: 'wait';
  readonly name: string;
  readonly when?: GuardDefinition;
  readonly for: WaitTime;
  readonly until?: string;
}

/**
 * How long a pause is: so many milliseconds, or what a message says. An ISO 8601 duration counts from when the step is
 * reached, a date (its midnight in UTC) or timestamp is the time itself; `plusMs` is added to both.
 */
export type WaitTime =
  | { readonly kind: 'duration'; readonly ms: number }
  | { readonly kind: 'value'; readonly from: SourceDefinition; readonly plusMs: number };

/** Rounds, known when the step is reached; undone last round first, or all at once where they run side by side. */
export interface ForEachStepDefinition {
  readonly kind: 'forEach';
  readonly name: string;
  readonly when?: GuardDefinition;
  /** Gives a list, or a whole number of rounds; `as` then counts from 1. */
  readonly items: SourceDefinition;
  readonly as?: string;
  readonly parallel: boolean;
  /** No round begins once this event has come. */
  readonly until?: string;
  readonly steps: readonly StepDefinition[];
}

/** A command as it is sent: to whom, with what, and what may come back. */
export interface CallDefinition {
  readonly command: string;
  /** The participant that handles it. */
  readonly service: string;
  readonly input: readonly MappingDefinition[];
  readonly success: readonly string[];
  readonly failure: readonly FailureDefinition[];
  /** Of one attempt; undefined = none was set. */
  readonly timeoutMs?: number;
  readonly retry: RetryDefinition;
  /** Only reads: never needs an undo. */
  readonly readOnly: boolean;
  /** It starts a saga, which may take as long as it takes. */
  readonly startsSaga?: true;
}

export interface FailureDefinition {
  readonly event: string;
  /** Worth another attempt, like a transient error. */
  readonly retryable: boolean;
  /** May have left something behind: the step's own undo runs too. */
  readonly effectUnknown: boolean;
}

export interface RetryDefinition {
  readonly attempts: number | 'unlimited';
  readonly backoff: 'fixed' | 'linear' | 'exponential';
  readonly delayMs: number;
  readonly maxDelayMs: number;
  readonly jitter: 'full' | 'none';
  readonly withinMs?: number;
}

export interface UndoDefinition {
  readonly call: CallDefinition;
  readonly when?: GuardDefinition;
}

/**
 * What becomes of a failure that would unwind the saga. After the handler's own steps, `retry` tries the step again with
 * a new idempotency key, `continue` and `skip` go on behind it, `unwind` unwinds. Before `retry` and `skip`, what may
 * have happened is undone; with `continue` it stands, and is undone only if the saga unwinds.
 */
export interface FailureHandlerDefinition {
  /** A failure event, or `timeout`. */
  readonly on: string;
  readonly steps: readonly StepDefinition[];
  readonly then: 'retry' | 'continue' | 'skip' | 'unwind';
  /** How often the step is tried again, 1 by default; after that the failure unwinds. */
  readonly rounds?: number;
}

/** CEL over the messages seen; `Name` and `not Name` are already turned into `has(seen.Name)`. */
export interface GuardDefinition {
  readonly cel: string;
}

export interface MappingDefinition {
  /** Field of the message that is filled. */
  readonly field: string;
  readonly from: SourceDefinition;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type SourceDefinition =
  /** Value at `path` in the first of `messages` (latest seen first) that has come; absent where the field is optional. */
  | {
      readonly kind: 'path';
      readonly messages: readonly string[];
      readonly path: readonly string[];
      readonly only?: SelectionDefinition;
    }
  | { readonly kind: 'const'; readonly value: Json }
  | { readonly kind: 'now' }
  /** Id made at the start, or a loop variable. */
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly path: readonly string[];
      readonly only?: SelectionDefinition;
    }
  /** By what went wrong; the most special case wins: a failure or cancel event, `X.timeout`, `timeout`, `deadline` or `cancel`, `else`. */
  | { readonly kind: 'cause'; readonly cases: readonly { readonly cause: string; readonly from: SourceDefinition }[] };

/** Parts of a value that are taken along, where the filled type has fewer fields: `true` is a whole value. */
export type SelectionDefinition =
  | true
  | { readonly fields: Readonly<Record<string, SelectionDefinition>> }
  | { readonly each: SelectionDefinition };

/** An event that the saga ends with. It is not published where a step or an undo has published it already. */
export interface EmitDefinition {
  readonly event: string;
  readonly input: readonly MappingDefinition[];
}
