import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { earlyEventDropped } from './early-event-dropped.js';

const build = (steps: string, flows = '') => `services: { own: {}, a: {}, b: {} }
events:
  E: { producer: own, payload: { id: uuid, day: timestamp } }
  ADone: { producer: a }
  BDone: { producer: b }
  AMore: { producer: a }
  ANo: { producer: a }
  BMore: { producer: b }
  Said: { producer: own }
  Midway: { producer: b }
commands:
  DoA: { handler: a, success: ADone }
  DoB: { handler: b, success: BDone }
  AskA: { handler: a, effect: none, success: ADone }
  DoOwn: { handler: own, success: BMore }
sagas:
  S: { service: own, start: E, correlation: id, steps: [${steps}] }
${flows}`;
const flow = (...reactions: readonly string[]) => `flows: { F: { reactions: [${reactions.join(', ')}] } }\n`;

const dropped = (event: string, why: string) => [
  `drop: \`${event}\` may come before \`S\` waits for it, and \`early: drop\` loses it: ${why}.`,
];

describe('early-event-dropped', () => {
  it.each([
    ['what is kept', '{ do: DoA }, { do: DoB }, { await: AMore, timeout: 1h, early: keep }'],
    ['what is kept without a word', '{ do: DoA }, { do: DoB }, { await: AMore, timeout: 1h }'],
    ['the service of the step right before', '{ do: DoA }, { await: AMore, timeout: 1h, early: drop }'],
    [
      'the service of the step right before, although it worked earlier, too',
      '{ do: DoA, name: first }, { do: DoB }, { do: DoA }, { await: AMore, timeout: 1h, early: drop }',
    ],
    ['a service that was only asked', '{ do: AskA }, { do: DoB }, { await: AMore, timeout: 1h, early: drop }'],
    ["the saga's own service", '{ do: DoOwn }, { do: DoB }, { await: Said, timeout: 1h, early: drop }'],
    ['somebody who had no command', '{ do: DoA }, { do: DoB }, { await: Said, timeout: 1h, early: drop }'],
    [
      'a wait in a branch beside it',
      '{ parallel: [[{ do: DoA }, { do: DoB }], { await: AMore, timeout: 1h, early: drop }] }',
    ],
    ['a step that comes later', '{ await: AMore, timeout: 1h, early: drop }, { do: DoA }, { do: DoB }'],
    [
      'a step that only a failure leads to',
      '{ do: DoB, onFailure: { timeout: { steps: [{ do: DoA }, { do: DoB, name: c }], then: retry } } }, { do: DoB, name: d }, { await: AMore, timeout: 1h, early: drop }',
    ],
  ])('accepts %s', async (_, steps) => {
    expect(await findingsOf(earlyEventDropped, build(steps))).toEqual([]);
  });

  it.each([
    [
      'a reaction to something else',
      '{ do: DoA }, { await: Said, timeout: 1h, early: drop }',
      flow('{ on: BDone, by: own, emits: Said }'),
    ],
    [
      'a reaction that waits first',
      '{ do: DoA }, { await: Said, timeout: 1h, early: drop }',
      flow('{ on: ADone, by: own, emits: Said, after: 1d }'),
    ],
    [
      'the start right before the wait',
      '{ await: Said, timeout: 1h, early: drop }',
      flow('{ on: E, by: own, emits: Said }'),
    ],
  ])('accepts %s', async (_, steps, flows) => {
    expect(await findingsOf(earlyEventDropped, build(steps, flows))).toEqual([]);
  });

  it.each([
    ['after it', '{ do: DoA }, { do: DoB }, { await: [Said, AMore], timeout: 1h, early: drop }', '`DoB`'],
    ['beside it', '{ parallel: [{ do: DoB }, { do: DoA }] }, { await: AMore, timeout: 1h, early: drop }', '`DoB`'],
    [
      'in the same round',
      '{ forEach: 2, steps: [{ do: DoA }, { wait: 1m }, { await: AMore, timeout: 1h, early: drop }] }',
      '`forEach-1-wait-2`',
    ],
  ])('finds the service of a step where others come %s', async (_, steps, others) => {
    expect(await findingsOf(earlyEventDropped, build(steps))).toEqual(
      dropped('AMore', `\`a\` is at work since \`DoA\`, and the wait only begins after ${others}`),
    );
  });

  it('finds a failure that is thrown away', async () => {
    const steps = '{ do: DoA }, { wait: 1h }, { await: Said, failure: [ANo], timeout: 1h, early: drop }';
    expect(await findingsOf(earlyEventDropped, build(steps))).toEqual(
      dropped('ANo', '`a` is at work since `DoA`, and the wait only begins after `wait-2`'),
    );
  });

  it.each([
    [
      'a reaction to an answer',
      '{ do: DoA }, { await: Said, timeout: 1h, early: drop }',
      flow('{ on: ADone, by: own, emits: Said }'),
      'it follows from `ADone`, with which `DoA` ends',
    ],
    [
      'a reaction to an awaited event',
      '{ await: AMore, timeout: 1h }, { do: DoB }, { await: Said, timeout: 1h, early: drop }',
      flow('{ on: AMore, by: own, emits: Said }'),
      'it follows from `AMore`, with which `AMore` ends',
    ],
    [
      'reactions that hand it on',
      '{ do: DoA }, { await: Said, timeout: 1h, early: drop }',
      flow(
        '{ on: ADone, by: b, emits: Midway }',
        '{ on: Midway, by: own, emits: Said }',
        '{ on: Said, by: b, emits: Midway }',
      ),
      'it follows from `ADone`, with which `DoA` ends',
    ],
    [
      'a reaction to the start, with work before the wait',
      '{ do: DoA }, { await: Said, timeout: 1h, early: drop }',
      flow('{ on: E, by: own, emits: Said }'),
      'it follows from `E`, with which the saga starts',
    ],
    [
      'another saga that ends so',
      '{ do: DoA }, { await: Said, timeout: 1h, early: drop }',
      '  T: { service: own, start: ADone, steps: [], complete: Said }\n',
      'it follows from `ADone`, with which `DoA` ends',
    ],
  ])('finds %s', async (_, steps, flows, why) => {
    expect(await findingsOf(earlyEventDropped, build(steps, flows))).toEqual(dropped('Said', why));
  });
});
