import { stepsBehindPivot } from '../../../model/after-pivot.js';
import type { FieldSource } from '../../../model/data-flow/field-source.js';
import { flattenSteps, type StepPlace } from '../../../model/graph.js';
import { grouped } from '../../../model/grouped.js';
import type { Catalog, DoStep, SagaDef, UndoStep } from '../../../model/index.js';
import { mayBeAlternatives } from '../../facts/alternatives.js';
import { filledAt } from '../../facts/filled-message.js';
import type { Finding, Rule } from '../../rule.js';

/** One undo for two steps, which cannot know what it is to take back. */
export const sharedUndo: Rule = {
  id: 'shared-undo',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow one undo for two different steps, unless its data tells them apart.',
  why: `\`CancelReservation\` comes with the number of the party, and there are a hall and a stage. If the participant cancels both, the second undo finds nothing and perhaps fails; if it cancels one, it is a matter of luck which. Nobody notices until only one of the steps has happened.

Not findings: an undo whose fields are filled differently for the two steps, the same command sent twice, and steps of which one run does only one (both under a condition, or one in answer to the failure of the other).`,
  bad: `services:
  events-office: { owner: team-events }
  venue: { owner: team-venues, inbox: true }
  catering: { owner: team-food, inbox: true }
events:
  PartyOrdered: { version: 1.0.0, producer: events-office, payload: { partyId: uuid } }
  HallReserved: { version: 1.0.0, producer: venue, payload: { partyId: uuid } }
  HallTaken: { version: 1.0.0, producer: venue, payload: { partyId: uuid } }
  StageReserved: { version: 1.0.0, producer: venue, payload: { partyId: uuid } }
  StageTaken: { version: 1.0.0, producer: venue, payload: { partyId: uuid } }
  ReservationCancelled: { version: 1.0.0, producer: venue, payload: { partyId: uuid } }
  FoodOrdered: { version: 1.0.0, producer: catering, payload: { partyId: uuid } }
  FoodRefused: { version: 1.0.0, producer: catering, payload: { partyId: uuid } }
commands:
  ReserveHall: { version: 1.0.0, handler: venue, payload: { partyId: uuid }, success: HallReserved, failure: [HallTaken] }
  ReserveStage: { version: 1.0.0, handler: venue, payload: { partyId: uuid }, success: StageReserved, failure: [StageTaken] }
  CancelReservation: { version: 1.0.0, handler: venue, payload: { partyId: uuid }, success: ReservationCancelled, cannotFail: It frees a row. }
  OrderFood: { version: 1.0.0, handler: catering, payload: { partyId: uuid }, success: FoodOrdered, failure: [FoodRefused] }
sagas:
  PlanParty:
    service: events-office
    start: PartyOrdered
    correlation: partyId
    steps:
      - { do: ReserveHall, undo: CancelReservation }
      - { do: ReserveStage, undo: CancelReservation }
      - { do: OrderFood, pivot: true }
`,
  good: `services:
  events-office: { owner: team-events }
  venue: { owner: team-venues, inbox: true }
  catering: { owner: team-food, inbox: true }
events:
  PartyOrdered: { version: 1.0.0, producer: events-office, payload: { partyId: uuid } }
  HallReserved: { version: 1.0.0, producer: venue, payload: { partyId: uuid } }
  HallTaken: { version: 1.0.0, producer: venue, payload: { partyId: uuid } }
  StageReserved: { version: 1.0.0, producer: venue, payload: { partyId: uuid } }
  StageTaken: { version: 1.0.0, producer: venue, payload: { partyId: uuid } }
  ReservationCancelled: { version: 1.0.0, producer: venue, payload: { partyId: uuid } }
  FoodOrdered: { version: 1.0.0, producer: catering, payload: { partyId: uuid } }
  FoodRefused: { version: 1.0.0, producer: catering, payload: { partyId: uuid } }
commands:
  ReserveHall: { version: 1.0.0, handler: venue, payload: { partyId: uuid }, success: HallReserved, failure: [HallTaken] }
  ReserveStage: { version: 1.0.0, handler: venue, payload: { partyId: uuid }, success: StageReserved, failure: [StageTaken] }
  CancelReservation: { version: 1.0.0, handler: venue, payload: { partyId: uuid, room: enum(hall|stage) }, success: ReservationCancelled, cannotFail: It frees a row. }
  OrderFood: { version: 1.0.0, handler: catering, payload: { partyId: uuid }, success: FoodOrdered, failure: [FoodRefused] }
sagas:
  PlanParty:
    service: events-office
    start: PartyOrdered
    correlation: partyId
    steps:
      - { do: ReserveHall, undo: { do: CancelReservation, with: { room: hall } } }
      - { do: ReserveStage, undo: { do: CancelReservation, with: { room: stage } } }
      - { do: OrderFood, pivot: true }
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      for (const users of usersByUndo(saga).values()) {
        if (users.length < 2 || !catalog.commands.has(users[0]?.step.undo.command.name ?? '')) continue;
        for (const alike of grouped(users, ({ step }) => sourcesOf(catalog, saga, step)).values()) {
          for (const [index, user] of alike.entries()) {
            const first = alike.slice(0, index).find((other) => areMixedUp(other, user));
            if (first) report(mixedUp(saga, first, user));
          }
        }
      }
    }
  },
};

interface UndoUser {
  readonly place: StepPlace;
  readonly step: UndoableStep;
}

type UndoableStep = UndoStep | (DoStep & { readonly undo: NonNullable<DoStep['undo']> });

function usersByUndo(saga: SagaDef): ReadonlyMap<string, readonly UndoUser[]> {
  // Behind the pivot no undo runs.
  const behind = stepsBehindPivot(saga);
  const users = flattenSteps(saga.steps).flatMap((place): UndoUser[] =>
    isUndoable(place.step) && !behind.has(place.step) ? [{ place, step: place.step }] : [],
  );
  return grouped(users, ({ step }) => step.undo.command.name);
}

function isUndoable(step: StepPlace['step']): step is UndoableStep {
  return step.kind === 'undo' || (step.kind === 'do' && step.undo !== undefined);
}

function areMixedUp(one: UndoUser, other: UndoUser): boolean {
  const isSame =
    one.step.kind === 'do' && other.step.kind === 'do' && one.step.command.name === other.step.command.name;
  return !isSame && !mayBeAlternatives(one.place, other.place);
}

/** Where the fields of the undo come from; what picks by the cause is the same for all. */
function sourcesOf(catalog: Catalog, saga: SagaDef, step: UndoableStep): string {
  const fields = filledAt(catalog, saga, step, 'undo')?.fields ?? [];
  const filled = fields.flatMap((one): [string, FieldSource][] => {
    const source = one.kind === 'filled' || one.kind === 'maybe' ? one.source : undefined;
    return source && source.kind !== 'cause' && source.kind !== 'now' ? [[one.field.name, source]] : [];
  });
  return JSON.stringify(filled);
}

function mixedUp(saga: SagaDef, { step: first }: UndoUser, { step }: UndoUser): Finding {
  const undo = step.undo.command.name;
  const [one, other] = [first, step].map((user) => (user.kind === 'undo' ? 'the start' : `\`${user.name}\``));
  return {
    span: step.undo.command.span,
    message: `\`${undo}\` undoes ${one} and ${other} of \`${saga.id}\`, and nothing in its data says which of them.`,
    labels: [{ span: first.undo.command.span, text: 'the same undo, with the same data' }],
    element: saga,
    help: `Give each step an undo of its own, or let \`undo.with\` say what \`${undo}\` is to take back.`,
  };
}
