import type {
  AwaitStepDefinition,
  FailureHandlerDefinition,
  ForEachStepDefinition,
  Json,
  ParallelStepDefinition,
  SourceDefinition,
  StepDefinition,
  WaitStepDefinition,
  WaitTime,
} from '../saga/definition.js';

/** Waits a minute for one of the events. */
export function testAwait(
  name: string,
  events: readonly string[],
  change: Partial<AwaitStepDefinition> = {},
): AwaitStepDefinition {
  return {
    kind: 'await',
    name,
    events,
    failure: [],
    timeoutMs: 60_000,
    early: 'keep',
    pivot: false,
    optional: false,
    onFailure: [],
    ...change,
  };
}

/** A pause of so many milliseconds, or of what a message says. */
export function testWait(
  name: string,
  time: number | WaitTime,
  change: Partial<WaitStepDefinition> = {},
): WaitStepDefinition {
  return { kind: 'wait', name, for: typeof time === 'number' ? { kind: 'duration', ms: time } : time, ...change };
}

/** Rounds over a constant, or over what a source gives, in order; `item` is the loop variable. */
export function testLoop(
  name: string,
  items: Json | { readonly source: SourceDefinition },
  steps: readonly StepDefinition[],
  change: Partial<ForEachStepDefinition> = {},
): ForEachStepDefinition {
  const isSource = typeof items === 'object' && items !== null && 'source' in items;
  const from = isSource ? (items.source as SourceDefinition) : { kind: 'const' as const, value: items as Json };
  return { kind: 'forEach', name, items: from, as: 'item', parallel: false, steps, ...change };
}

/** Branches side by side. */
export function testGroup(name: string, ...branches: readonly (readonly StepDefinition[])[]): ParallelStepDefinition {
  return { kind: 'parallel', name, branches };
}

/** What becomes of a failure. */
export function testHandler(
  on: string,
  next: FailureHandlerDefinition['then'],
  steps: readonly StepDefinition[] = [],
  rounds?: number,
): FailureHandlerDefinition {
  // biome-ignore lint/suspicious/noThenProperty: the word of the language; a text there makes nothing thenable.
  return { on, then: next, steps, ...(rounds !== undefined && { rounds }) };
}

/** A field of a message. */
export function fieldOf(message: string, ...path: readonly string[]): SourceDefinition {
  return { kind: 'path', messages: [message], path };
}

/** The loop variable, or an id made at the start. */
export function variable(name: string, ...path: readonly string[]): SourceDefinition {
  return { kind: 'variable', name, path };
}
