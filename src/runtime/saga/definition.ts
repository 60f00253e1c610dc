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
  readonly ids: readonly string[];
  readonly hears: readonly string[];
  readonly cancelOn: readonly string[];
  /** Types that guards and maps need at run time, by message: fields that are decimals, times ... */
  readonly messages: Readonly<Record<string, MessageShape>>;
}

/** Just as much of a message's type as evaluation needs. */
export interface MessageShape {
  readonly fields: Readonly<Record<string, ShapeType>>;
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
  | { readonly record: Readonly<Record<string, ShapeType>> }
  /** One of several; the text in the field `by` says which. */
  | { readonly oneOf: Readonly<Record<string, ShapeType>>; readonly by: string };

export type StepDefinition = DoStepDefinition | UndoStepDefinition | ParallelStepDefinition | OtherStepDefinition;

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

/** Forms that are compiled but not run yet; `unsupported` names them to the user. */
export type OtherStepDefinition =
  | {
      readonly kind: 'await';
      readonly name: string;
      readonly when?: GuardDefinition;
      readonly events: readonly string[];
      readonly failure: readonly string[];
      readonly timeoutMs?: number;
      readonly early: 'keep' | 'drop';
      readonly pivot: boolean;
      readonly optional: boolean;
      readonly onFailure: readonly FailureHandlerDefinition[];
    }
  | {
      readonly kind: 'wait';
      readonly name: string;
      readonly when?: GuardDefinition;
      readonly for: string;
      readonly until?: string;
    }
  | {
      readonly kind: 'forEach';
      readonly name: string;
      readonly when?: GuardDefinition;
      readonly items: string;
      readonly as?: string;
      readonly parallel: boolean;
      readonly until?: string;
      readonly steps: readonly StepDefinition[];
    };

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

export interface FailureHandlerDefinition {
  readonly on: string;
  readonly steps: readonly StepDefinition[];
  readonly then: 'retry' | 'continue' | 'skip' | 'unwind';
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
  /** By what went wrong; the most special case wins: a failure, `step.timeout`, `Command.timeout`, `timeout`, `else`. */
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
