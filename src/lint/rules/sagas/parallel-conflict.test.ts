import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { parallelConflict } from './parallel-conflict.js';

const MESSAGES = `services: { s: { store: postgres }, other: { store: postgres }, mailer: {}, partner: { external: true, store: postgres } }
events:
  Started: { payload: { id: uuid, outSeatId: uuid, backSeatId: uuid, customerId: uuid, lines: list<string> } }
  Done: {}
commands:
  A: { handler: s, payload: { id: uuid }, success: Done }
  B: { handler: s, payload: { id: uuid, note: string? }, success: Done }
  Other: { handler: other, payload: { id: uuid }, success: Done }
  Mail: { handler: mailer, payload: { id: uuid }, success: Done }
  Text: { handler: mailer, payload: { id: uuid }, success: Done }
  Far: { handler: partner, payload: { id: uuid }, success: Done }
  Look: { handler: s, effect: none, payload: { id: uuid }, success: Done }
  Hold: { handler: s, payload: { id: uuid, seatId: uuid }, success: Done }
  Credit: { handler: s, payload: { id: uuid, customerId: uuid }, success: Done }
  Bonus: { handler: s, payload: { id: uuid, customerId: uuid }, success: Done }
  ByCustomer: { handler: s, key: customerId, payload: { id: uuid, customerId: uuid }, success: Done }
  Nothing: { handler: s, success: Done }
  SendMail: { handler: s, payload: { id: uuid }, success: Done }
  SendSms: { handler: s, payload: { id: uuid }, success: Done }
`;

const found = (steps: string) =>
  findingsOf(parallelConflict, `${MESSAGES}sagas: { S: { start: Started, correlation: id, steps: ${steps} } }`);
const says = (one: string, other: string, text = other) => [
  `${text}: \`${one}\` and \`${other}\` run side by side in \`S\` and change the same thing in \`s\`.`,
];

describe('parallel-conflict', () => {
  it.each([
    ['one after the other', '[{ do: A }, { do: B }]'],
    ['one after the other in a branch', '[{ parallel: [[{ do: A }, { do: B }], { do: Other }] }]'],
    ['two services', '[{ parallel: [{ do: A }, { do: Other }] }]'],
    ['a service without a store', '[{ parallel: [{ do: Mail }, { do: Text }] }]'],
    ['a service of somebody else', '[{ parallel: [{ do: Far }, { do: Far, name: again }] }]'],
    ['what only reads', '[{ parallel: [{ do: A }, { do: Look }] }]'],
    ['mails', '[{ parallel: [{ do: SendMail }, { do: SendSms }] }]'],
    [
      'different ids',
      '[{ parallel: [{ do: Hold, with: { seatId: Started.outSeatId } }, { do: Hold, name: back, with: { seatId: Started.backSeatId } }] }]',
    ],
    [
      'something inside and the whole',
      '[{ parallel: [{ do: A }, { do: Hold, with: { seatId: Started.outSeatId } }] }]',
    ],
    ['opposite conditions', '[{ parallel: [{ do: A, when: Started }, { do: B, when: not Started }] }]'],
    ['nothing that names the thing', '[{ parallel: [{ do: Nothing }, { do: Nothing, name: again }] }]'],
    [
      'groups one after the other',
      '[{ parallel: [{ do: A }, { do: Other }] }, { parallel: [{ do: B }, { do: Other, name: x }] }]',
    ],
  ])('accepts %s', async (_, steps) => {
    expect(await found(steps)).toEqual([]);
  });

  it.each([
    ['the same run', '[{ parallel: [{ do: A }, { do: B }] }]', says('A', 'B')],
    ['the same command twice', '[{ parallel: [{ do: A }, { do: A, name: again }] }]', says('A', 'again', 'A')],
    [
      'branches of several steps',
      '[{ parallel: [[{ do: Other }, { do: A }], [{ do: Look }, { do: B }]] }]',
      says('A', 'B'),
    ],
    ['the same ids', '[{ parallel: [{ do: Credit }, { do: Bonus }] }]', says('Credit', 'Bonus')],
    ['one condition', '[{ parallel: [{ do: A, when: Started }, { do: B }] }]', says('A', 'B')],
    [
      'the same declared key',
      '[{ parallel: [{ do: ByCustomer }, { do: ByCustomer, name: again }] }]',
      says('ByCustomer', 'again', 'ByCustomer'),
    ],
    [
      'the same id under other names',
      '[{ parallel: [{ do: Hold, with: { seatId: Started.outSeatId } }, { do: Hold, name: b, with: { seatId: Started.outSeatId } }] }]',
      says('Hold', 'b', 'Hold'),
    ],
  ])('finds %s', async (_, steps, findings) => {
    expect(await found(steps)).toEqual(findings);
  });

  it('finds a pair once, also inside another group', async () => {
    expect(await found('[{ parallel: [[{ parallel: [{ do: A }, { do: B }] }], { do: Other }] }]')).toEqual(
      says('A', 'B'),
    );
  });
});
