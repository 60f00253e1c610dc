import { describe, expect, it } from 'vitest';
import { compileSaga } from '../../../compile/compile-saga.js';
import { catalogOf, findingsOf } from '../../rule-tester.js';
import { unreachableStep } from './unreachable-step.js';

const build = (steps: string, more = '') => `services: { s: {} }
types: { Kind: { enum: [normal, express] } }
events:
  E: { payload: { id: uuid, kind: Kind, count: { type: int, min: 1 }, note: string? } }
  Done: { payload: { id: uuid, urgent: boolean } }
  Failed: { payload: { id: uuid } }
  Back: { payload: { id: uuid } }
  Other: { payload: { id: uuid, kind: Kind } }
commands:
  Do: { handler: s, payload: { id: uuid }, success: Done, failure: [Failed] }
  Undo: { handler: s, payload: { id: uuid }, success: Back }
sagas:
  S: { service: s, start: E, correlation: id, steps: [${steps}] }
${more}`;

describe('unreachable-step', () => {
  it.each([
    ['a guard that may hold', '{ do: Do, when: E.kind == "express" }'],
    ['a guard on what may have come', '{ do: Do, optional: true }, { do: Do, name: again, when: not Done }'],
    [
      'a guard on what another guard may have left out',
      '{ do: Do, when: E.count > 3 }, { do: Do, name: again, when: not Done }',
    ],
    [
      'a guard on a failure that is lived with',
      '{ do: Do, onFailure: { Failed: { steps: [], then: continue } } }, { do: Do, name: again, when: not Done }',
    ],
    ['the undo of a step that may not have answered', '{ do: Do, undo: { do: Undo, when: not Done } }'],
    ['a branch beside the one that it asks about', '{ parallel: [{ do: Do }, { do: Do, name: b, when: not Done }] }'],
    ['a loop', '{ forEach: 2, steps: [{ do: Do, when: not Done }] }'],
    ['a loop over a list that may be empty', '{ forEach: E.count, steps: [{ do: Do }] }'],
  ])('accepts %s', async (_, steps) => {
    expect(await findingsOf(unreachableStep, build(steps))).toEqual([]);
  });

  it.each([
    ['a constant', '{ do: Do, when: "false" }', ['"false": `Do` of `S` is never reached: it is always false.']],
    [
      'a value that does not exist',
      `{ do: Do, name: Fast, when: 'E.kind == "expres"' }`,
      ['\'E.kind == "expres"\': `Fast` of `S` is never reached: `E.kind` is only `normal`, `express`.'],
    ],
    [
      'what always came before',
      '{ do: Do }, { do: Do, name: again, when: not Done }',
      ['not Done: `again` of `S` is never reached: `Done` has always come by then.'],
    ],
    [
      'the start, in a branch and in an undo',
      '{ parallel: [{ do: Do, when: not E }, { do: Do, name: b, undo: { do: Undo, when: not E } }] }',
      [
        'not E: `Do` of `S` is never reached: `E` has always come by then.',
        'not E: The undo of `b` in `S` never runs: `E` has always come by then.',
      ],
    ],
    [
      'a group, once for all that is in it',
      '{ when: E.count < 1, parallel: [{ do: Do }, { do: Do, name: b }] }',
      ['E.count < 1: `parallel-1` of `S` is never reached: `E.count < 1` is against `min: 1` of `E.count`.'],
    ],
    [
      'a round that asks for what the round has done',
      '{ forEach: 2, steps: [{ do: Do }, { do: Do, name: b, when: not Done }] }',
      ['not Done: `b` of `S` is never reached: `Done` has always come by then.'],
    ],
    [
      'what the handler of a failure asks',
      '{ do: Do, onFailure: { Failed: { steps: [{ do: Do, name: b, when: not Failed }], then: retry } } }',
      ['not Failed: `b` of `S` is never reached: `Failed` has always come by then.'],
    ],
  ])('finds %s', async (_, steps, expected) => {
    expect(await findingsOf(unreachableStep, build(steps))).toEqual(expected);
  });

  it.each([
    ['a message that never comes', '{ do: Do, when: Other }'],
    ['a message that never comes, turned round', '{ do: Do, when: not Other }'],
    ['a condition of another type', '{ do: Do, when: \'E.count == "x" && false\' }'],
  ])('leaves %s to the compiler', async (_, steps) => {
    const text = build(steps);
    expect(await findingsOf(unreachableStep, text)).toEqual([]);
    const { catalog } = await catalogOf(text);
    const refused = [...catalog.sagas.values()].flatMap((saga) => compileSaga(catalog, saga).diagnostics);
    expect(refused.map(({ code }) => code)).toContain('saga-guard');
  });

  it('looks at reactions, whose trigger is one of several', async () => {
    const flow = (reaction: string) =>
      build('do: Do', `flows: { F: { reactions: [{ by: s, emits: Back, ${reaction} }] } }\n`);
    expect(await findingsOf(unreachableStep, flow('on: E, when: E.kind == "slow"'.replace(/"/g, "'")))).toEqual([
      "E.kind == 'slow': The reaction to `E` in `F` never runs: `E.kind` is only `normal`, `express`.",
    ]);
    expect(await findingsOf(unreachableStep, flow('on: [E, Other], when: not E'))).toEqual([]);
    expect(await findingsOf(unreachableStep, flow('on: Other, needs: [E], when: not E'))).toEqual([
      'not E: The reaction to `Other` in `F` never runs: `E` has always come by then.',
    ]);
  });
});
