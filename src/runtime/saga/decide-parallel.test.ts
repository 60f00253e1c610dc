import { describe, expect, it } from 'vitest';
import { testCall, testFinalStep, testSaga, testStep, testUndo } from '../testing/definitions.js';
import { drive } from '../testing/drive.js';
import { inputs, run, sentFrom } from '../testing/read-drive.js';
import { fieldOf, testAwait, testGroup, testWait } from '../testing/step-forms.js';

describe('parallel branches', () => {
  const two = testGroup('g', [testStep('A'), testStep('B')], [testStep('C'), testWait('W', 1_000), testStep('D')]);

  it('go on each at its own pace and join', () => {
    const driver = run(drive(testSaga([two, testStep('Z')])), 'A', 'C', 'B');
    expect(driver.sent()).toEqual([]);
    driver.tick();
    expect(driver.sent()).toEqual(['D']);
    run(driver, 'D');
    expect(driver.sent()).toEqual(['Z']);
  });

  it('begin nothing new when one fails, and are undone each from its end', () => {
    const driver = run(drive(testSaga([testStep('Y'), two])), 'Y', 'A', 'C');
    driver.refuse('B');
    expect(sentFrom(driver)).toEqual(['UndoA', 'UndoC']);
    run(driver, 'UndoC');
    expect(sentFrom(driver)).toEqual([]);
    run(driver, 'UndoA');
    expect(sentFrom(driver)).toEqual(['UndoY']);
  });

  it('may nest', () => {
    const inner = testGroup('in', [testStep('B')], [testStep('C')]);
    const driver = run(drive(testSaga([testGroup('out', [testStep('A'), inner], [testStep('D')])])), 'A', 'D', 'B');
    driver.refuse('C');
    expect(sentFrom(driver)).toEqual(['UndoB', 'UndoD']);
  });

  it('ask the guard of the group once', () => {
    const group = { ...testGroup('g', [testStep('A'), testStep('B')]), when: { cel: '!has(seen.ADone)' } };
    const driver = run(drive(testSaga([group])), 'A');
    expect(driver.sent()).toEqual(['B']);
  });

  it('park a blocked branch once the others have ended, and unwind it if one of them fails', () => {
    const group = testGroup('g', [testStep('A', { when: { cel: 'Never.came' } })], [testStep('B')]);
    const parked = drive(testSaga([group]));
    expect(parked.state().status).toBe('running');
    run(parked, 'B');
    expect(parked.state().status).toBe('stuck');
    const failed = drive(testSaga([group]));
    failed.refuse('B');
    expect(failed.state().status).toBe('aborted');
  });
});

describe('steps that are answered by the same event', () => {
  const answered = { success: ['Done'], failure: [] };
  const undo = (name: string) => testUndo(`Undo${name}`, { input: [{ field: 'of', from: fieldOf('Done', 'id') }] });
  const steps = ['A', 'B'].map((name) => testStep(name, { call: testCall(name, answered), undo: undo(name) }));

  it('are each undone by their own answer', () => {
    const driver = drive(testSaga([...steps, testStep('C')]));
    driver.answer('A', 'Done', { id: 'a' });
    driver.answer('B', 'Done', { id: 'b' });
    driver.refuse('C');
    expect(inputs(driver)).toEqual([{ of: 'b' }]);
    run(driver, 'UndoB');
    expect(inputs(driver)).toEqual([{ of: 'a' }]);
  });

  it('are not undone by the answer of the other where their own never came', () => {
    const driver = drive(testSaga([testGroup('g', ...steps.map((step) => [step]))]));
    driver.answer('B', 'Done', { id: 'b' });
    driver.exhaust('A');
    expect([sentFrom(driver), inputs(driver)]).toEqual([
      ['UndoA', 'UndoB'],
      [{}, { of: 'b' }],
    ]);
  });

  it('guard their undos by their own answer', () => {
    const guarded = steps.map((step) => ({ ...step, undo: { ...undo(step.name), when: { cel: 'has(seen.Done)' } } }));
    const driver = drive(testSaga([testGroup('g', ...guarded.map((step) => [step]))]));
    driver.answer('B', 'Done', { id: 'b' });
    driver.exhaust('A');
    expect(sentFrom(driver)).toEqual(['UndoB']);
    driver.answer('A', 'Done', { id: 'a' });
    expect([sentFrom(driver), inputs(driver)]).toEqual([['UndoA'], [{ of: 'a' }]]);
  });
});

describe('time', () => {
  const group = testGroup(
    'g',
    [testAwait('X', ['Yes'], { timeoutMs: 5_000 })],
    [testWait('W', 7_000), testStep('B')],
    [testStep('C')],
  );

  it('does everything that is due in one go, the oldest first', () => {
    const driver = drive(testSaga([group], { deadlineMs: 10_000 }));
    driver.timeOut('C');
    driver.pass(60_000);
    const types = driver.journal.slice(-12).map((entry) => `${entry.type} ${'step' in entry ? entry.step : ''}`.trim());
    expect(types.filter((type) => type.startsWith('step-failed') || type.includes('deadline'))).toEqual([
      'step-failed X',
      'step-failed W',
      'deadline-passed',
      'step-failed C',
    ]);
    expect(sentFrom(driver)).toEqual(['C', 'UndoC']);
  });

  it('passing before anything is due changes nothing', () => {
    const driver = drive(testSaga([group]));
    const before = driver.state();
    driver.pass(100);
    expect(driver.state()).toBe(before);
  });

  it('of a dispatched attempt is kept: it is lost when its time is up, and no sooner', () => {
    const driver = drive(testSaga([testStep('A')]));
    const [command] = driver.messages();
    if (command?.kind !== 'command') throw new Error('nothing was sent');
    driver.input({ type: 'dispatched', now: 0, key: command.key, attempt: 1, timeoutMs: 5_000 });
    expect(driver.state().steps.A?.do?.dispatched).toBe(true);
    driver.pass(5_000);
    expect(driver.journal.at(-1)).toMatchObject({ type: 'retry-scheduled', attempt: 2 });
    driver.input({ type: 'dispatched', now: 0, key: command.key, attempt: 1, timeoutMs: 5_000 });
    expect(driver.journal.at(-1)).toMatchObject({ type: 'retry-scheduled' });
    driver.tick();
    expect(driver.sent()).toEqual(['A#2']);
    expect(driver.state().steps.A?.do?.dispatched).toBe(false);
    driver.answer('A', 'ADone', {}, 1);
    expect(driver.state()).toMatchObject({ status: 'completed', timers: {} });
  });

  it('has no say over a dispatched attempt without one, until the deadline', () => {
    const { timeoutMs: _time, ...call } = testCall('A');
    const driver = drive(testSaga([testStep('A', { call }), testFinalStep('P')]));
    driver.input({ type: 'dispatched', now: 0, key: 'Checkout.o1/A', attempt: 1 });
    expect(Object.keys(driver.state().timers)).toEqual(['deadline!']);
    driver.deadline();
    expect(driver.sent()).toEqual(['UndoA']);
  });
});
