import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith, runRule } from '../../rule-tester.js';
import { unknownReference as rule } from './unknown-reference.js';

const SERVICES = 'services:\n  order: {}\n  payment: {}\n';
const found = (definitions: string) => findingsOf(rule, SERVICES + definitions);

describe('unknown-reference', () => {
  it('says what kind is needed, and as what', async () => {
    expect(await found('events:\n  A: { producer: stock, payload: { a: Colour } }\n')).toEqual([
      'stock: `stock`, named as the producer, is no service of this catalog.',
      'Colour: `Colour`, named as the type, is no type of this catalog.',
    ]);
  });

  it('tells a name of the wrong kind apart from a missing one', async () => {
    const { findings } = await runRule(
      rule,
      `${SERVICES}events:\n  Paid: {}\ncommands:\n  Pay: { handler: payment, success: Pay }\n`,
    );
    expect(findings[0]).toMatchObject({
      message: '`Pay` is a command; an event is needed as the success event.',
      labels: [{ text: 'the command' }],
    });
  });

  it('looks among other kinds when nothing of the right kind comes close', async () => {
    const { findings } = await runRule(
      rule,
      `${SERVICES}events:\n  X: { producer: order, consumers: [PaymentSagga] }\nsagas:\n  PaymentSaga: { start: X, steps: [{ wait: 1m }] }\n`,
    );
    expect(findings.map(({ help }) => help)).toEqual(['`PaymentSaga` is a saga; a service is needed here.']);
  });

  it('points at one missing definition once, with its other mentions', async () => {
    const { findings } = await runRule(
      rule,
      `${SERVICES}events:\n  A: { producer: order, consumers: [crm] }\n  B: { producer: order, consumers: [crm, payment] }\n`,
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]?.labels).toMatchObject([{ text: 'also the consumer here' }]);
    expect(findings[0]?.help).toBe('Define it under `services`, or correct the name.');
  });

  it('repairs a slip only where one name alone comes close', async () => {
    const definitions = `${SERVICES}  payments: {}\nevents:\n  A: { producer: "ordr", consumers: [paymens] } # why\n`;
    const fixed = await fixWith(rule, definitions);
    expect(fixed.text).toBe(definitions.replace('"ordr"', '"order"'));
    expect(fixed.remaining.map(({ help }) => help)).toEqual(['Did you mean `payment` or `payments`?']);
  });

  it('corrects the part of a path that is wrong', async () => {
    const definitions = `${SERVICES}types:
  Money: { fields: { amount: decimal(12.2) } }
events:
  Placed: { producer: order, payload: { orderId: uuid, total: Money } }
  Paid: { producer: payment, payload: { orderId: uuid } }
commands:
  Pay: { handler: payment, payload: { orderId: uuid, sum: decimal(12.2) }, success: Paid }
sagas:
  S:
    service: order
    start: Placed
    correlation: orderId
    steps:
      - { do: Pay, with: { sum: Placed.totl.amount } }
`;
    expect((await fixWith(rule, definitions)).text).toBe(definitions.replace('totl', 'total'));
  });

  it('does not repeat itself about fields of unknown messages', async () => {
    expect(await found('events:\n  A: { producer: order, failureOf: Gone, payload: {}, key: x }\n')).toEqual([
      'Gone: `Gone`, named as the failed message, is no event or command of this catalog.',
      'x: `A` has no field `x`, which is named as the key.',
    ]);
  });
});
