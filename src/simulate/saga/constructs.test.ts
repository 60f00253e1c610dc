import { describe, expect, it } from 'vitest';
import type { ProcessReport } from '../report.js';
import { simulateTest, type TestSaga, violationsIn } from './testing/simulate-yaml.js';

const EVENT = (name: string) => `${name}: { version: 1.0.0, producer: other, payload: { orderId: uuid } }`;

async function told(saga: Partial<TestSaga> & Pick<TestSaga, 'steps'>, maxFaults = 1): Promise<ProcessReport> {
  return simulateTest({ commands: ['Hold', 'Pay'], ...saga }, { maxFaults });
}

describe('what is right by the language holds', () => {
  it.each([
    [
      'pauses in loops and branches',
      {
        steps:
          '- { forEach: 2, steps: [{ do: Hold, undo: UndoHold }, { wait: 5m }] }\n- parallel: [[{ wait: 1m }, { do: Pay, undo: UndoPay }], { wait: 2m }]',
      },
    ],
    [
      'pauses that exclude each other',
      {
        steps:
          '- { wait: 40m, when: "Started.fast" }\n- { wait: 50m, when: "!Started.fast" }\n- { do: Hold, undo: UndoHold }',
        start: ', fast: boolean',
      },
    ],
    ['a long pause behind the pivot', { steps: '- { do: Hold, pivot: true }\n- wait: 7d' }],
    [
      'waits that might be long together',
      {
        steps: '- { await: Go, timeout: 40m }\n- { await: On, timeout: 40m }\n- { do: Hold, undo: UndoHold }',
        events: [EVENT('Go'), EVENT('On')],
      },
    ],
    ['a wait for a date', { steps: '- wait: Started.on\n- { do: Hold, undo: UndoHold }', start: ', on: date' }],
    [
      'a check that has no way to say no',
      {
        steps: '- { do: Hold, undo: UndoHold, check: Look }',
        commands: ['Hold', 'Look'],
        of: { Look: ', effect: none' },
      },
    ],
    [
      'a transfer, whose halves undo each other',
      {
        commands: ['Debit', 'Credit'],
        steps: '- { do: Debit, undo: Credit, name: take }\n- { do: Credit, undo: Debit, name: give }',
      },
    ],
    [
      'a step that may act twice because it may stay',
      {
        steps:
          '- { do: Hold, noUndo: It only tells., onFailure: { timeout: { then: retry } } }\n- { do: Pay, undo: UndoPay }',
      },
    ],
    ['a thousand rounds', { steps: '- { forEach: 1000, steps: [{ do: Hold, undo: UndoHold }] }' }],
    ['ten thousand attempts', { steps: '- { do: Hold, undo: { do: UndoHold, retry: { attempts: 10000 } } }' }],
  ] as readonly (readonly [string, Partial<TestSaga> & Pick<TestSaga, 'steps'>])[])('%s', async (_name, saga) => {
    const report = await told(saga);
    expect(violationsIn(report)).toEqual([]);
    expect(report.explored.complete).toBe(true);
  });
});

