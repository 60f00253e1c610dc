import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostics/index.js';
import type { SagaDefinition } from '../runtime/saga/definition.js';
import { catalogFromYaml } from '../testing/catalog-from-yaml.js';
import { compileSaga } from './compile-saga.js';

const SHOP = `
services: { order: {}, payment: {}, inventory: {}, shipping: {}, loyalty: {}, notification: {} }
types:
  Money: { fields: { amount: decimal(12.2), currency: string } }
events:
  OrderPlaced: { producer: order, payload: { orderId: uuid, total: Money, note: string?, placedAt: timestamp, holdFor: duration } }
  StockReserved: { producer: inventory, payload: { orderId: uuid } }
  StockMissing: { producer: inventory, payload: { orderId: uuid } }
  StockReleased: { producer: inventory, payload: { orderId: uuid } }
  PaymentCaptured: { producer: payment, payload: { orderId: uuid, paymentId: uuid } }
  PaymentDeclined: { producer: payment, retryable: true, effect: unknown, payload: { orderId: uuid } }
  PaymentRefunded: { producer: payment, payload: { orderId: uuid } }
  ShipmentScheduled: { producer: shipping, payload: { orderId: uuid } }
  ShipmentCancelled: { producer: shipping, payload: { orderId: uuid } }
  LoyaltyPointsAdded: { producer: loyalty, payload: { orderId: uuid } }
  OrderConfirmed: { producer: order, payload: { orderId: uuid, secret: string } }
  OrderCancelled: { producer: order, payload: { orderId: uuid, cancelledAt: timestamp } }
commands:
  ReserveStock: { handler: inventory, payload: { orderId: uuid }, success: StockReserved, failure: [StockMissing], timeout: 3s }
  ReleaseStock: { handler: inventory, payload: { orderId: uuid }, success: StockReleased }
  CapturePayment: { handler: payment, payload: { orderId: uuid, amount: Money }, success: PaymentCaptured, failure: [PaymentDeclined], retry: { attempts: 4, backoff: fixed, delay: 2s } }
  RefundPayment: { handler: payment, payload: { orderId: uuid, paymentId: uuid, reason: string? }, success: PaymentRefunded, timeout: 7s }
  ScheduleShipment: { handler: shipping, payload: { orderId: uuid }, success: ShipmentScheduled }
  CancelShipment: { handler: shipping, payload: { orderId: uuid }, success: ShipmentCancelled }
  AddLoyaltyPoints: { handler: loyalty, payload: { orderId: uuid }, success: LoyaltyPointsAdded }
  CheckStock: { handler: inventory, effect: none, payload: { orderId: uuid }, success: StockReserved, failure: [StockMissing] }
  ConfirmOrder: { handler: order, payload: { orderId: uuid }, success: OrderConfirmed }
  Orphan: { payload: { orderId: uuid }, success: StockReserved }
  Silent: { handler: order, payload: { orderId: uuid } }
`;

async function compile(saga: string): Promise<{ value: SagaDefinition | undefined; diagnostics: readonly string[] }> {
  const text = `${SHOP}sagas:\n  Checkout:\n${saga}`;
  const catalog = await catalogFromYaml(text);
  const def = catalog.sagas.get('Checkout');
  if (def === undefined) throw new Error('no saga');
  const { value, diagnostics } = compileSaga(catalog, def);
  return { value, diagnostics: diagnostics.map((diagnostic) => show(diagnostic, text)) };
}

/** `code @ source text: message`. */
function show({ code, message, span }: Diagnostic, text: string): string {
  return `${code} @ ${span ? text.slice(span.start, span.end) : '?'}: ${message}`;
}

const HEAD = '    service: order\n    start: OrderPlaced\n    correlation: orderId\n';

