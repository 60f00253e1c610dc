import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.js';
import { testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { drive } from '../testing/drive.js';
import { alerts, run } from '../testing/read-drive.js';
import { fieldOf, testGroup, testHandler, testLoop, testWait } from '../testing/step-forms.js';
import type { WaitTime } from './definition.js';

const DAY = 86_400_000;

function said(plusMs = 0): WaitTime {
  return { kind: 'value', from: fieldOf('OrderPlaced', 'at'), plusMs };
}

/** When the pause of a saga with such a start message ends; its first step is reached at 1,000. */
function dueAt(at: unknown, plusMs = 0): number | undefined {
  const { deadlineMs: _deadline, ...saga } = testSaga([testWait('W', said(plusMs))]);
  return drive(saga, { orderId: 'o1', at } as JsonObject).state().timers.W?.dueAt;
}

describe('a wait', () => {
  it('pauses for its time and no longer', () => {
    const driver = run(drive(testSaga([testStep('A'), testWait('W', 5_000), testStep('B')])), 'A');
    const { dueAt: due = 0 } = driver.state().timers.W ?? {};
    expect(due - driver.state().updatedAt).toBe(5_000);
    driver.pass(4_000);
    expect(driver.sent()).toEqual([]);
    driver.pass(1_000);
    expect(driver.sent()).toEqual(['B']);
  });

  it.each<[unknown, number, number]>([
    ['PT90S', 0, 91_000],
    ['P1DT1H', 0, 1_000 + DAY + 3_600_000],
    ['P1M', 0, 1_000 + 31 * DAY],
    ['2030-01-02', 0, Date.parse('2030-01-02T00:00:00Z')],
    ['2030-01-02', DAY, Date.parse('2030-01-03T00:00:00Z')],
    ['2030-01-02T10:00:00+02:00', -3_600_000, Date.parse('2030-01-02T07:00:00Z')],
  ])('reads %j plus %d ms', (at, plusMs, expected) => {
    expect(dueAt(at, plusMs)).toBe(expected);
  });

  it('is over at once when its time has passed', () => {
    const driver = drive(testSaga([testWait('W', said()), testStep('B')]), { orderId: 'o1', at: '1969-01-01' });
    expect(driver.sent()).toEqual(['B']);
    expect(drive(testSaga([testWait('W', 0)])).state().status).toBe('completed');
  });

  it.each(['soon', '', '2030-99-99', 'P', 5, null, undefined, { a: 1 }, '2030-01-02T10:00:00', 'P9999999999Y'])(
    'parks on %j, which is no time, until a person leaves it out',
    (at) => {
      const start = { orderId: 'o1', ...(at !== undefined && { at }) } as JsonObject;
      const driver = drive(testSaga([testWait('W', said()), testStep('B')]), start);
      expect(driver.state().status).toBe('stuck');
      expect(alerts(driver)[0]).toMatch(
        /^The guard or input of `W` cannot be worked out: .* is neither a duration nor/,
      );
      driver.operate({ action: 'skip', step: 'W' });
      expect(driver.sent()).toEqual(['B']);
    },
  );

  it('is ended early by its event, however early that comes', () => {
    const saga = testSaga([testStep('A'), testWait('W', 5_000, { until: 'Stop' }), testStep('B')]);
    const inTime = run(drive(saga), 'A');
    inTime.hear('Stop', { why: 'x' });
    expect(inTime.sent()).toEqual(['B']);
    expect(inTime.state().messages.Stop).toEqual({ why: 'x' });
    expect(inTime.state().timers).not.toHaveProperty('W');
    const early = drive(saga);
    early.hear('Stop');
    run(early, 'A');
    expect(early.sent()).toEqual(['B']);
    const late = run(drive(saga), 'A');
    late.pass(5_000);
    late.hear('Stop');
    expect(late.journal.at(-1)).toMatchObject({ use: 'ignored' });
  });

  it('is left out when its guard does not hold', () => {
    const driver = drive(testSaga([testWait('W', 5_000, { when: { cel: 'false' } }), testStep('B')]));
    expect(driver.sent()).toEqual(['B']);
  });

  it('stops when the saga does, in a branch, a round and a handler alike', () => {
    const inside = [
      [testWait('W', 5_000)],
      [testLoop('L', 1, [testWait('V', 5_000)])],
      [testStep('C', { onFailure: [testHandler('CRefused', 'continue', [testWait('U', 5_000)])] })],
    ];
    const driver = drive(testSaga([testGroup('g', [testStep('A')], ...inside)]));
    driver.refuse('C');
    expect(Object.keys(driver.state().timers).sort()).toEqual(['C.1/U', 'L.1/V', 'W', 'deadline!']);
    driver.refuse('A');
    expect(driver.state()).toMatchObject({ status: 'aborted', timers: {} });
  });

  it('goes on after the point of no return when the deadline passes', () => {
    const steps = [testFinalStep('P', { pivot: true }), testWait('W', 2_000_000), testFinalStep('B')];
    const driver = run(drive(testSaga(steps)), 'P');
    driver.deadline();
    expect(driver.journal.at(-1)).toMatchObject({ type: 'deadline-passed', consequence: 'alert' });
    driver.tick();
    expect(driver.sent()).toEqual(['B']);
  });
});
