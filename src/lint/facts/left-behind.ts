import { flattenSteps, isBeforePivot, memoisedFor, type StepPlace } from '../../model/graph.js';
import type { Catalog, DoStep, NameRef, SagaDef, Step } from '../../model/index.js';
import { innerSequences } from '../../model/step-parts.js';
import { canBeCancelledAfter, unwindersAfter } from '../../model/unwinding.js';
import { type Irreversible, irreversibleEffect } from './irreversible.js';

/** A step whose effect stays when the saga unwinds, because nothing undoes it and nobody says why it may. */
export interface LeftBehind {
  readonly step: DoStep;
  readonly cause: UnwindCause;
  /** Why no undo could help: then the step comes too early, and lacks no compensation. */
  readonly irreversible?: Irreversible;
}

/** What can still unwind the saga behind a step: another step, a later round of the same one, a cancelling event. */
export type UnwindCause =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'round' }
  | { readonly kind: 'cancel'; readonly event: NameRef };

/** The steps of a saga that leave something behind, in order; two rules ask. */
export const leftBehind = memoisedFor(stepsOf);

function stepsOf(catalog: Catalog, saga: SagaDef): readonly LeftBehind[] {
  return flattenSteps(saga.steps).flatMap((place) => leftBehindBy(catalog, saga, place) ?? []);
}

function leftBehindBy(catalog: Catalog, saga: SagaDef, { step, inside }: StepPlace): LeftBehind | undefined {
  if (step.kind !== 'do' || step.undo || step.noUndo !== undefined) return undefined;
  const command = catalog.commands.get(step.command.name);
  if (command === undefined || command.effect === 'none' || !isBeforePivot(saga, step)) return undefined;
  // What is done on the way to unwinding is an answer to the failure, not something to take back.
  if (inside.some((outer) => outer.kind === 'handler' && outer.handler.then === 'unwind')) return undefined;
  const cause = causeAfter(catalog, saga, step);
  if (cause === undefined) return undefined;
  const effect = inside.some(({ kind }) => kind === 'handler') ? undefined : irreversibleEffect(catalog, command);
  const isMeant = effect === 'message' && isAnswered(saga.steps, step);
  return { step, cause, ...(effect && !isMeant && { irreversible: effect }) };
}

function causeAfter(catalog: Catalog, saga: SagaDef, step: DoStep): UnwindCause | undefined {
  const [next] = unwindersAfter(catalog, saga, step);
  if (next !== undefined) return next === step ? { kind: 'round' } : { kind: 'step', step: next };
  const [event] = saga.cancelOn;
  return event && canBeCancelledAfter(saga, step) ? { kind: 'cancel', event } : undefined;
}

/** `SendOffer`, and then `await: OfferAccepted`: the message has to come first. */
function isAnswered(steps: readonly Step[], step: DoStep): boolean {
  const at = steps.indexOf(step);
  if (at === -1) return steps.some((outer) => innerSequences(outer).some((inner) => isAnswered(inner, step)));
  const next = steps[at + 1];
  return next?.kind === 'await' || (next?.kind === 'wait' && next.until !== undefined);
}
