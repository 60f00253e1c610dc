import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { irreversibleBeforePivot } from './irreversible-before-pivot.js';
import { missingCompensation } from './missing-compensation.js';

const messages = (command: string, more = '') => `services: { s: {}, inner: {}, bureau: { external: true } }
events: { Started: { payload: { id: uuid } }, Done: {}, Bad: {}, Came: {} }
commands:
  ${command}: { handler: s, success: Done, failure: [Bad]${more} }
  P: { handler: s, success: Done, failure: [Bad] }
  Undo: { handler: s, success: Done }
  Sure: { handler: s, success: Done, cannotFail: It only sets a flag. }
`;

const saga = (command: string, saga: string, more = '') =>
  `${messages(command, more)}sagas: { S: { start: Started, correlation: id, ${saga} } }`;
const early = (command: string, more = '') =>
  saga(command, `steps: [{ do: ${command} }, { do: P, pivot: true }]`, more);
const found = (definitions: string, settings?: string) => findingsOf(irreversibleBeforePivot, definitions, settings);

describe('irreversible-before-pivot', () => {
  it.each([
    ['MailTickets', 'tells people what cannot be unsaid'],
    ['SendWelcomeEmail', 'tells people what cannot be unsaid'],
    ['SendSMS', 'tells people what cannot be unsaid'],
    ['NotifyCustomer', 'tells people what cannot be unsaid'],
    ['InformPatients', 'tells people what cannot be unsaid'],
    ['PayOut', 'lets money go that cannot be called back'],
    ['PayoutWinnings', 'lets money go that cannot be called back'],
    ['PaySuppliers', 'lets money go that cannot be called back'],
    ['DisburseLoan', 'lets money go that cannot be called back'],
    ['ReleaseFunds', 'lets money go that cannot be called back'],
    ['ShipOrder', 'hands over what cannot be called back'],
    ['HandOverKeys', 'hands over what cannot be called back'],
    ['ShredContract', 'does what cannot be taken back'],
  ])('%s comes too early', async (command, what) => {
    expect(await found(early(command))).toEqual([
      `${command}: \`${command}\` ${what}, and \`P\` may still fail behind it.`,
    ]);
  });

  it.each([
    'ReserveStock',
    'CapturePayment',
    'PayInvoice',
    'PayOrder',
    'ReleaseStock',
    'NotifyWarehouse',
    'InformTeam',
    'SendOrderToKitchen',
    'TransferMoney',
    'ScheduleShipment',
    'CreateShipment',
    'IssueTicket',
    'CreateMailbox',
    'PrepareEmail',
    'SendToReview',
    'TellScheduler',
    'CallElevator',
    'RegisterEmail',
  ])('%s is none', async (command) => {
    expect(await found(early(command))).toEqual([]);
  });

  const calling = ', calls: [{ service: bureau, idempotentBy: id }], payload: { id: uuid }';

  it('counts what another company does, unless it has a usual way back', async () => {
    expect(await found(early('FileReturn', calling))).toEqual([
      'FileReturn: `FileReturn` has `bureau` do what nothing takes back, and `P` may still fail behind it.',
    ]);
    expect(await found(early('RegisterFirm', calling))).toEqual([]);
    expect(await found(early('FileReturn', calling.replace('bureau', 'inner')))).toEqual([]);
    expect(await found(early('CheckCredit', calling))).toEqual([]);
  });

  it.each([
    ['an undo', saga('ShipOrder', 'steps: [{ do: ShipOrder, undo: Undo }, { do: P, pivot: true }]')],
    ['a reason', saga('MailNews', 'steps: [{ do: MailNews, noUndo: It is true anyway. }, { do: P }]')],
    [
      'the pivot and what follows',
      saga('MailNews', 'steps: [{ do: MailNews, pivot: true }, { do: MailNews, name: b }]'),
    ],
    ['nothing that can fail behind it', saga('MailNews', 'steps: [{ do: MailNews }, { do: Sure }]')],
    ['the last step', saga('MailNews', 'steps: [{ do: P, undo: Undo }, { do: MailNews }]')],
    ['what only reads', early('MailNews', ', effect: none')],
    [
      'what answers a failure',
      saga('MailNews', 'steps: [{ do: P, onFailure: { Bad: { steps: [{ do: MailNews }], then: retry } } }]'),
    ],
    ['a question that is waited for', saga('SendLetter', 'steps: [{ do: SendLetter }, { await: Came, timeout: 7d }]')],
    [
      'a question in a branch',
      saga(
        'SendLetter',
        'steps: [{ parallel: [[{ do: SendLetter }, { await: Came, timeout: 7d }], { do: P, undo: Undo }] }]',
      ),
    ],
  ])('accepts %s', async (_, definitions) => {
    expect(await found(definitions)).toEqual([]);
  });

  it('finds parcels that are waited for, optional mails, rounds and cancellations', async () => {
    const shipped = 'hands over what cannot be called back';
    const told = 'tells people what cannot be unsaid';
    expect(await found(saga('ShipOrder', 'steps: [{ do: ShipOrder }, { await: Came, timeout: 7d }]'))).toEqual([
      `ShipOrder: \`ShipOrder\` ${shipped}, and \`Came\` may still fail behind it.`,
    ]);
    expect(await found(saga('MailNews', 'steps: [{ do: MailNews, optional: true }, { do: P }]'))).toEqual([
      `MailNews: \`MailNews\` ${told}, and \`P\` may still fail behind it.`,
    ]);
    expect(await found(saga('MailNews', 'steps: [{ forEach: 3, steps: [{ do: MailNews }] }]'))).toEqual([
      `MailNews: \`MailNews\` ${told}, and a later round of \`S\` may still fail.`,
    ]);
    expect(await found(saga('MailNews', 'steps: [{ do: MailNews }, { do: Sure }], cancelOn: [Came]'))).toEqual([
      `MailNews: \`MailNews\` ${told}, and \`Came\` may still cancel \`S\`.`,
    ]);
  });

  it('takes words of a business', async () => {
    const settings = 'catalog: test\nlint: { lexicon: { irreversible: [cut, seal off] } }\n';
    const told = (command: string) => [
      `${command}: \`${command}\` does what cannot be taken back, and \`P\` may still fail behind it.`,
    ];
    expect(await found(early('CutFabric'), settings)).toEqual(told('CutFabric'));
    expect(await found(early('SealOffRoom'), settings)).toEqual(told('SealOffRoom'));
    expect(await found(early('SealRoom'), settings)).toEqual([]);
    expect(await found(early('OrderCut'), settings)).toEqual([]);
  });

  it('speaks in place of missing-compensation, never beside it', async () => {
    expect(await findingsOf(missingCompensation, early('MailTickets'))).toEqual([]);
    expect(await findingsOf(missingCompensation, early('CapturePayment', calling))).toHaveLength(1);
  });
});
