import { describe, expect, it } from 'vitest';
import { catalogFromYaml, DEFINITIONS } from '../testing/catalog-from-yaml.js';
import { compileSaga } from './compile-saga.js';
import { compileStatements } from './compile-statements.js';

const SHOP = `
services: { order: {}, payment: {} }
types:
  Money: { fields: { amount: decimal(12.2) } }
events:
  OrderPlaced: { producer: order, payload: { orderId: uuid, total: Money, note: string, placedAt: timestamp } }
  OrderRefused@1: { producer: order, payload: { orderId: uuid } }
  OrderConfirmed: { producer: order, payload: { orderId: uuid } }
  OrderCancelled: { producer: order, payload: { orderId: uuid } }
  OrderShipped: { producer: order, payload: { orderId: uuid } }
  StockReserved: { producer: order, payload: { orderId: uuid } }
  StockReleased: { producer: order, payload: { orderId: uuid } }
  StockChecked: { producer: order, payload: { orderId: uuid } }
  PaymentCaptured: { producer: payment, payload: { orderId: uuid } }
  PaymentDeclined: { producer: payment, payload: { orderId: uuid } }
  PaymentRefunded: { producer: payment, payload: { orderId: uuid } }
  RefundFailed: { producer: payment, payload: { orderId: uuid } }
  PersonAsked: { producer: order, payload: { orderId: uuid } }
  CustomerLeft: { producer: order, payload: { orderId: uuid } }
  MailSent: { producer: order, payload: { orderId: uuid } }
commands:
  ReserveStock: { handler: order, payload: { orderId: uuid }, success: StockReserved }
  CheckStock: { handler: order, effect: none, payload: { orderId: uuid }, success: StockChecked }
  ReleaseStock: { handler: order, payload: { orderId: uuid }, success: StockReleased }
  CapturePayment: { handler: payment, payload: { orderId: uuid }, success: PaymentCaptured, failure: [PaymentDeclined] }
  RefundPayment: { handler: payment, payload: { orderId: uuid }, success: PaymentRefunded, failure: [RefundFailed] }
  AskPerson: { handler: order, payload: { orderId: uuid }, success: PersonAsked }
  ShipOrder: { handler: order, payload: { orderId: uuid }, success: OrderShipped }
`;

const STEPS = `
    service: order
    start: OrderPlaced
    correlation: orderId
    steps:
      - { do: ReserveStock, undo: ReleaseStock, check: CheckStock }
      - do: CapturePayment
        undo: RefundPayment
        onFailure: { PaymentDeclined: { steps: [{ do: AskPerson }], then: retry } }
    complete: OrderConfirmed
    abort: OrderCancelled
    cancelOn: [CustomerLeft]
`;

const REACTIONS = `
    reactions:
      - { on: OrderPlaced, by: order, emits: MailSent, fails: [RefundFailed], needs: [OrderConfirmed] }
`;

function yamlOf(body: string): string {
  return `${SHOP}sagas:\n  Checkout:${STEPS}    ${body}\nflows:\n  Mail:${REACTIONS}`;
}

async function sagaWith(body: string) {
  const catalog = await catalogFromYaml(yamlOf(body));
  const saga = catalog.sagas.get('Checkout');
  if (saga === undefined) throw new Error('no saga');
  return { catalog, saga, compiled: compileStatements(catalog, saga) };
}

async function flowWith(body: string) {
  const text = `${SHOP}flows:\n  Mail:${REACTIONS}    ${body}\n`;
  const catalog = await catalogFromYaml(text);
  const flow = catalog.flows.get('Mail');
  if (flow === undefined) throw new Error('no flow');
  return { text, compiled: compileStatements(catalog, flow) };
}

/** Problem, help and what is pointed at. */
async function said(statement: string) {
  const body = `never: '${statement.replaceAll("'", "''")}'`;
  const { compiled } = await sagaWith(body);
  const text = yamlOf(body);
  return compiled.diagnostics.map(({ code, severity, message, help, span }) => ({
    is: `${severity} ${code}`,
    message: /^This statement cannot be understood: (.*)\.$/.exec(message)?.[1],
    help,
    at: span && text.slice(span.start, span.end).replace(/^'(.*)'$/, '$1'),
  }));
}

