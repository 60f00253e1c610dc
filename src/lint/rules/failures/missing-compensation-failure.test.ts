import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { missingCompensationFailure } from './missing-compensation-failure.js';

const build = (
  undo: string,
  { events = '', saga = 'stuck: { alert: us }' } = {},
) => `services: { order: { owner: us }, pay: {}, desk: {} }
events:
  E: { payload: { id: uuid } }
  Paid: {}
  Refunded: {}
  RefundFailed: { consumers: [order] }
${events}
commands:
  Pay: { handler: pay, success: Paid }
  Refund: ${undo}
sagas:
  S:
    service: order
    start: E
    correlation: id
    steps: [{ do: Pay, undo: Refund }]
    ${saga}
`;

const found = (...args: Parameters<typeof build>) => findingsOf(missingCompensationFailure, build(...args));

describe('missing-compensation-failure', () => {
  it('finds an undo without a failure event, once for all sagas', async () => {
    expect(await found('{ handler: pay, success: Refunded }')).toEqual([
      'Refund: The undo `Refund` names no failure event: when it fails, nobody is told.',
    ]);
  });

  it.each([
    ['a failure event', '{ success: Refunded, failure: [RefundFailed] }', {}],
    ['a failure linked from the event', '{ success: Refunded }', { events: '  Gone: { failureOf: Refunded }' }],
    ['a reason', '{ success: Refunded, cannotFail: A local change. }', {}],
    ['an undo that has no effect', '{ success: Refunded, effect: none }', {}],
  ])('accepts %s', async (_, undo, more) => {
    expect(await found(undo, more)).toEqual([]);
  });

  it('leaves a command that is a step as well to the rule for steps', async () => {
    const text = build('{ success: Refunded }').replace('steps: [', 'steps: [{ do: Refund, name: first }, ');
    expect(await findingsOf(missingCompensationFailure, text)).toEqual([]);
  });

  const undo = '{ success: Refunded, failure: [RefundFailed] }';

  it('finds a failure that nobody but the saga hears of', async () => {
    const message =
      'Refund: Nobody is told when the undo `Refund` fails: `S` alerts no one, and `RefundFailed` has no other consumer.';
    expect(await found(undo, { saga: 'repeat: true' })).toEqual([message]);
    expect(await found(undo, { saga: 'stuck: { runbook: docs/x.md }' })).toEqual([message]);
    const told = build(undo, { saga: 'repeat: true' }).replace('consumers: [order]', 'consumers: [order, desk]');
    expect(await findingsOf(missingCompensationFailure, told)).toEqual([]);
  });

  it('alerts the owner of the service', async () => {
    const { text } = await fixWith(
      missingCompensationFailure,
      build(undo, { saga: 'stuck: { runbook: docs/x.md } # r' }),
    );
    expect(text).toContain('stuck: { runbook: docs/x.md, alert: us } # r');
    const none = await fixWith(missingCompensationFailure, build(undo, { saga: 'repeat: true' }));
    expect(none.text).toContain('    repeat: true\n    stuck: { alert: us }\n');
  });

  it('writes two failure events of two undos in one go', async () => {
    const text = build('{ handler: pay, success: Refunded }')
      .replace('  Paid: {}', '  Paid: {}\n  Held: {}\n  Freed: {}\n  HoldFailed: {}')
      .replace(
        'commands:',
        'commands:\n  Hold: { success: Held, failure: [HoldFailed] }\n  Free: { handler: pay, success: Freed }',
      )
      .replace('steps: [', 'steps: [{ do: Hold, undo: Free }, ');
    const fixed = await fixWith(missingCompensationFailure, text);
    expect(fixed.rejected).toEqual([]);
    expect(await findingsOf(missingCompensationFailure, fixed.text)).toEqual([]);
  });
});
