import { describe, expect, it } from 'vitest';
import { catalogOf, findingsOf, fixWith } from '../../rule-tester.js';
import { lintCatalog } from '../../run.js';
import { missingFailureEvent as rule } from './missing-failure-event.js';

const SERVICES = 'services:\n  a: { owner: t }\n  b: { owner: t }\n';
const found = async (definitions: string) =>
  (await findingsOf(rule, SERVICES + definitions)).map((finding) => finding.split(':')[0]);

const COMMAND = 'commands:\n  CapturePayment: { handler: a, success: PaymentCaptured }\n';

describe('missing-failure-event', () => {
  it.each([
    ['a command', `events:\n  PaymentCaptured: {}\n${COMMAND}`, ['CapturePayment']],
    ['a command without any outcome', 'commands:\n  SendReminder: { handler: a }\n', ['SendReminder']],
    ['a command with an empty list', 'commands:\n  SendReminder: { handler: a, failure: [] }\n', ['SendReminder']],
    ['a query', 'commands:\n  CheckStock: { handler: a, effect: none, success: StockChecked }\n', ['CheckStock']],
    [
      'a command whose success is bad news',
      'events:\n  CardBlocked: {}\ncommands:\n  BlockCard: { success: CardBlocked }\n',
      ['BlockCard'],
    ],
    ['an event that could have gone otherwise', 'events:\n  StockReserved: { producer: a }\n', ['StockReserved']],
    [
      'what a reaction does',
      'events:\n  A: {}\n  InvoiceCreated: {}\nflows:\n  F: { reactions: [{ on: A, by: a, emits: InvoiceCreated }] }\n',
      ['InvoiceCreated'],
    ],
    [
      'an event beside the failure of another one of the same noun',
      'events:\n  PaymentCaptured: {}\n  PaymentAuthorized: {}\n  PaymentFailed: { failureOf: PaymentAuthorized }\n',
      ['PaymentCaptured'],
    ],
    [
      'a command beside the failure of another one of the same noun',
      'events:\n  StockReserved: {}\n  StockReleased: {}\n  StockFailed: {}\ncommands:\n  ReserveStock: { success: StockReserved }\n  ReleaseStock: { success: StockReleased, failure: [StockFailed] }\n',
      ['ReserveStock'],
    ],
    [
      'an undo that is a step as well',
      'events:\n  E: {}\ncommands:\n  D: { success: E, failure: [F] }\n  U: {}\nsagas:\n  S: { service: a, start: E, steps: [{ do: D, undo: U }, { do: U }] }\n',
      ['U'],
    ],
    [
      'one finding for a reaction with two events',
      'events:\n  X: {}\n  A: {}\n  B: {}\nflows:\n  F: { reactions: [{ on: X, by: a, emits: [A, B] }] }\n',
      ['A'],
    ],
  ])('finds %s', async (_, definitions, expected) => {
    expect(await found(definitions)).toEqual(expected);
  });

  it.each([
    ['a named failure', 'commands:\n  CapturePayment: { failure: [PaymentDeclined] }\n'],
    ['a link to the success', `events:\n  PaymentCaptured: {}\n  X: { failureOf: PaymentCaptured }\n${COMMAND}`],
    ['a link to the command', `events:\n  PaymentCaptured: {}\n  X: { failureOf: CapturePayment }\n${COMMAND}`],
    ['a name', `events:\n  PaymentCaptured: {}\n  PaymentDeclined: {}\n${COMMAND}`],
    [
      'a name for a command without a success',
      'events:\n  ReminderBounced: {}\n  ReminderSendingFailed: {}\ncommands:\n  SendReminder: {}\n',
    ],
    ['an excuse of the command', 'commands:\n  CapturePayment: { cannotFail: It is our own. }\n'],
    ['an excuse of the success', `events:\n  PaymentCaptured: { cannotFail: It is our own. }\n${COMMAND}`],
    ['an excuse of the event', 'events:\n  StockReserved: { cannotFail: A person says so. }\n'],
    ['facts', 'events:\n  OrderPlaced: {}\n  CustomerRegistered: {}\n  PriceChanged: {}\n  CardDeclined: {}\n'],
    [
      'both ends as successes',
      'events:\n  ClaimAccepted: {}\n  ClaimRejected: {}\ncommands:\n  J: { success: [ClaimAccepted, ClaimRejected] }\n',
    ],
    [
      'both ends of a reaction',
      'events:\n  X: {}\n  ClaimAccepted: {}\n  ClaimDisputed: {}\nflows:\n  F: { reactions: [{ on: X, by: a, emits: [ClaimAccepted, ClaimDisputed] }] }\n',
    ],
    [
      'the failure of a reaction',
      'events:\n  X: {}\n  A: {}\n  B: {}\nflows:\n  F: { reactions: [{ on: X, by: a, emits: A, fails: [B] }] }\n',
    ],
    [
      'a reaction that passes on a fact',
      'events:\n  X: {}\n  ReviewRequested: {}\nflows:\n  F: { reactions: [{ on: X, by: a, emits: ReviewRequested }] }\n',
    ],
    [
      'the ends of a saga',
      'events:\n  X: {}\n  TripBooked: {}\n  TripOff: {}\nsagas:\n  S: { service: a, start: X, steps: [{ wait: 1m }], complete: TripBooked, abort: TripOff }\n',
    ],
    [
      'the command that starts a saga',
      'events:\n  TripBooked: {}\n  TripOff: {}\ncommands:\n  BookTrip: {}\nsagas:\n  S: { service: a, start: BookTrip, steps: [{ wait: 1m }], complete: TripBooked, abort: TripOff }\n',
    ],
    [
      'what an await fails by',
      'events:\n  X: {}\n  ParcelDelivered: {}\n  Y: {}\nsagas:\n  S: { service: a, start: X, steps: [{ await: ParcelDelivered, failure: [Y], timeout: 1h }] }\n',
    ],
    [
      'an undo and its success',
      'events:\n  E: {}\n  StockAllocated: {}\ncommands:\n  D: { success: E, failure: [F] }\n  U: { success: StockAllocated }\nsagas:\n  S: { service: a, start: E, steps: [{ do: D, undo: U }] }\n',
    ],
    ['an older major', 'events:\n  StockReserved@1: { version: 1.0.0 }\n'],
  ])('is content with %s', async (_, definitions) => {
    expect(await found(definitions)).toEqual([]);
  });

  it('does not take the success of an undo for a failure event', async () => {
    const definitions =
      'events:\n  X: {}\n  CarReserved: {}\n  CarReservationCancelled: {}\ncommands:\n  ReserveCar: { success: CarReserved }\n  CancelCar: { success: CarReservationCancelled, failure: [N] }\nsagas:\n  S: { service: a, start: X, steps: [{ do: ReserveCar, undo: CancelCar }] }\n';
    expect(await found(definitions)).toEqual(['ReserveCar']);
  });

  it('repairs all at once, with different names, and causes no finding of another rule', async () => {
    const definitions = `${SERVICES}channels:
  c: { key: orderId }   # the only one
commands:
  # taken from the card
  CapturePayment:
    version: 1.0.0
    summary: Take the money.
    handler: a
    payload: { orderId: uuid }
    success: PaymentCaptured   # happy
    timeout: 5s
  RequestPayment: { version: 1.0.0, summary: Ask for it., handler: a, payload: { order_id: uuid }, success: PaymentCaptured2, timeout: 5s, senders: [b] }
events:
  OrderPlaced: { version: 1.0.0, summary: Ordered., producer: b, consumers: [a], channel: c, payload: { orderId: uuid, placedAt: timestamp } }
  PaymentCaptured: { version: 1.0.0, producer: a, payload: { orderId: uuid, capturedAt: timestamp } }
  PaymentCaptured2: { version: 1.0.0, producer: a, payload: { order_id: uuid } }
  ParcelDelivered: { version: 1.0.0, summary: There., producer: a, consumers: [b], channel: c, payload: { orderId: uuid, deliveredAt: timestamp } }
sagas:
  S: { version: 1.0.0, summary: S., service: b, start: OrderPlaced, correlation: orderId, deadline: 1h, steps: [{ do: CapturePayment, noUndo: It is a test. }], stuck: { alert: t } }
`;
    const before = await catalogOf(definitions);
    const { text, rejected } = await fixWith(rule, definitions);
    expect(rejected).toEqual([]);
    const after = await catalogOf(text);
    const say = (run: typeof before) =>
      [...run.before, ...lintCatalog(run.catalog)].map(({ code, element }) => `${code} ${element}`);
    const old = say(before);
    // A failure names what failed as its command does, in whatever case that is.
    const isNew = (finding: string) => !old.includes(finding) && !finding.startsWith('name-case');
    expect(say(after).filter(isNew)).toEqual([]);
    expect(say(after).some((finding) => finding.startsWith(rule.id))).toBe(false);
    for (const comment of ['# the only one', '# taken from the card', '# happy']) expect(text).toContain(comment);
    expect(after.catalog.commands.get('CapturePayment')?.failure.map(({ name }) => name)).toEqual([
      'PaymentCaptureFailed',
    ]);
    expect(after.catalog.events.get('PaymentCaptureFailed')?.consumers.map(({ service }) => service.name)).toEqual([
      'b',
    ]);
    expect(after.catalog.events.get('ParcelDeliveryFailed')?.channel?.name).toBe('c');
  });

  it('writes no failure event where a saga would have to abort with it', async () => {
    const definitions = `${SERVICES}events:\n  X: {}\n  TripBooked: {}\nsagas:\n  S: { service: a, start: X, steps: [{ wait: 1m }], complete: TripBooked }\n`;
    expect((await fixWith(rule, definitions)).changed).toEqual([]);
    expect(await found(definitions.slice(SERVICES.length))).toEqual(['TripBooked']);
  });
});