const IS = 'error invalid-statement';

describe('the statements of a saga', () => {
  it('are compiled with their place and reason', async () => {
    const body = 'never: { that: CapturePayment without RefundPayment, because: Nobody pays for nothing. }';
    const { compiled } = await sagaWith(body);
    const start = yamlOf(body).indexOf('CapturePayment without');
    expect(compiled).toEqual({
      value: [
        {
          kind: 'never',
          text: 'CapturePayment without RefundPayment',
          because: 'Nobody pays for nothing.',
          cel: 'has(happened.CapturePayment) && !( has(happened.RefundPayment))',
          span: { file: DEFINITIONS, start, end: start + 'CapturePayment without RefundPayment'.length },
        },
      ],
      diagnostics: [],
    });
  });

  it.each([
    'ReserveStock and CheckStock and ReleaseStock and CapturePayment and RefundPayment and AskPerson',
    'OrderPlaced or StockReserved or StockChecked or StockReleased or PaymentDeclined or RefundFailed or PersonAsked',
    'OrderConfirmed or OrderCancelled or CustomerLeft',
    'OrderPlaced.total.amount > 100 and CapturePayment',
    'not OrderPlaced.total.amount > 100',
    "OrderPlaced.placedAt > timestamp('2026-01-01T00:00:00Z') && has(seen.PaymentDeclined)",
    "OrderPlaced.note == 'Unknown and Wrong' or has(OrderPlaced.note)",
    'has(happened.CapturePayment) || "CapturePayment" in happened',
    'OrderPlaced.note in happened or "CapturePayment" in happened',
    'true',
  ])('may say: %s', async (statement) => {
    expect(await said(statement)).toEqual([]);
  });

  it.each([
    [
      'CapturePaymnt and ReserveStock',
      'CapturePaymnt',
      '`CapturePaymnt` is no message',
      'Did you mean `CapturePayment`?',
    ],
    [
      'CapturePayment without RefundPaymnt',
      'RefundPaymnt',
      '`RefundPaymnt` is no message',
      'Did you mean `RefundPayment`?',
    ],
    ['not capturePayment', 'capturePayment', 'unknown variable: capturePayment', 'Did you mean `CapturePayment`?'],
    ['ShipOrder', 'ShipOrder', '`ShipOrder` has no part in the saga `Checkout`', undefined],
    [
      'OrderShipped.orderId == "1"',
      'OrderShipped.orderId',
      '`OrderShipped` has no part in the saga `Checkout`',
      undefined,
    ],
    ['has(happened.Nonsense)', 'happened.Nonsense', '`Nonsense` is no message', undefined],
    ['has(seen.nonsense)', 'seen.nonsense', '`nonsense` is no message', undefined],
    ['__proto__', '__proto__', 'reserved identifier: __proto__', undefined],
    ['A and constructor', 'A', '`A` is no message', undefined],
    ['constructor', 'constructor', 'unknown variable: constructor', undefined],
    ['has(happened.toString)', 'happened.toString', '`toString` is no message', undefined],
    ['has(OrderPlaced.totl)', 'OrderPlaced.totl', '`OrderPlaced` has no field `totl`', 'Did you mean `total`?'],
    [
      'CapturePayment.orderId == "1"',
      'CapturePayment.orderId',
      '`CapturePayment` does not come to the saga, so nothing in it can be read',
      'Ask only whether it has happened: `CapturePayment`.',
    ],
    ['not OrderRefused@1', 'OrderRefused@1', '`OrderRefused@1` has no part in the saga `Checkout`', undefined],
    ['OrderPlaced@7', 'OrderPlaced@7', '`OrderPlaced@7` is no message', 'Did you mean `OrderPlaced`?'],
    ['"Wrong" in happened', '"Wrong" in happened', '`Wrong` is no message', undefined],
    ['CapturePayment and', '', 'something is missing at its end', undefined],
    ['CapturePayment without', '', 'something is missing at its end', undefined],
    ['CapturePayment ReserveStock', 'ReserveStock', '`ReserveStock` does not fit here', undefined],
    ['CapturePayment and or ReserveStock', 'or', '`or` does not fit here', undefined],
    ['and', 'and', '`and` does not fit here', undefined],
    ['OrderPlaced.total.amount', 'OrderPlaced.total.amount', 'it is double, not true or false', undefined],
    ['happened', 'happened', 'it is map<string, dyn>, not true or false', undefined],
    ['loop', 'loop', 'reserved identifier: loop', undefined],
  ])('may not say: %s', async (statement, at, message, help) => {
    expect(await said(statement)).toEqual([{ is: IS, message, help, at }]);
  });

  it('are all reported, and each of their names', async () => {
    const { compiled } = await sagaWith('always: [Wrong or Wronger, CapturePayment, "1"]');
    expect(compiled.value.map(({ text }) => text)).toEqual(['CapturePayment']);
    expect(compiled.diagnostics.map(({ message }) => message)).toEqual([
      'This statement cannot be understood: `Wrong` is no message.',
      'This statement cannot be understood: `Wronger` is no message.',
      'This statement cannot be understood: it is int, not true or false.',
    ]);
  });

  it('survive negations without end', async () => {
    expect(await said(`${'not '.repeat(5000)}CapturePayment`)).toMatchObject([{ is: IS }]);
  });

  it('are checked when the saga is compiled', async () => {
    const wrong = await sagaWith('never: Wrong');
    expect(compileSaga(wrong.catalog, wrong.saga)).toMatchObject({
      value: undefined,
      diagnostics: [{ element: 'saga Checkout' }],
    });
    const right = await sagaWith('never: CapturePayment and RefundPayment');
    expect(compileSaga(right.catalog, right.saga)).toMatchObject({ value: { saga: 'Checkout' }, diagnostics: [] });
  });

  it('are compiled once', async () => {
    const { catalog, saga, compiled } = await sagaWith('never: CapturePayment');
    expect(compileStatements(catalog, saga)).toBe(compiled);
  });
});

