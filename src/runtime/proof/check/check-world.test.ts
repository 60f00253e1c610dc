import { describe, expect, it } from 'vitest';
import type { Evidence, LedgerLine } from '../evidence.js';
import { smallEvidence } from '../testing/small-evidence.js';
import {
  exchange,
  isEffect,
  ofType,
  rewriteLedger,
  someRow,
  type Tampering,
  undonePathOf,
  withEntry,
} from '../testing/tamper.js';
import { checkEvidence } from './check-evidence.js';

const sound: Evidence = await smallEvidence();
const completed = someRow(
  sound,
  ({ id, status }, entries) =>
    status === 'completed' && id.startsWith('Approval') && entries.some(ofType('event-received')),
);
const firstKey = `${completed.id}/Ask`;
const aborted = someRow(sound, (row) => row.status === 'aborted' && undonePathOf(row) !== undefined);
const undonePath = undonePathOf(aborted);
const undoKey = `${aborted.id}/${undonePath}/undo`;
const stuck = someRow(sound, ({ status }) => status === 'stuck');
const inner = someRow(sound, ({ id, status }) => id.startsWith('Shipping') && status === 'completed');
const isCall = (line: LedgerLine): boolean => line.kind === 'call';

const EFFECTS: readonly Tampering[] = [
  [
    'an effect that happened twice',
    'effects',
    /was carried out twice/,
    () =>
      rewriteLedger(
        sound,
        (line) => line.kind === 'answer' && line.effect,
        (line) => [line, line],
      ),
  ],
  [
    'an effect that never happened',
    'effects',
    /never answered/,
    () =>
      rewriteLedger(
        sound,
        (line) => isEffect(line, firstKey),
        () => [],
      ),
  ],
  [
    'a call that was not written down before',
    'effects',
    /the journal does not know/,
    () => rewriteLedger(sound, isCall, (line) => (line.kind === 'call' ? [{ ...line, attempt: 9 }] : [])),
  ],
  [
    'a call with other data',
    'effects',
    /called with other data/,
    () => rewriteLedger(sound, isCall, (line) => (line.kind === 'call' ? [{ ...line, input: { a: 1 } }] : [])),
  ],
  [
    'a step that was not undone',
    'undone',
    /happened and was not undone/,
    () =>
      rewriteLedger(
        sound,
        (line) => isEffect(line, undoKey),
        () => [],
      ),
  ],
  [
    'a step of a completed saga that was undone',
    'undone',
    /was undone, and it completed/,
    () =>
      rewriteLedger(
        sound,
        (line) => isEffect(line, firstKey),
        (line) => {
          return line.kind === 'answer' ? [line, { ...line, key: `${line.key}/undo` }] : [];
        },
      ),
  ],
  [
    'a step that happened after its undo',
    'undone',
    /happened after it was undone/,
    () => {
      const isDo = (line: LedgerLine): boolean => isEffect(line, `${aborted.id}/${undonePath}`);
      const late = sound.ledger.filter(isDo);
      return { ...sound, ledger: [...sound.ledger.filter((line) => !isDo(line)), ...late] };
    },
  ],
  [
    'a nested saga that never answered',
    'nested',
    /has answered 0 times/,
    () => withEntry(sound, inner, ofType('start-answered'), () => []),
  ],
  [
    'an answer that was never heard',
    'nested',
    /never heard its answer/,
    () => {
      const outer = someRow(sound, ({ id }) => id === inner.state.replyTo?.instance);
      return withEntry(
        sound,
        outer,
        (entry) => entry.type === 'step-succeeded' && entry.step === 'Ship',
        () => [],
      );
    },
  ],
  [
    'a nested saga that stands although the outer one has unwound',
    'nested',
    /nothing undid it/,
    () => {
      const completedInside = new Set(
        sound.instances.flatMap(({ status, state }) => (status === 'completed' ? (state.replyTo?.instance ?? []) : [])),
      );
      const outer = someRow(sound, ({ id, status }) => status === 'aborted' && completedInside.has(id));
      return rewriteLedger(
        sound,
        (line) => isEffect(line, `${outer.id}/Ship/undo`),
        () => [],
      );
    },
  ],
];

