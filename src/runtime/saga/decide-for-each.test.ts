import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.js';
import { testCall, testSaga, testStep, testUndo } from '../testing/definitions.js';
import { drive } from '../testing/drive.js';
import { alerts, inputs, run, sentFrom } from '../testing/read-drive.js';
import { fieldOf, testGroup, testHandler, testLoop, testWait, variable } from '../testing/step-forms.js';
import type { MappingDefinition, StepDefinition } from './definition.js';

const lines = { source: fieldOf('OrderPlaced', 'lines') };

/** A step that is sent the loop variable, and whose undo reads the step's own answer. */
function booked(name: string, from = variable('item')): StepDefinition {
  const input: MappingDefinition[] = [{ field: 'line', from }];
  const of: MappingDefinition[] = [{ field: 'of', from: fieldOf(`${name}Done`, 'id') }];
  return testStep(name, { call: testCall(name, { input }), undo: testUndo(`Undo${name}`, { input: of }) });
}

function start(value: unknown): JsonObject {
  return { orderId: 'o1', lines: value } as JsonObject;
}

describe('a loop', () => {
  it('runs a round for each item, in order, and then goes on', () => {
    const saga = testSaga([testLoop('L', lines, [booked('A', variable('item', 'sku'))]), testStep('B')]);
    const driver = drive(saga, start([{ sku: 'x' }, { sku: 'y' }]));
    expect([sentFrom(driver), inputs(driver)]).toEqual([['L.1/A'], [{ line: 'x' }]]);
    run(driver, 'L.1/A');
    expect([sentFrom(driver), inputs(driver)]).toEqual([['L.2/A'], [{ line: 'y' }]]);
    run(driver, 'L.2/A');
    expect(driver.sent()).toEqual(['B']);
  });

  it('counts from 1 where it is given a number, and is nothing where there is nothing', () => {
    const saga = testSaga([testLoop('L', lines, [booked('A')]), testStep('B')]);
    const driver = run(drive(saga, start(2)), 'L.1/A');
    expect(inputs(driver)).toEqual([{ line: 2 }]);
    for (const nothing of [0, []]) expect(drive(saga, start(nothing)).sent()).toEqual(['B']);
  });

  it.each([-1, 1.5, 'two', {}, null, undefined, 1_001, Array.from({ length: 1_001 }, () => 0)])(
    'parks on what gives no rounds (%#), until a person leaves it out',
    (value) => {
      const saga = testSaga([testLoop('L', lines, [booked('A')]), testStep('B')]);
      const driver = drive(saga, value === undefined ? { orderId: 'o1' } : start(value));
      expect(driver.state().status).toBe('stuck');
      expect(alerts(driver)[0]).toMatch(/^The guard or input of `L` cannot be worked out: .* rounds/);
      driver.operate({ action: 'resolve', step: 'L', event: 'ADone' });
      expect(driver.journal.at(-1)).toMatchObject({
        type: 'operator-refused',
        reason: '`L` sends no command and awaits no event; retry it or skip it',
      });
      driver.operate({ action: 'skip', step: 'L' });
      expect(driver.sent()).toEqual(['B']);
    },
  );

  it('asks its own guard once, and those of its steps in every round', () => {
    const odd = { ...booked('A'), when: { cel: 'int(item) != 2' } } as StepDefinition;
    const driver = run(drive(testSaga([testLoop('L', [1, 2, 3], [odd], { when: { cel: 'true' } })])), 'L.1/A');
    expect(sentFrom(driver)).toEqual(['L.3/A']);
    const left = drive(testSaga([testLoop('L', [1], [odd], { when: { cel: 'false' } })]));
    expect(left.state().status).toBe('completed');
  });

  it('is undone last round first, each round by its own answer', () => {
    const driver = drive(testSaga([testLoop('L', [1, 2, 3], [booked('A'), booked('B')])]));
    for (const path of ['L.1/A', 'L.1/B', 'L.2/A']) driver.answer(path, `${path.slice(-1)}Done`, { id: path });
    driver.refuse('L.2/B');
    const undone: unknown[] = [];
    while (driver.state().status === 'unwinding') {
      undone.push(...inputs(driver));
      run(driver, ...sentFrom(driver));
    }
    expect(undone).toEqual([{ of: 'L.2/A' }, { of: 'L.1/B' }, { of: 'L.1/A' }]);
    expect(driver.state().status).toBe('aborted');
  });

  it('does not undo a round by the answer of another one', () => {
    const driver = drive(testSaga([testLoop('L', [1, 2], [booked('A')], { parallel: true })]));
    driver.answer('L.2/A', 'ADone', { id: 'second' });
    driver.exhaust('L.1/A');
    expect([sentFrom(driver), inputs(driver)]).toEqual([
      ['UndoL.2/A', 'UndoL.1/A'],
      [{ of: 'second' }, {}],
    ]);
  });

  it('runs its rounds side by side, and undoes them so', () => {
    const driver = drive(testSaga([testLoop('L', [1, 2, 3], [booked('A')], { parallel: true }), testStep('B')]));
    expect(sentFrom(driver)).toEqual(['L.1/A', 'L.2/A', 'L.3/A']);
    run(driver, 'L.3/A', 'L.1/A', 'L.2/A');
    driver.refuse('B');
    expect(sentFrom(driver).toSorted()).toEqual(['UndoL.1/A', 'UndoL.2/A', 'UndoL.3/A']);
  });

  it.each([false, true])('waits for its other rounds when one fails (parallel: %s)', (parallel) => {
    const driver = drive(testSaga([testLoop('L', [1, 2], [booked('A')], { parallel })]));
    driver.refuse('L.1/A');
    expect(driver.state().status).toBe(parallel ? 'unwinding' : 'aborted');
    if (parallel) run(driver, 'L.2/A');
    expect(sentFrom(driver)).toEqual(parallel ? ['UndoL.2/A'] : []);
  });

  it('begins no round once its event has come', () => {
    const saga = testSaga([testStep('Z'), testLoop('L', [1, 2, 3], [booked('A')], { until: 'Stop' }), testStep('B')]);
    const between = run(drive(saga), 'Z', 'L.1/A');
    between.hear('Stop');
    expect(between.journal.at(-1)).toMatchObject({ type: 'loop-cut', rounds: 2 });
    run(between, 'L.2/A');
    expect(between.sent()).toEqual(['B']);
    between.refuse('B');
    expect(sentFrom(between)).toEqual(['UndoL.2/A']);
    const early = drive(saga);
    early.hear('Stop');
    run(early, 'Z');
    expect(early.sent()).toEqual(['B']);
    const last = run(drive(saga), 'Z', 'L.1/A', 'L.2/A');
    last.hear('Stop');
    expect(last.journal.at(-1)).toMatchObject({ use: 'ignored' });
  });

  it('may stand in a loop, a branch and a handler, each run with a path of its own', () => {
    const inner = testLoop('In', [1, 2], [booked('A')], { as: 'inner' });
    const failing = testStep('F', {
      onFailure: [testHandler('FRefused', 'continue', [testLoop('H', 1, [booked('B')])])],
    });
    const driver = drive(testSaga([testGroup('g', [testLoop('Out', [1, 2], [inner])], [failing]), testStep('C')]));
    expect(sentFrom(driver)).toEqual(['Out.1/In.1/A', 'F']);
    driver.refuse('F');
    expect(sentFrom(driver)).toEqual(['F.1/H.1/B']);
    run(driver, 'F.1/H.1/B', 'Out.1/In.1/A', 'Out.1/In.2/A', 'Out.2/In.1/A', 'Out.2/In.2/A');
    expect(driver.sent()).toEqual(['C']);
    driver.refuse('C');
    expect(sentFrom(driver)).toEqual(['UndoOut.2/In.2/A', 'UndoF.1/H.1/B']);
    run(driver, 'UndoOut.2/In.2/A', 'UndoOut.2/In.1/A');
    expect(sentFrom(driver)).toEqual(['UndoOut.1/In.2/A']);
  });

  it('sees the variables of the loops around, the innermost first', () => {
    const input: MappingDefinition[] = [
      { field: 'outer', from: variable('outer') },
      { field: 'item', from: variable('item') },
    ];
    const inner = testLoop('In', ['x'], [testStep('A', { call: testCall('A', { input }) })]);
    expect(inputs(drive(testSaga([testLoop('Out', ['o'], [inner], { as: 'outer' })])))).toEqual([
      { outer: 'o', item: 'x' },
    ]);
  });

  it.each([false, true])(
    'sees what earlier rounds have seen, but not what rounds beside it have (parallel: %s)',
    (parallel) => {
      const guarded = testStep('B', { when: { cel: '!has(seen.ADone)' } });
      const optional = testStep('A', { optional: true });
      const driver = drive(testSaga([testLoop('L', [1, 2], [optional, guarded], { parallel }), testStep('C')]));
      run(driver, 'L.1/A');
      driver.refuse('L.2/A');
      expect(sentFrom(driver)).toEqual(parallel ? ['L.2/B'] : ['C']);
    },
  );

  it('does not begin another round once something went wrong beside it', () => {
    const loop = testLoop('L', [1, 2], [testWait('W', 1_000), booked('A')]);
    const driver = drive(testSaga([testGroup('g', [testStep('Z')], [loop])]));
    driver.tick();
    driver.refuse('Z');
    run(driver, 'L.1/A');
    expect(sentFrom(driver)).toEqual(['UndoL.1/A']);
  });

  it('of a thousand rounds is one saga', () => {
    const driver = drive(testSaga([testLoop('L', 1_000, [testWait('W', 0)])]));
    expect(driver.state().status).toBe('completed');
  });
});