describe('the statements of a flow', () => {
  it('may name the events of its reactions', async () => {
    const { compiled } = await flowWith('finally: OrderPlaced and OrderConfirmed and (MailSent or RefundFailed)');
    expect(compiled).toMatchObject({ value: [{ kind: 'finally' }], diagnostics: [] });
  });

  it('may name a failure event that follows from `failureOf`', async () => {
    const catalog = await catalogFromYaml(`${SHOP.replace(
      'commands:',
      '  MailLost: { producer: order, failureOf: MailSent, payload: { orderId: uuid } }\ncommands:',
    )}flows:
  Mail:
    reactions: [{ on: OrderPlaced, by: order, emits: MailSent }]
    finally: MailSent or MailLost
`);
    const flow = catalog.flows.get('Mail');
    expect(flow && compileStatements(catalog, flow).diagnostics).toEqual([]);
  });

  it('may read them', async () => {
    const { compiled } = await flowWith('always: not OrderPlaced.total.amount > 100 or MailSent');
    expect(compiled.diagnostics).toEqual([]);
  });

  it('may name nothing else', async () => {
    const { text, compiled } = await flowWith('finally: MailSnt or CapturePayment');
    const told = compiled.diagnostics.map(({ message, help, span, element }) => [
      span && text.slice(span.start, span.end),
      message,
      help,
      element,
    ]);
    expect(told).toEqual([
      [
        'MailSnt',
        'This statement cannot be understood: `MailSnt` is no message.',
        'Did you mean `MailSent`?',
        'flow Mail',
      ],
      [
        'CapturePayment',
        'This statement cannot be understood: `CapturePayment` has no part in the flow `Mail`.',
        undefined,
        'flow Mail',
      ],
    ]);
  });
});