const MESSAGES: readonly Tampering[] = [
  [
    'an event that was never published',
    'notices',
    /was never delivered/,
    () =>
      rewriteLedger(
        sound,
        (line) => line.kind === 'published',
        () => [],
      ),
  ],
  [
    'an alert that was never raised',
    'notices',
    /the alert .* was never delivered/,
    () =>
      rewriteLedger(
        sound,
        (line) => line.kind === 'alerted' && line.instance === stuck.id,
        () => [],
      ),
  ],
  [
    'an event that no journal has',
    'notices',
    /the journal has no such message/,
    () =>
      rewriteLedger(
        sound,
        (line) => line.kind === 'published',
        (line) => {
          return line.kind === 'published' ? [line, { ...line, id: `${line.id}0` }] : [];
        },
      ),
  ],
  [
    'an event with other data',
    'notices',
    /with other contents/,
    () =>
      rewriteLedger(
        sound,
        (line) => line.kind === 'published',
        (line) => {
          return line.kind === 'published' ? [{ ...line, body: {} }] : [];
        },
      ),
  ],
  [
    'an event that is published twice',
    'notices',
    /is in the journal twice/,
    () => withEntry(sound, completed, ofType('event-published'), (entry) => [entry, entry]),
  ],
  [
    'an event of the outside that got lost',
    'mail',
    /in its journal 0 times/,
    () => withEntry(sound, completed, ofType('event-received'), () => []),
  ],
  [
    'an event of the outside that was heard twice',
    'mail',
    /in its journal 2 times/,
    () => withEntry(sound, completed, ofType('event-received'), (entry) => [entry, entry]),
  ],
  [
    'an event that nobody sent',
    'mail',
    /nobody sent it/,
    () => ({ ...sound, events: sound.events.filter(({ instances }) => !instances.includes(completed.id)) }),
  ],
  [
    'an event that found nobody',
    'mail',
    /was left for 0 instances/,
    () => ({ ...sound, events: [...sound.events, { nonce: 'n', event: 'Approved', instances: [] }] }),
  ],
];

const REST: readonly Tampering[] = [
  [
    'a notice that lies there',
    'leftovers',
    /1 notices/,
    () => ({ ...sound, leftovers: { ...sound.leftovers, notices: 1 } }),
  ],
  ['mail that lies there', 'leftovers', /2 mail/, () => ({ ...sound, leftovers: { ...sound.leftovers, mail: 2 } })],
  [
    'a lease of a dead worker',
    'leftovers',
    /1 leases/,
    () => ({ ...sound, leftovers: { ...sound.leftovers, leases: 1 } }),
  ],
  ['a worker that died by itself', 'deaths', /ended with 1/, () => ({ ...sound, deaths: ['a worker ended with 1'] })],
  [
    'an instance that showed a bug',
    'problems',
    /this is a bug/,
    () => ({
      ...sound,
      ledger: [...sound.ledger, { kind: 'problem', problem: 'instance-failed', text: 'this is a bug' }],
    }),
  ],
  ['a start that got lost', 'starts', /is not there as it was started/, () => exchange(sound, completed)],
  [
    'an instance that nobody started',
    'starts',
    /nobody started it/,
    () => ({ ...sound, starts: sound.starts.filter(({ instance }) => instance !== completed.id) }),
  ],
];

describe('the checker of the world outside', () => {
  it('finds nothing where all is well', () => {
    expect(checkEvidence(sound)).toEqual([]);
  });

  it.each([...EFFECTS, ...MESSAGES, ...REST])('finds %s', (_name, rule, says, tampered) => {
    const found = checkEvidence(tampered());
    expect(found).toContainEqual(expect.objectContaining({ rule, text: expect.stringMatching(says) }));
  });
});
