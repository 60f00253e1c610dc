import type { Label, Span } from '../../../diagnostics/index.js';
import { nodeAt } from '../../../language/node.js';
import { areBeside } from '../../../model/flatten-steps.js';
import { flattenSteps, namesOf, type StepPlace } from '../../../model/graph.js';
import type { AwaitStep, Catalog, DoStep, SagaDef, Step } from '../../../model/index.js';
import { nameSpanOf } from '../../../model/step-parts.js';
import { eventsBehind } from '../../facts/event-causes.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (early: string) => `services:
  rental: { owner: team-rental }
  garage: { owner: team-garage }
  cards: { owner: team-cards }
events:
  CarReturned: { version: 1.0.0, producer: rental, payload: { rentalId: uuid } }
  InspectionOrdered: { version: 1.0.0, producer: garage, payload: { rentalId: uuid } }
  CarInspected: { version: 1.0.0, producer: garage, payload: { rentalId: uuid } }
  DepositHeld: { version: 1.0.0, producer: cards, payload: { rentalId: uuid } }
  RentalClosed: { version: 1.0.0, producer: rental, payload: { rentalId: uuid } }
commands:
  OrderInspection: { version: 1.0.0, handler: garage, payload: { rentalId: uuid }, success: InspectionOrdered }
  HoldDeposit: { version: 1.0.0, handler: cards, payload: { rentalId: uuid }, success: DepositHeld }
sagas:
  CloseRental:
    service: rental
    start: CarReturned
    correlation: rentalId
    steps:
      - do: OrderInspection
      - do: HoldDeposit
      - { await: CarInspected, timeout: 2d${early} }
    complete: RentalClosed
`;

/** An `await` that throws away the very event it is for. */
export const earlyEventDropped: Rule = {
  id: 'early-event-dropped',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow `early: drop` where the event may come before the wait begins.',
  why: `\`early: drop\` says that what comes before the wait does not count. Where an earlier step of the same saga sets the event going, that is a race: while the steps in between are at work, a fast partner has long answered, the answer is thrown away, and the saga waits for it until its time is up. The better the partner, the more often it happens.

It is found where reactions, or other sagas, publish the event upon the start, an answer or an awaited event of this saga, and where the event's producer got a command of this saga with other steps between that command and the wait. An event that comes upon the step right before the wait, from the service of that step, is left alone: there \`drop\` tells what is meant.`,
  bad: definitions(', early: drop'),
  good: definitions(''),
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      const places = flattenSteps(saga.steps);
      for (const place of places) {
        if (place.step.kind !== 'await' || place.step.early !== 'drop') continue;
        const finding = droppedEvent(catalog, saga, places, place, place.step);
        if (finding) report(finding);
      }
    }
  },
};

/** Why an event may come too early, as the rest of a sentence. */
interface Race {
  readonly event: string;
  readonly why: string;
  readonly label?: Label;
}

function droppedEvent(
  catalog: Catalog,
  saga: SagaDef,
  places: readonly StepPlace[],
  place: StepPlace,
  step: AwaitStep,
): Finding | undefined {
  const before = stepsBefore(places, place);
  const race = [...step.events, ...step.failure]
    .map(({ name }) => raceOfPublisher(catalog, saga, before, name) ?? raceOfHandler(catalog, saga, before, name))
    .find((found) => found !== undefined);
  if (race === undefined) return undefined;
  return {
    span: dropSpan(step),
    message: `\`${race.event}\` may come before \`${saga.id}\` waits for it, and \`early: drop\` loses it: ${race.why}.`,
    labels: race.label ? [race.label] : [],
    help: 'Take `early: drop` away, so that the event is kept until its step is reached, or wait for it before the steps in between.',
    element: saga,
  };
}

function dropSpan(step: AwaitStep): Span {
  return nodeAt(step.node, 'early')?.span ?? step.span;
}

/** What has come to an end when the wait begins; what runs beside it and what only a failure leads to does not count. */
function stepsBefore(places: readonly StepPlace[], place: StepPlace): readonly StepPlace[] {
  const before = places.slice(0, places.indexOf(place));
  const groups = new Set(place.inside.map(({ of }) => of));
  return before.filter((other) => !areBeside(other, place) && !groups.has(other.step) && isOnTheWay(other, place));
}

function isOnTheWay(other: StepPlace, place: StepPlace): boolean {
  return other.inside.every(
    (outer) =>
      outer.kind !== 'handler' ||
      place.inside.some((mine) => mine.kind === 'handler' && mine.handler === outer.handler),
  );
}

/** Whether somebody publishes the event upon what this saga is told; at the start it must be more than a moment. */
function raceOfPublisher(
  catalog: Catalog,
  saga: SagaDef,
  before: readonly StepPlace[],
  event: string,
): Race | undefined {
  const origins = eventsBehind(catalog, event);
  for (const origin of origins) {
    const step = before.findLast((one) => toldBy(catalog, one.step).includes(origin))?.step;
    if (step) {
      const label = { span: nameSpanOf(step), text: `brings \`${origin}\`` };
      return { event, why: `it follows from \`${origin}\`, with which \`${step.name}\` ends`, label };
    }
    if (origin === saga.start?.name && before.some(takesTime)) {
      return { event, why: `it follows from \`${origin}\`, with which the saga starts` };
    }
  }
  return undefined;
}

function toldBy(catalog: Catalog, step: Step): readonly string[] {
  if (step.kind === 'await') return namesOf(step.events);
  return step.kind === 'do' ? namesOf(catalog.commands.get(step.command.name)?.success ?? []) : [];
}

/** Whether the service that publishes the event was last at work for this saga some steps ago, or beside others. */
function raceOfHandler(catalog: Catalog, saga: SagaDef, before: readonly StepPlace[], event: string): Race | undefined {
  const producer = catalog.events.get(event)?.producer?.name;
  // What the saga's own service tells comes from outside: a person, another process.
  if (producer === undefined || producer === saga.service?.name) return undefined;
  const last = before.findLastIndex(({ step }) => step.kind === 'do' && handlerOf(catalog, step) === producer);
  const place = before[last];
  if (place?.step.kind !== 'do') return undefined;
  const others = before.filter((other, index) => takesTime(other) && (index > last || areBeside(other, place)));
  if (others.length === 0) return undefined;
  const names = others.map(({ step }) => `\`${step.name}\``).join(', ');
  const label = { span: place.step.command.span, text: `sets \`${producer}\` to work` };
  return {
    event,
    why: `\`${producer}\` is at work since \`${place.step.name}\`, and the wait only begins after ${names}`,
    label,
  };
}

/** Who is set to work by a step; nobody by a question. */
function handlerOf(catalog: Catalog, step: DoStep): string | undefined {
  const command = catalog.commands.get(step.command.name);
  return command?.effect === 'none' ? undefined : command?.handler?.name;
}

function takesTime({ step: { kind } }: StepPlace): boolean {
  return kind === 'do' || kind === 'await' || kind === 'wait';
}
