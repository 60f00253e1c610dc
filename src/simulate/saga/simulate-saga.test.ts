import { describe, expect, it } from 'vitest';
import type { FailureMode, ProcessReport } from '../report.js';
import { simulateTest, violationsIn } from './testing/simulate-yaml.js';

const HOLD_AND_PAY = '- { do: Hold, undo: UndoHold }\n- { do: Pay, undo: UndoPay }';

function rows({ modes }: ProcessReport, step: string, direction = 'do'): readonly string[] {
  const isIt = (mode: FailureMode) => mode.step === step && mode.direction === direction && !mode.absorbed;
  return modes
    .filter(isIt)
    .map(({ what, after, does, ends, left, told, alerted }) =>
      [what, after ?? '', does.join(', '), ends.join(), left.join(', '), told.join(), alerted ?? ''].join(' | '),
    );
}

describe('the failure modes of a saga', () => {
  it('say what fails, what it does, how it ends, what is left and who is told', async () => {
    const report = await simulateTest({ commands: ['Hold', 'Pay'], steps: HOLD_AND_PAY });
    expect(rows(report, 'Pay')).toEqual([
      'answers `PayRefused` |  | undoes by `UndoHold` | aborted |  | Aborted | ',
      'gives no answer |  | tries again, undoes by `UndoPay`, undoes by `UndoHold` | aborted |  | Aborted | ',
    ]);
    expect(rows(report, 'Hold', 'undo')).toEqual([
      'answers `UndoHoldRefused` |  | stops | stuck | Hold |  | us',
      'gives no answer, though it is done |  | tries again, stops | stuck |  |  | us',
      'answers after it was given up |  | tries again, stops, goes on when the answer comes | aborted |  | Aborted | us',
      'gives no answer |  | tries again, stops | stuck | Hold |  | us',
      'is done after it was given up |  | tries again, stops, goes on when the answer comes | aborted |  | Aborted | us',
      'answers just after it was given up |  | tries again, stops, goes on when the answer comes | aborted |  | Aborted | us',
    ]);
  });

  it('are absorbed where nothing in the end shows them', async () => {
    const report = await simulateTest({ commands: ['Hold', 'Pay'], steps: HOLD_AND_PAY });
    const absorbed = report.modes.filter((mode) => mode.absorbed && mode.step === 'Hold' && mode.direction === 'do');
    expect(absorbed.map(({ what }) => what).sort()).toEqual([
      'answers twice',
      'answers, and the orchestrator crashes before it has written that down',
      'loses an answer',
      'loses an attempt',
    ]);
  });

  it('tell of what an optional step leaves out', async () => {
    const report = await simulateTest({
      commands: ['Hold', 'Mail'],
      steps: '- { do: Hold, pivot: true }\n- { do: Mail, optional: true }',
    });
    expect(rows(report, 'Mail')).toContain(
      'answers `MailRefused` |  | goes on without it | completed | everything but Mail | Completed | ',
    );
  });

  it('tell of the deadline before and behind the pivot', async () => {
    const report = await simulateTest({
      commands: ['Hold', 'Pay'],
      steps: '- { do: Hold, undo: UndoHold }\n- { do: Pay, pivot: true }',
    });
    const deadline = report.modes.filter(({ what }) => what.startsWith('the deadline passes'));
    expect(deadline.map(({ what, ends, alerted }) => [what, ends.join(), alerted])).toEqual([
      ['the deadline passes before the pivot', 'aborted', undefined],
      ['the deadline passes at or behind the pivot', 'completed', 'us'],
    ]);
  });
});

