import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { countLogs, lostMessages } from '../../../../scripts/chaos/logs.mjs';
import { planOf, planText } from '../../../../scripts/chaos/plan.mjs';
import { type FoundLetter, letterProblems, type Planted, poisonOf } from '../../../../scripts/chaos/poison.mjs';
import { replayProblems } from '../../../../scripts/chaos/replay.mjs';

/** What a round judges by has to see what is wrong. */
describe('a plan of faults', () => {
  const plan = (seed: number, seconds = 60) => planOf({ seed, broker: 'nats', services: ['a', 'b', 'c'], seconds });

  it('is the same for the same seed, and another for another', () => {
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
    expect(planText(plan(7))).toHaveLength(plan(7).length);
  });

  it('strikes each service and has each kind of fault before one comes again', () => {
    const strikes = plan(3);
    expect(new Set(strikes.flatMap(({ target }) => target ?? []).slice(0, 3)).size).toBe(3);
    const ofServers = strikes.filter(({ target }) => target === undefined).map(({ kind }) => kind);
    expect(new Set(ofServers.slice(0, 9)).size).toBe(9);
    expect(ofServers.length).toBeGreaterThan(9);
  });

  it('does one thing to the servers at a time', () => {
    const ofServers = plan(5).filter(({ target }) => target === undefined);
    for (const [index, { atMs, forMs }] of ofServers.entries()) {
      expect(ofServers[index + 1]?.atMs ?? Number.POSITIVE_INFINITY).toBeGreaterThan(atMs + forMs);
    }
  });
});

describe('the dead letters of a round', () => {
  const planted = poisonOf(1, 2);
  const sound = planted.flatMap(lettersOf);
  const first = sound[0] as FoundLetter;

  it('are the poison', () => {
    expect(sound.length).toBeGreaterThan(10);
    expect(letterProblems(planted, sound)).toEqual([]);
    // Written before the message is acknowledged, one may be there twice.
    expect(letterProblems(planted, [...sound, first])).toEqual([]);
  });

  it.each([
    ['is missing', sound.slice(1), /has not put it to the dead letters/],
    [
      'was not planted',
      [...sound, { ...first, message: { ...first.message, id: 'another' } }],
      /nobody planted: .* another/,
    ],
    ['is of another group', [...sound, { ...first, group: 'support' }], /nobody planted/],
    ['has another reason', [{ ...first, reason: 'no idea' }, ...sound.slice(1)], /dead for another reason: no idea/],
    [
      'is not as it was sent',
      [{ ...first, message: { ...first.message, data: {} } }, ...sound.slice(1)],
      /not as it was sent/,
    ],
  ])('are not when one %s', (_, letters, problem) => {
    expect(letterProblems(planted, letters)).toEqual([expect.stringMatching(problem)]);
  });
});

describe('replays', () => {
  const before = {
    orders: [],
    payments: [{ order: 'o1' }],
    stockMoves: [],
    parcels: [],
    points: [],
    mails: [],
    heard: [],
  };
  const mended = [{ orderId: 'x', type: 'CapturePayment', id: 'p1' }];
  const after = { ...before, payments: [{ order: 'o1' }, { order: 'x' }] };

  it('may do what was mended, once', () => {
    expect(replayProblems(before, after, mended)).toEqual([]);
  });

  it.each([
    ['what was mended twice', { ...after, payments: [...after.payments, { order: 'x' }] }, /has happened 2 times/],
    ['nothing of it', before, /has happened 0 times/],
    ['something else', { ...after, mails: [{ order: 'o1' }] }, /have changed mails: 0 rows, and now 1/],
  ])('may not do %s', (_, wrong, problem) => {
    expect(replayProblems(before, wrong, mended)).toEqual([expect.stringMatching(problem)]);
  });
});

describe('the notes of the services', () => {
  const channels = { prefix: 'w.', read: ['payment', 'audit'].map((group) => ({ name: 'commands', group })) };
  const line = (what: string, group: string, id: string): string =>
    `2026-11-30T12:00:00.000Z ${what} w.commands ${group} Capture ${id}\n`;

  it('tell of messages that a group was never done with', async () => {
    const notes = noted(
      line('published', '-', 'm1') +
        line('published', '-', 'm2') +
        line('twice', '-', 'm2') +
        line('done', 'w.payment', 'm1') +
        line('done', 'w.audit', 'm1') +
        line('done', 'w.payment', 'm2'),
    );
    expect(await lostMessages(notes, channels, [])).toEqual([
      'Capture m2 was published on w.commands, and audit has never done with it.',
    ]);
    expect(await countLogs([notes])).toMatchObject({ 'published twice': 1, 'held back': 0 });
  });

  it('tell of planted ones as well', async () => {
    const message = { id: 'p1', key: 'p1', type: 'Poison', data: {}, headers: {} };
    expect(await lostMessages(noted(''), channels, [{ channel: 'commands', message }])).toHaveLength(2);
  });
});

/** As the services have to write them: each reason is made of the words that are asked for. */
function lettersOf({ message, letters }: Planted): readonly FoundLetter[] {
  return Object.entries(letters).map(([group, reason]) => ({
    message,
    group,
    reason: reason.source.replaceAll('.*', ' '),
  }));
}

function noted(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sagac-notes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'payment-1.log'), text);
  return folder;
}
