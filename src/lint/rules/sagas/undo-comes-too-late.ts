import type { Span } from '../../../diagnostics/index.js';
import { certaintyOf, type Seen } from '../../../model/data-flow/seen.js';
import { wordsOfGuard } from '../../../model/facts/guard-paths.js';
import { flattenSteps, isBeforePivot, namesOf } from '../../../model/graph.js';
import type { Catalog, NameRef, SagaDef, Step, Undo } from '../../../model/index.js';
import { nameSpanOf, undoOf } from '../../../model/step-parts.js';
import { unwindersAfter } from '../../../model/unwinding.js';
import { sagaFlow } from '../../facts/saga-flow.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (steps: string) => `services:
  florist: { owner: team-flowers }
  courier: { owner: team-delivery }
  cards: { owner: team-cards }
events:
  BouquetOrdered: { version: 1.0.0, producer: florist, payload: { bouquetId: uuid } }
  PickupBooked: { version: 1.0.0, producer: courier, payload: { bouquetId: uuid } }
  PickupCancelled: { version: 1.0.0, producer: courier, payload: { bouquetId: uuid } }
  BouquetPickedUp: { version: 1.0.0, producer: courier, payload: { bouquetId: uuid } }
  CardCharged: { version: 1.0.0, producer: cards, payload: { bouquetId: uuid } }
  CardDeclined: { version: 1.0.0, producer: cards, payload: { bouquetId: uuid } }
commands:
  BookPickup: { version: 1.0.0, handler: courier, payload: { bouquetId: uuid }, success: PickupBooked }
  CancelPickup: { version: 1.0.0, handler: courier, payload: { bouquetId: uuid }, success: PickupCancelled, refusedAfter: [BouquetPickedUp] }
  ChargeCard: { version: 1.0.0, handler: cards, payload: { bouquetId: uuid }, success: CardCharged, failure: [CardDeclined] }
sagas:
  SendBouquet:
    service: florist
    start: BouquetOrdered
    correlation: bouquetId
    steps:
${steps}`;

/** An undo that is refused by the time it is sent. */
export const undoComesTooLate: Rule = {
  id: 'undo-comes-too-late',
  group: 'sagas',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow undos that are refused after what has already happened by then.',
  why: `A command that is \`refusedAfter\` an event takes nothing back once that event has happened. Where a saga can only unwind after it, the undo is there on paper: it is sent, refused, tried again and refused again, and every such run ends stuck, with a person who finds out that nothing can be done.

It is found where the event is certain to have come when a later step fails: as the answer of a step or the event of an \`await\` before it, as the success of the undone step itself, or as the start. An event that only may have come is not meant, nor an undo whose \`when\` asks for it.`,
  bad: definitions(`      - { do: BookPickup, undo: CancelPickup }
      - { await: BouquetPickedUp, timeout: 2h }
      - { do: ChargeCard, pivot: true }
`),
  good: definitions(`      - { do: BookPickup, undo: CancelPickup }
      - { do: ChargeCard, pivot: true }
      - { await: BouquetPickedUp, timeout: 2h }
`),
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      for (const { step } of flattenSteps(saga.steps)) {
        const undo = undoOf(step);
        const finding = undo && lateUndo(catalog, saga, step, undo);
        if (finding) report(finding);
      }
    }
  },
};

function lateUndo(catalog: Catalog, saga: SagaDef, step: Step, undo: Undo): Finding | undefined {
  const refused = catalog.commands.get(undo.command.name)?.refusedAfter ?? [];
  const after = refused.filter(({ name }) => catalog.events.has(name) && !asksFor(undo, name));
  if (after.length === 0 || !isBeforePivot(saga, step)) return undefined;
  const late = whenLate(catalog, saga, step, after);
  return (
    late && {
      span: undo.command.span,
      message: `\`${undo.command.name}\` comes too late ${late.when}: it is refused after \`${late.event.name}\`, which has happened by then.`,
      labels: [
        { span: late.event.span, text: 'refused after this' },
        ...(late.at ? [{ span: late.at, text: 'this may fail and unwind the saga' }] : []),
      ],
      help: `Let nothing fail any more once \`${late.event.name}\` has come (make that the \`pivot\`), or undo \`${step.name}\` with what is still possible then.`,
      element: saga,
    }
  );
}

/** An undo that asks whether the event has come knows what it does. */
function asksFor({ when }: Undo, event: string): boolean {
  return when !== undefined && wordsOfGuard(when.text).includes(event);
}

interface Late {
  readonly event: NameRef;
  /** "when `X` fails" */
  readonly when: string;
  readonly at?: Span;
}

/** The first step that can still unwind the saga and before which the event has come for sure. */
function whenLate(catalog: Catalog, saga: SagaDef, step: Step, after: readonly NameRef[]): Late | undefined {
  const { reached } = sagaFlow(catalog, saga);
  const known = (at: Step) => happened(reached.get(at), after);
  for (const next of unwindersAfter(catalog, saga, step)) {
    const event = known(next) ?? (next === step ? undefined : ownSuccess(catalog, step, after));
    if (event) return { event, when: `when \`${next.name}\` fails`, at: nameSpanOf(next) };
  }
  const by = saga.cancelOn[0] ? `\`${saga.cancelOn[0].name}\` cancels` : saga.deadline && 'the deadline ends';
  if (by === undefined) return undefined;
  for (const next of stepsUpToPivot(saga, step)) {
    const event = known(next) ?? ownSuccess(catalog, step, after);
    if (event) return { event, when: `when ${by} the saga at \`${next.name}\`` };
  }
  return undefined;
}

/** Which of the events has come on every way that leads here; of several that may have come, all must be meant. */
function happened(seen: Seen | undefined, after: readonly NameRef[]): NameRef | undefined {
  if (seen === undefined) return undefined;
  const names = new Set(namesOf(after));
  const group = seen.groups.find(({ certain, messages }) => certain && messages.every((message) => names.has(message)));
  return after.find(({ name }) => certaintyOf(seen, name) === 'certain' || group?.messages.includes(name));
}

/** The event with which the step itself succeeds, whatever else it could succeed with. */
function ownSuccess(catalog: Catalog, step: Step, after: readonly NameRef[]): NameRef | undefined {
  const success = step.kind === 'do' ? namesOf(catalog.commands.get(step.command.name)?.success ?? []) : [];
  const isSure = success.length > 0 && success.every((name) => namesOf(after).includes(name));
  return isSure ? after.find(({ name }) => success.includes(name)) : undefined;
}

/** What is still to be done behind a step, at which the saga can be cancelled or run out of time; groups are no places. */
function stepsUpToPivot(saga: SagaDef, step: Step): readonly Step[] {
  const steps = flattenSteps(saga.steps).map((place) => place.step);
  const pivot = steps.findIndex((one) => one.pivot);
  const rest = steps.slice(steps.indexOf(step) + 1, pivot === -1 ? undefined : pivot + 1);
  return rest.filter(({ kind, optional }) => !optional && (kind === 'do' || kind === 'await' || kind === 'wait'));
}