const CHECKOUT = `${HEAD}    version: 1.2.3
    deadline: 15m
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - do: CapturePayment
        with: { amount: OrderPlaced.total }
        undo: { do: RefundPayment, with: { reason: { else: order_cancelled, deadline: late, timeout: slow, ScheduleShipment.timeout: no_van, StockMissing: out_of_stock } }, timeout: 9s, retry: { attempts: 10 } }
      - parallel:
          - { do: ScheduleShipment, undo: CancelShipment }
          - { do: AddLoyaltyPoints, when: "OrderPlaced.total.amount > 100" }
      - { do: ConfirmOrder, pivot: true }
    complete: OrderConfirmed
    abort: OrderCancelled
    stuck: { alert: team-checkout }
`;

describe('compileSaga', () => {
  it('compiles the checkout', async () => {
    const { value, diagnostics } = await compile(CHECKOUT);
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject({
      format: 1,
      saga: 'Checkout',
      version: '1.2.3',
      service: 'order',
      start: { message: 'OrderPlaced', kind: 'event' },
      correlation: 'orderId',
      deadlineMs: 900_000,
      repeat: false,
      stuck: { alert: 'team-checkout' },
    });
    expect(value?.steps.map((step) => [step.kind, step.name])).toEqual([
      ['do', 'ReserveStock'],
      ['do', 'CapturePayment'],
      ['parallel', 'parallel-3'],
      ['do', 'ConfirmOrder'],
    ]);
  });

  it('resolves inputs, the undo that needs an answer included, and orders causes from special to else', async () => {
    const { value } = await compile(CHECKOUT);
    const capture = value?.steps[1];
    expect(capture).toMatchObject({
      call: {
        service: 'payment',
        input: [
          { field: 'orderId', from: { kind: 'path', messages: ['OrderPlaced'], path: ['orderId'] } },
          { field: 'amount', from: { kind: 'path', messages: ['OrderPlaced'], path: ['total'] } },
        ],
        failure: [{ event: 'PaymentDeclined', retryable: true, effectUnknown: true }],
        retry: { attempts: 4, backoff: 'fixed', delayMs: 2000 },
        readOnly: false,
      },
      undo: { call: { command: 'RefundPayment', timeoutMs: 9000, retry: { attempts: 10 } } },
    });
    const input = capture?.kind === 'do' ? capture.undo?.call.input : undefined;
    expect(input?.map(({ field }) => field)).toEqual(['orderId', 'paymentId', 'reason']);
    expect(input?.[1]?.from).toEqual({ kind: 'path', messages: ['PaymentCaptured'], path: ['paymentId'] });
    const reason = input?.[2]?.from;
    expect(reason?.kind === 'cause' && reason.cases.map(({ cause }) => cause)).toEqual([
      'StockMissing',
      'ScheduleShipment.timeout',
      'deadline',
      'timeout',
      'else',
    ]);
  });

  it('fills the ends, and asks for nothing that a step is sure to publish', async () => {
    const { value } = await compile(CHECKOUT);
    expect(value?.complete).toMatchObject([{ event: 'OrderConfirmed' }]);
    expect(value?.abort).toEqual([
      {
        event: 'OrderCancelled',
        input: [
          { field: 'orderId', from: { kind: 'path', messages: ['OrderPlaced'], path: ['orderId'] } },
          { field: 'cancelledAt', from: { kind: 'now' } },
        ],
      },
    ]);
    const unsure = await compile(
      CHECKOUT.replace('{ do: ConfirmOrder, pivot: true }', '{ do: ConfirmOrder, optional: true }'),
    );
    expect(unsure.diagnostics).toEqual([
      'saga-unfilled-field @ OrderConfirmed: `OrderConfirmed.secret` cannot be filled: `OrderConfirmed` may not have come by then, or may lack it.',
    ]);
  });

  it('gives the shapes that guards need', async () => {
    const { value } = await compile(CHECKOUT);
    expect(value?.messages['OrderPlaced']).toEqual({
      fields: {
        orderId: 'string',
        total: { record: { amount: 'decimal', currency: 'string' } },
        note: 'string',
        placedAt: 'timestamp',
        holdFor: 'duration',
      },
      optional: ['note'],
    });
  });

  it('compiles a first step that only undoes, whose answer may be the abort', async () => {
    const { value } = await compile(
      `${HEAD}    steps: [{ undo: ReleaseStock }, { do: ReserveStock }]\n    abort: StockReleased\n`,
    );
    expect(value?.steps[0]).toMatchObject({ kind: 'undo', undo: { call: { command: 'ReleaseStock' } } });
    expect(value?.abort).toMatchObject([{ event: 'StockReleased' }]);
  });

  it('is the same each time', async () => {
    const [one, two] = [await compile(CHECKOUT), await compile(CHECKOUT)];
    expect(JSON.stringify(one.value)).toBe(JSON.stringify(two.value));
  });
});