describe('the report on a saga', () => {
  it('is the same every time', async () => {
    const saga = { commands: ['Hold', 'Pay'], steps: HOLD_AND_PAY };
    expect(await simulateTest(saga)).toEqual(await simulateTest(saga));
  });

  it('says what was taken and what was not', async () => {
    const steps = '- { do: Hold, undo: UndoHold, when: "Started.amount > 10" }\n- { do: Pay, undo: UndoPay }';
    const report = await simulateTest({ commands: ['Hold', 'Pay'], steps, start: ', amount: int' });
    expect(report.coverage.missed).toEqual([]);
    expect(report.coverage.taken).toContain('`Hold` is left out by its condition');
    expect(report.coverage.taken).toContain('the undo of `Hold` gives no answer');
    const kind = await simulateTest({ commands: ['Hold', 'Pay'], steps: HOLD_AND_PAY }, { maxFaults: 0 });
    expect(kind.coverage).toMatchObject({ taken: ['`Hold` answers `HoldDone`', '`Pay` answers `PayDone`'] });
    expect(kind.coverage.missed).toContain('`Pay` answers `PayRefused`');
  });

  it('notes what no sample reaches, and calls it no violation', async () => {
    const steps =
      '- { do: Hold, undo: UndoHold, when: "Started.amount > 10 && Started.amount < 5" }\n- { do: Pay, undo: UndoPay }';
    const report = await simulateTest({ commands: ['Hold', 'Pay'], steps, start: ', amount: int' });
    expect(violationsIn(report)).toEqual([]);
    expect(report.notes).toEqual([
      'No run has reached `Hold`, perhaps for want of data that fulfils the condition before it: give the messages that it reads an example that does.',
    ]);
  });

  it('holds a saga against what it says of itself', async () => {
    const more = 'never: { that: Pay and HoldRefused, because: Nobody pays for what is not there. }';
    const steps = '- { do: Pay, undo: UndoPay }\n- { do: Hold, undo: UndoHold }';
    const report = await simulateTest({ commands: ['Hold', 'Pay'], steps, more });
    expect(violationsIn(report)).toEqual([
      'own-invariant: `never: Pay and HoldRefused` does not hold. Nobody pays for what is not there.',
    ]);
    expect(report.violations[0]?.trace?.faults).toBe(1);
    expect(violationsIn(await simulateTest({ commands: ['Hold', 'Pay'], steps: HOLD_AND_PAY, more }))).toEqual([]);
  });

  it('counts an undo that found nothing to undo as not done', async () => {
    const report = await simulateTest({
      commands: ['Hold', 'Pay'],
      steps: HOLD_AND_PAY,
      more: 'never: UndoPay without Pay',
    });
    expect(violationsIn(report)).toEqual([]);
  });

  it('finds undos that have changed places', async () => {
    const report = await simulateTest({
      commands: ['HoldStock', 'TakeMoney'],
      steps: '- { do: HoldStock, undo: UndoTakeMoney }\n- { do: TakeMoney, undo: UndoHoldStock }',
    });
    expect(violationsIn(report)).toContain(
      'effect-without-undo: `UndoTakeMoney` is the undo of `HoldStock`, and takes back something else.',
    );
  });

  it('takes an undo of another service for what it says', async () => {
    const report = await simulateTest({
      commands: ['HoldStock', 'TakeMoney'],
      steps: '- { do: HoldStock, undo: UndoTakeMoney }',
    });
    expect(violationsIn(report)).toEqual([]);
  });

  it('walks by chance where it is asked to, and says how to go on', async () => {
    const { settingFrom, testYaml } = await import('./testing/simulate-yaml.js');
    const { exploreSaga } = await import('./simulate-saga.js');
    const setting = await settingFrom(
      testYaml({ commands: ['Hold', 'Pay'], steps: '- do: Hold\n- { do: Pay, pivot: true }' }),
    );
    const bounds = { maxFaults: 2, maxDepth: 100, maxStates: 1_000 };
    const report = exploreSaga(setting, bounds, { runs: 200, seed: 5, from: 100 });
    expect(report.explored).toMatchObject({ how: 'random', seed: 5, from: 300, complete: false });
    expect(violationsIn(report)).toContain(
      'effect-without-undo: `Hold` has had its effect, the saga is aborted, and nothing undoes it.',
    );
    expect(exploreSaga(setting, bounds, { runs: 200, seed: 5, from: 100 })).toEqual(report);
  });

  it('says how far it got where there are too many states', async () => {
    const report = await simulateTest({ commands: ['Hold', 'Pay'], steps: HOLD_AND_PAY }, { maxStates: 50 });
    expect(report.explored).toMatchObject({ complete: false, bound: 'states', faultsDone: 0 });
    expect(report.explored.states).toBeLessThan(80);
  });
});