describe('what is reached is found', () => {
  it('an event that cuts a loop', async () => {
    const loop =
      '- { forEach: 3, until: Enough, steps: [{ do: Hold, undo: UndoHold }] }\n- { do: Pay, undo: UndoPay, when: Enough }';
    const report = await told({ steps: loop, events: [EVENT('Enough')], more: 'never: Enough and HoldDone' });
    expect(violationsIn(report)).toEqual(['own-invariant: `never: Enough and HoldDone` does not hold.']);
  });

  it('data that only a statement asks for', async () => {
    const saga = {
      steps: '- { do: Hold, undo: UndoHold }',
      start: ', amount: int',
      more: 'never: "Started.amount > 1000 and Hold"',
    };
    expect(violationsIn(await told(saga))).toEqual([
      'own-invariant: `never: Started.amount > 1000 and Hold` does not hold.',
    ]);
  });

  it('checks and what they find, in statements', async () => {
    const saga = {
      commands: ['Hold', 'Look'],
      steps: '- { do: Hold, undo: UndoHold, check: Look }',
      of: { Look: ', effect: none' },
    };
    expect(violationsIn(await told({ ...saga, more: 'never: Look' }))).toHaveLength(1);
    expect(violationsIn(await told({ ...saga, more: 'never: LookRefused' }))).toHaveLength(1);
  });

  it('what the start alone leads to', async () => {
    const saga = { steps: '- { do: Hold, undo: UndoHold, when: "Started.amount > 5" }', start: ', amount: int' };
    const report = await told({ ...saga, more: 'finally: HoldDone or HoldRefused' }, 0);
    expect(violationsIn(report)).toContain('own-invariant: `finally: HoldDone or HoldRefused` does not hold.');
    expect(report.violations[0]?.trace?.lines.map(({ text }) => text)).toEqual([
      'Started',
      'Hold is left out: its condition does not hold',
      'publishes Completed',
      'Test is completed',
      'finally: HoldDone or HoldRefused does not hold.',
    ]);
  });

  it('each of many conditions over one message', async () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const steps = names.map((name) => `- { do: ${name}, undo: Undo${name}, when: "Started.n${name} > 5" }`).join('\n');
    const start = names.map((name) => `, n${name}: int`).join('');
    const report = await simulateTest({ commands: names, steps, start }, { maxFaults: 0 });
    expect(report.coverage.missed.filter((text) => /^`.*(Done`|left out)/.test(text))).toEqual([]);
  });

  it('each answer of a check', async () => {
    const yaml = {
      commands: ['Hold', 'Look', 'Pay'],
      steps: '- { do: Hold, undo: UndoHold, check: Look }\n- { do: Pay, undo: UndoPay, when: LookDone }',
      of: { Look: ', effect: none' },
    };
    expect((await told(yaml)).coverage.missed).not.toContain('`Pay` answers `PayDone`');
  });

  it('a cancel before the pivot, and one that comes too late', async () => {
    const report = await told({
      steps: '- { do: Hold, undo: UndoHold }\n- { do: Pay, pivot: true }',
      events: [EVENT('Off')],
      more: 'cancelOn: [Off]',
    });
    const cancels = report.modes.filter(({ what }) => what.includes('`Off`'));
    expect(cancels.map(({ what, ends }) => [what, ends.join()])).toEqual([
      ['`Off` comes, and cancels', 'aborted'],
      ['`Off` comes too late to cancel', 'completed'],
    ]);
  });
});

describe('the table', () => {
  it('tells of a step in a loop when the most is done', async () => {
    const report = await told({ steps: '- { forEach: 2, steps: [{ do: Hold, undo: UndoHold }] }' });
    const refused = report.modes.find(({ what }) => what === 'answers `HoldRefused`');
    expect(refused?.does).toEqual(['undoes by `UndoHold`']);
  });

  it('tells of an undo where there is something to undo', async () => {
    const report = await told(
      { steps: '- parallel:\n    - { do: Hold, undo: UndoHold }\n    - { do: Pay, undo: UndoPay }' },
      2,
    );
    const silent = report.modes.filter(({ direction, what }) => direction === 'undo' && what === 'gives no answer');
    expect(silent.map(({ step, left }) => [step, left.join()])).toEqual([
      ['Hold', 'Hold'],
      ['Pay', 'Pay'],
    ]);
  });

  it('tells of an event that is dropped: nobody says it again only because it was not heard', async () => {
    const steps = '- { do: Hold, undo: UndoHold }\n- { await: Go, timeout: 10m, early: drop }';
    const { modes } = await told({ steps, events: [EVENT('Go')] });
    const early = modes.find(({ what }) => what === '`Go` comes too early');
    expect(early).toMatchObject({ does: ['undoes by `UndoHold`'], ends: ['aborted'], absorbed: false });
  });

  it('tells of an event that is kept, and of one that comes in every round', async () => {
    const kept = await told({
      steps: '- { do: Hold, undo: UndoHold }\n- { await: Go, timeout: 10m }',
      events: [EVENT('Go')],
    });
    expect(kept.modes.find(({ what }) => what === '`Go` comes too early')).toMatchObject({ absorbed: true });
    const rounds = await told(
      { steps: '- { forEach: 2, steps: [{ await: Go, timeout: 10m, early: drop }] }', events: [EVENT('Go')] },
      0,
    );
    expect(rounds.ends).toEqual(['completed']);
  });

  it('calls a step that is nothing but an undo by its name, and tells what is left by what it undoes', async () => {
    const { modes, coverage } = await told({ steps: '- undo: UndoHold\n- { do: Pay, undo: UndoPay }' }, 2);
    const refused = modes.find(({ what }) => what === 'answers `UndoHoldRefused`');
    expect(refused).toMatchObject({ step: 'UndoHold', left: ['what `UndoHold` undoes'] });
    expect(refused?.direction).toBeUndefined();
    expect(coverage.missed).toEqual([]);
  });
});