describe('sagas that cannot be compiled', () => {
  it.each([
    [
      'no head',
      '    start: OrderPlaced\n    steps: [{ do: ReserveStock }]\n',
      [
        'saga-incomplete @ Checkout: The saga `Checkout` has no `service`.',
        'saga-incomplete @ Checkout: The saga `Checkout` has no `correlation`.',
      ],
    ],
    [
      'an unknown command',
      `${HEAD}    steps: [{ do: ReserveStok }]\n`,
      [
        'saga-unknown-name @ ReserveStok: The saga `Checkout` names the command `ReserveStok`, which the catalog does not have.',
      ],
    ],
    [
      'a command without handler',
      `${HEAD}    steps: [{ do: Orphan }]\n`,
      ['saga-command-without-handler @ Orphan: Nobody handles the command `Orphan`.'],
    ],
    [
      'a command without success',
      `${HEAD}    steps: [{ do: Silent }]\n`,
      ['saga-command-without-success @ Silent: The command `Silent` names no success event to wait for.'],
    ],
    [
      'a required field',
      `${HEAD}    steps: [{ do: CapturePayment }]\n`,
      [
        'saga-unfilled-field @ CapturePayment: `CapturePayment.amount` cannot be filled: no message seen before carries a field of that name.',
      ],
    ],
    [
      'a field that is not there',
      `${HEAD}    steps: [{ do: ReserveStock, with: { oderId: OrderPlaced.orderId } }]\n`,
      ['saga-unknown-field @ oderId: `ReserveStock` has no field `oderId`.'],
    ],
    [
      'a wrong type',
      `${HEAD}    steps: [{ do: CapturePayment, with: { amount: OrderPlaced.orderId } }]\n`,
      [
        'saga-mapped-type @ OrderPlaced.orderId: `CapturePayment.amount` wants `Money`, and `OrderPlaced.orderId` is `uuid`.',
      ],
    ],
    [
      'causes without else',
      `${HEAD}    steps: [{ do: ReserveStock, undo: { do: RefundPayment, with: { paymentId: OrderPlaced.orderId, reason: { StockMissing: x } } } }, { do: CheckStock }]\n`,
      [
        'saga-cause-without-else @ reason: The causes of `reason` leave out `ReserveStock.timeout`, `CheckStock.timeout`.',
      ],
    ],
    [
      'a cause that cannot be',
      `${HEAD}    steps: [{ do: ReserveStock, undo: { do: RefundPayment, with: { paymentId: OrderPlaced.orderId, reason: { PaymentDeclined: x, else: y } } } }]\n`,
      ['saga-unknown-cause @ PaymentDeclined: Nothing in `Checkout` fails with `PaymentDeclined`.'],
    ],
    [
      'a start that is no message, and nothing of what follows from it',
      '    service: order\n    start: OrderPlced\n    correlation: orderId\n    steps: [{ do: ReserveStock }]\n',
      [
        'saga-unknown-name @ OrderPlced: The saga `Checkout` names the start message `OrderPlced`, which the catalog does not have.',
      ],
    ],
    [
      'a command that is none, and not the causes and handlers that may be its failures',
      `${HEAD}    steps: [{ do: ReserveStock, undo: { do: RefundPayment, with: { paymentId: OrderPlaced.orderId, reason: { PaymentDeclined: x, else: y } } } }, { do: CapturePaymnt, onFailure: { PaymentDeclined: { then: skip } } }]\n`,
      [
        'saga-unknown-name @ CapturePaymnt: The saga `Checkout` names the command `CapturePaymnt`, which the catalog does not have.',
      ],
    ],
    [
      'a cancelling event that is none, and not the cause that was meant for it',
      `${HEAD}    cancelOn: [OrderCanceled]\n    steps: [{ do: ReserveStock, undo: { do: RefundPayment, with: { paymentId: OrderPlaced.orderId, reason: { OrderCancelled: x, else: y } } } }]\n`,
      [
        'saga-unknown-name @ OrderCanceled: The saga `Checkout` names the cancel event `OrderCanceled`, which the catalog does not have.',
      ],
    ],
    [
      'a correlation that the start lacks',
      '    service: order\n    start: OrderPlaced\n    correlation: orderNo\n    steps: [{ do: ReserveStock }]\n',
      [
        'saga-unknown-name @ orderNo: The saga `Checkout` names the field of `OrderPlaced` `orderNo`, which the catalog does not have.',
      ],
    ],
  ])('%s', async (_, saga, expected) => {
    const { value, diagnostics } = await compile(saga);
    expect(value).toBeUndefined();
    expect(diagnostics).toEqual(expected);
  });
});

