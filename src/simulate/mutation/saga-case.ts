import type { Catalog, CommandDef, EventDef, SagaDef, Step } from '../../model/index.js';
import type { RetryPolicy } from '../../model/message.js';

/** A saga and the catalog that it stands in. */
export interface SagaCase {
  /** Catalog and saga, for tables. */
  readonly name: string;
  readonly catalog: Catalog;
  readonly saga: SagaDef;
}

/** A case with one thing changed. */
export interface SagaMutant extends SagaCase {
  /** What was done to it, in a few words. */
  readonly what: string;
}

/** A kind of mistake, and all the places of a case where it can be made. */
export interface SagaMutation {
  readonly id: string;
  mutants(original: SagaCase): readonly SagaMutant[];
}

/** The same case with other values at the saga itself. */
export function withSaga(original: SagaCase, what: string, change: Partial<SagaDef>): SagaMutant {
  const saga = { ...original.saga, ...change };
  const sagas = new Map(original.catalog.sagas).set(saga.id, saga);
  return { ...original, catalog: { ...original.catalog, sagas }, saga, what };
}

/** The same case without some of the keys of the saga. */
export function withoutKeys(original: SagaCase, what: string, keys: readonly (keyof SagaDef)[]): SagaMutant {
  const kept = Object.entries(original.saga).filter(([key]) => !keys.some((dropped) => dropped === key));
  const saga = Object.fromEntries(kept) as unknown as SagaDef;
  return withSaga({ ...original, saga }, what, {});
}

/** The same case with one step, at whatever depth, changed or left out. */
export function withStep(
  original: SagaCase,
  what: string,
  name: string,
  change: (step: Step) => Step | undefined,
): SagaMutant {
  const steps = mapSteps(original.saga.steps, (step) => (step.name === name ? change(step) : step));
  return withSaga(original, what, { steps });
}

/** The same case with another command. */
export function withCommand(
  original: SagaCase,
  what: string,
  id: string,
  change: (command: CommandDef) => CommandDef,
): SagaMutant {
  const command = original.catalog.commands.get(id);
  if (command === undefined) throw new Error(`no command ${id}`);
  const commands = new Map(original.catalog.commands).set(id, change(command));
  return { ...original, catalog: { ...original.catalog, commands }, what };
}

/** The same case with other values at an event. */
export function withEvent(original: SagaCase, what: string, id: string, change: Partial<EventDef>): SagaMutant {
  const event = original.catalog.events.get(id);
  if (event === undefined) throw new Error(`no event ${id}`);
  const events = new Map(original.catalog.events).set(id, { ...event, ...change });
  return { ...original, catalog: { ...original.catalog, events }, what };
}

/** Changes steps from the innermost out; undefined leaves one out. */
function mapSteps(steps: readonly Step[], change: (step: Step) => Step | undefined): readonly Step[] {
  return steps.flatMap((step) => change(withInner(step, change)) ?? []);
}

function withInner(step: Step, change: (step: Step) => Step | undefined): Step {
  switch (step.kind) {
    case 'parallel':
      return { ...step, branches: step.branches.map((branch) => mapSteps(branch, change)) };
    case 'forEach':
      return { ...step, steps: mapSteps(step.steps, change) };
    case 'do':
    case 'await': {
      const onFailure = step.onFailure.map((handler) => ({ ...handler, steps: mapSteps(handler.steps, change) }));
      return { ...step, onFailure };
    }
    case 'undo':
    case 'wait':
      return step;
  }
}

/** The same attempts, of which there is no last one. */
export function withoutLimit({ withinMs: _within, ...retry }: RetryPolicy): RetryPolicy {
  return { ...retry, attempts: 'unlimited' };
}
