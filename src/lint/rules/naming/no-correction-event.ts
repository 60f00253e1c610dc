import type { Label } from '../../../diagnostics/index.js';
import { eventsNamed, flattenSteps, memoised, namesOf } from '../../../model/graph.js';
import type { Catalog, DoStep, EventDef, Field, FlowDef, Reaction, SagaDef } from '../../../model/index.js';
import { isPrimitive, resolveType } from '../../../model/values/value-type.js';
import { isBadNews } from '../../facts/failure-events.js';
import { lexiconOf } from '../../facts/lexicon-of.js';
import { isCurrent } from '../../facts/message-standing.js';
import type { Finding, Rule } from '../../rule.js';

/** Nouns behind a whole event's name: `OrderPlacedCorrection`. */
const CORRECTIONS = new Set(['correction', 'corrections', 'fix', 'rectification', 'redo']);

/** The same before or behind the name of an event that there is: `OrderPlacedCorrected`, `CorrectedOrderPlaced`. */
const CORRECTED = new Set(['corrected', 'correcting', 'correction', 'fixed', 'rectified', 'republished', 'resent']);

/** An event is not taken back by another one of its kind. */
export const noCorrectionEvent: Rule = {
  id: 'no-correction-event',
  group: 'naming',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow events that are published again to correct themselves.',
  why: `Consumers add up what they hear. \`PaymentCaptured\` with a negative amount is a capture for everyone who counts captures, mails a receipt or starts a delivery, and \`OrderPlacedCorrection\` makes each of them undo what it did in a way of its own. What corrects a fact is another fact, and has a name: \`PaymentRefunded\`, \`OrderLineRemoved\`, \`InvoiceCorrected\`.

Found are names of an event with a word of correction before or behind them, an undo of a saga that answers with the event of the very step that it undoes, and a reaction to a failure that emits an event of the same flow again whose amount may be negative. Before a name (\`CorrectedInvoiceIssued\`) the word is taken for the document's unless the payload is the same too: then nothing says which one is corrected.`,
  bad: `services:
  fares: { owner: team-rides }
  payment: { owner: team-money }
events:
  RideEnded: { version: 1.0.0, producer: fares, payload: { rideId: uuid, fare: decimal(9.2) } }
  FareCharged: { version: 1.0.0, producer: payment, payload: { rideId: uuid, amount: { type: decimal(9.2), min: -500 } } }
  FareChargeFailed: { version: 1.0.0, producer: payment, payload: { rideId: uuid, reason: string } }
  FareChargebackFailed: { version: 1.0.0, producer: payment, payload: { rideId: uuid, reason: string } }
  TripClosed: { version: 1.0.0, producer: fares, payload: { rideId: uuid } }
  TripClosingFailed: { version: 1.0.0, producer: fares, payload: { rideId: uuid, reason: string } }
commands:
  ChargeFare: { version: 1.0.0, handler: payment, timeout: 20s, payload: { rideId: uuid, fare: decimal(9.2) }, success: FareCharged, failure: [FareChargeFailed] }
  RefundFare: { version: 1.0.0, handler: payment, timeout: 20s, payload: { rideId: uuid, fare: decimal(9.2) }, success: FareCharged, failure: [FareChargebackFailed] }
  CloseTrip: { version: 1.0.0, handler: fares, timeout: 20s, payload: { rideId: uuid }, success: TripClosed, failure: [TripClosingFailed] }
sagas:
  EndRide:
    version: 1.0.0
    service: fares
    start: RideEnded
    correlation: rideId
    deadline: 10m
    steps:
      - { do: ChargeFare, undo: RefundFare }
      - { do: CloseTrip, pivot: true }
`,
  good: `services:
  fares: { owner: team-rides }
  payment: { owner: team-money }
events:
  RideEnded: { version: 1.0.0, producer: fares, payload: { rideId: uuid, fare: decimal(9.2) } }
  FareCharged: { version: 1.0.0, producer: payment, payload: { rideId: uuid, amount: { type: decimal(9.2), min: 0 } } }
  FareChargeFailed: { version: 1.0.0, producer: payment, payload: { rideId: uuid, reason: string } }
  FareRefunded: { version: 1.0.0, producer: payment, payload: { rideId: uuid, amount: { type: decimal(9.2), min: 0 } } }
  FareRefundFailed: { version: 1.0.0, producer: payment, payload: { rideId: uuid, reason: string } }
  TripClosed: { version: 1.0.0, producer: fares, payload: { rideId: uuid } }
  TripClosingFailed: { version: 1.0.0, producer: fares, payload: { rideId: uuid, reason: string } }
commands:
  ChargeFare: { version: 1.0.0, handler: payment, timeout: 20s, payload: { rideId: uuid, fare: decimal(9.2) }, success: FareCharged, failure: [FareChargeFailed] }
  RefundFare: { version: 1.0.0, handler: payment, timeout: 20s, payload: { rideId: uuid, fare: decimal(9.2) }, success: FareRefunded, failure: [FareRefundFailed] }
  CloseTrip: { version: 1.0.0, handler: fares, timeout: 20s, payload: { rideId: uuid }, success: TripClosed, failure: [TripClosingFailed] }
sagas:
  EndRide:
    version: 1.0.0
    service: fares
    start: RideEnded
    correlation: rideId
    deadline: 10m
    steps:
      - { do: ChargeFare, undo: RefundFare }
      - { do: CloseTrip, pivot: true }
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      const finding = isCurrent(event) ? nameFinding(catalog, event) : undefined;
      if (finding) report(finding);
    }
    for (const saga of catalog.sagas.values()) {
      for (const { step } of flattenSteps(saga.steps)) {
        if (step.kind === 'do') for (const finding of undoFindings(catalog, saga, step)) report(finding);
      }
    }
    for (const flow of catalog.flows.values()) for (const finding of flowFindings(catalog, flow)) report(finding);
  },
};

function nameFinding(catalog: Catalog, event: EventDef): Finding | undefined {
  const words = lexiconOf(catalog).wordsOf(event.name);
  const isLast = CORRECTIONS.has(words.at(-1) ?? '') || CORRECTED.has(words.at(-1) ?? '');
  const original = isLast ? corrected(catalog, words) : repeated(catalog, words, event);
  if (original === undefined) return undefined;
  const labels = typeof original === 'string' ? [] : [{ span: original.nameSpan, text: 'published before' }];
  const name = typeof original === 'string' ? 'another event' : `\`${original.id}\``;
  return {
    span: event.nameSpan,
    message: `The event \`${event.id}\` corrects ${name} instead of saying what happened.`,
    help: 'Name the fact that makes the difference, with the id of what it is about, and publish that.',
    element: event,
    ...(labels.length > 0 && { labels }),
  };
}