describe('guards', () => {
  const guarded = (when: string) =>
    `${HEAD}    steps: [{ do: ReserveStock, optional: true }, { do: ConfirmOrder, when: ${when} }]\n`;

  it.each([
    ['StockReserved', 'has(seen.StockReserved)'],
    ['not StockReserved', '!has(seen.StockReserved)'],
    [
      '"OrderPlaced.total.amount == 100 && OrderPlaced.total.currency != \'EUR\'"',
      "OrderPlaced.total.amount == 100 && OrderPlaced.total.currency != 'EUR'",
    ],
    [
      "\"OrderPlaced.placedAt > timestamp('2026-01-01T00:00:00Z') || OrderPlaced.holdFor < duration('30s')\"",
      "OrderPlaced.placedAt > timestamp('2026-01-01T00:00:00Z') || OrderPlaced.holdFor < duration('30s')",
    ],
    ['"has(OrderPlaced.note) && has(seen.StockReserved)"', 'has(OrderPlaced.note) && has(seen.StockReserved)'],
  ])('%s', async (when, cel) => {
    const { value, diagnostics } = await compile(guarded(when));
    expect(diagnostics).toEqual([]);
    expect(value?.steps[1]).toMatchObject({ when: { cel } });
  });

  it.each([
    ['"OrderPlaced.total.amuont > 100"', 'saga-guard @ amuont: This guard cannot be understood: no such key: amuont.'],
    [
      '"OrderPlaced.total > 100"',
      'saga-guard @ OrderPlaced.total > 100: This guard cannot be understood: no such overload',
    ],
    ['"OrderPlaced.orderId >"', 'saga-guard @ : This guard cannot be understood: unexpected token'],
    [
      '"OrderPlaced.orderId"',
      'saga-guard @ "OrderPlaced.orderId": This guard cannot be understood: it is string, not true or false.',
    ],
    [
      '"OderPlaced.total.amount > 1"',
      'saga-guard @ OderPlaced.total: This guard cannot be understood: `OderPlaced` is no message.',
    ],
    [
      '"OrderConfirmed.secret == \'x\'"',
      'saga-guard @ OrderConfirmed.secret: This guard cannot be understood: `OrderConfirmed` has not come before this place.',
    ],
    ['"has(seen.Nope)"', 'saga-guard @ seen.Nope: This guard cannot be understood: `Nope` is no message.'],
    [
      '"has(OrderPlaced.nope)"',
      'saga-guard @ OrderPlaced.nope: This guard cannot be understood: `OrderPlaced` has no field `nope`.',
    ],
    ['not StockMising', 'saga-guard @ StockMising: This guard cannot be understood: `StockMising` is no message.'],
  ])('%s', async (when, expected) => {
    const { diagnostics } = await compile(guarded(when));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toContain(expected);
  });
});