/** What `OrderPlacedCorrection` corrects: an event of the catalog, or some event, as the words before it tell of a deed. */
function corrected(catalog: Catalog, words: readonly string[]): EventDef | string | undefined {
  const before = words.slice(0, -1);
  const original = byWords(catalog).get(before.join(' '));
  if (original !== undefined || !CORRECTIONS.has(words.at(-1) ?? '')) return original;
  const isDeed = before.length > 1 && lexiconOf(catalog).isPastAt(before, before.length - 1);
  return isDeed ? before.join(' ') : undefined;
}

/** The event that `CorrectedInvoiceIssued` repeats field by field. */
function repeated(catalog: Catalog, words: readonly string[], event: EventDef): EventDef | undefined {
  if (!CORRECTED.has(words[0] ?? '')) return undefined;
  const original = byWords(catalog).get(words.slice(1).join(' '));
  const names = ({ payload }: EventDef) => payload.fields.map((field) => field.name).sort();
  return original && names(original).join(' ') === names(event).join(' ') ? original : undefined;
}

const byWords = memoised(
  (catalog): ReadonlyMap<string, EventDef> =>
    new Map([...catalog.events.values()].map((event) => [lexiconOf(catalog).wordsOf(event.name).join(' '), event])),
);

function undoFindings(catalog: Catalog, saga: SagaDef, { command, undo }: DoStep): readonly Finding[] {
  if (undo === undefined) return [];
  const done = new Set(namesOf(catalog.commands.get(command.name)?.success ?? []));
  const undone = catalog.commands.get(undo.command.name)?.success ?? [];
  const events = eventsNamed(
    catalog,
    undone.filter((ref) => done.has(ref.name)),
  );
  const own = lexiconOf(catalog).eventTense(undo.command.name).better;
  return events
    .filter((event) => !saysWhich(catalog, event))
    .map((event) => ({
      span: undo.command.span,
      message: `\`${undo.command.name}\` takes back what \`${command.name}\` did, and answers with the same event: \`${event.id}\`.`,
      help: `Give the undo an event of its own${own === undefined || catalog.events.has(own) ? '' : `, such as \`${own}\``}.`,
      labels: [{ span: event.nameSpan, text: 'said of both' }, ...negativeLabels(event)],
      element: saga,
    }));
}

/** A reaction to a failure that emits, with a negative amount, what another reaction of the flow emits when all is well. */
function flowFindings(catalog: Catalog, flow: FlowDef): readonly Finding[] {
  const isToFailure = ({ on }: Reaction) => {
    const heard = eventsNamed(catalog, on);
    return heard.length > 0 && heard.every((event) => isBadNews(catalog, event));
  };
  const done = new Set(flow.reactions.filter((one) => !isToFailure(one)).flatMap(({ emits }) => namesOf(emits)));
  const again = flow.reactions.filter(isToFailure).flatMap(({ emits }) => emits.filter(({ name }) => done.has(name)));
  return again.flatMap(({ name, span }) => {
    const event = catalog.events.get(name);
    const labels = event ? negativeLabels(event) : [];
    if (labels.length === 0) return [];
    const message = `\`${flow.id}\` takes \`${name}\` back by publishing it again with a negative amount.`;
    return [{ span, message, help: 'Publish an event of its own for what is taken back.', labels, element: flow }];
  });
}

/** Whether a field tells doing from undoing: `direction: enum(debit|credit)`, `open: boolean`. */
function saysWhich(catalog: Catalog, event: EventDef): boolean {
  return event.payload.fields.some((field) => {
    const type = resolveType(catalog, field.type);
    const isChoice = type.kind === 'enum' || isPrimitive(type, 'boolean');
    return isChoice && !field.optional && !/currency|reason/i.test(field.name);
  });
}

function negativeLabels({ payload }: EventDef): readonly Label[] {
  const isNegative = ({ constraints }: Field) => constraints.min !== undefined && constraints.min < 0;
  return payload.fields
    .filter(isNegative)
    .map((field) => ({ span: field.nameSpan, text: 'may be negative, which is how it is taken back' }));
}
