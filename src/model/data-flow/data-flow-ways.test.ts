import { describe, expect, it } from 'vitest';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import { dataFlowOf } from './data-flow.js';
import { fillMessage } from './fill-message.js';

/** How the field `x` of the command `Use` is filled: `certain`, `maybe` or why it is not. */
async function fieldX(steps: string, type = 'string'): Promise<string> {
  const catalog = await catalogFromYaml(`services: { s: {} }
events:
  E: { payload: { id: uuid, gift: boolean, many: list<string>, x: string?, nick: string|null } }
  A: { payload: { id: uuid, x: string, onlyA: string } }
  AFailed: { payload: { id: uuid, x: string } }
  ALost: { payload: { id: uuid } }
  B: { payload: { id: uuid, x: string } }
  C: { payload: { id: uuid } }
  Late: { payload: { id: uuid, x: string } }
commands:
  DoA: { handler: s, success: A, failure: [AFailed, ALost] }
  DoB: { handler: s, success: B }
  DoC: { handler: s, success: C }
  Use: { handler: s, payload: { x: ${type} }, success: C }
sagas: { S: { service: s, start: E, correlation: id, steps: [${steps}] } }
`);
  const saga = catalog.sagas.get('S');
  if (saga === undefined) throw new Error('no saga');
  const flow = dataFlowOf(catalog, saga);
  const point = flow.points.find(({ message }) => message.name === 'Use');
  const field = point && fillMessage(catalog, saga, flow, point).fields[0];
  if (field === undefined) return 'no such point';
  if (field.kind === 'unfilled') return field.problem.kind;
  const source = 'source' in field && field.source.kind === 'path' ? field.source.messages.join('|') : '';
  return `${field.kind === 'filled' ? 'certain' : field.kind} ${source}`;
}

describe('what is there on every way', () => {
  it.each([
    [
      'either of two opposite guards',
      '{ do: DoA, when: E.gift }, { do: DoB, when: "!E.gift" }, { do: Use }',
      'certain B|A',
    ],
    ['one guard alone', '{ do: DoA, when: E.gift }, { do: Use }', 'maybe A'],
    ['the same guard again', '{ do: DoA, when: E.gift }, { wait: 1m }, { do: Use, when: E.gift }', 'certain A'],
    [
      'the same guard again, over a step that is optional',
      '{ do: DoA, when: E.gift, optional: true }, { do: Use, when: E.gift }',
      'maybe A|AFailed',
    ],
    [
      'the same guard again, which asks what has come and may change its mind',
      '{ do: DoA, when: "!has(seen.Late)" }, { do: Use, when: "!has(seen.Late)" }',
      'maybe A',
    ],
    [
      'the same guard again in rounds, of which each has its own',
      '{ forEach: E.many, as: one, steps: [{ do: DoA, when: E.gift }, { do: Use, when: E.gift }] }',
      'maybe A',
    ],
    [
      'two guards that are not opposite',
      '{ do: DoA, when: E.gift }, { do: DoB, when: E.gift }, { do: Use }',
      'maybe B|A',
    ],
    [
      'opposite guards of which one way lacks it',
      '{ do: DoA, when: E.gift }, { do: DoC, when: "!E.gift" }, { do: Use }',
      'maybe A',
    ],
    [
      'opposite guards with an optional way',
      '{ do: DoA, when: E.gift }, { do: DoB, when: "!E.gift", optional: true }, { do: Use }',
      'maybe B|A',
    ],
    [
      'opposite guards with a step between',
      '{ do: DoA, when: E.gift }, { wait: 1m }, { do: DoB, when: "!E.gift" }, { do: Use }',
      'maybe B|A',
    ],
    [
      'groups with opposite guards',
      '{ when: E.gift, parallel: [{ do: DoA }, { do: DoC }] }, { do: DoB, when: "!E.gift" }, { do: Use }',
      'certain B|A',
    ],
    [
      'a failure that is lived with, both ways',
      '{ do: DoA, onFailure: { AFailed: { steps: [], then: continue }, ALost: { steps: [do: DoB], then: skip } } }, { do: Use }',
      'certain A|B|AFailed',
    ],
    [
      'a failure that is lived with, and that lacks it',
      '{ do: DoA, onFailure: { ALost: { steps: [], then: continue } } }, { do: Use }',
      'maybe A',
    ],
    [
      'a failure whose handler brings it',
      '{ do: DoA, onFailure: { ALost: { steps: [{ do: DoB }], then: continue } } }, { do: Use }',
      'certain A|B',
    ],
    [
      'a timeout whose handler brings nothing',
      '{ do: DoA, onFailure: { timeout: { steps: [], then: skip } } }, { do: Use }',
      'maybe A',
    ],
    [
      'a timeout of a wait, whose handler brings it',
      '{ await: Late, timeout: 1h, onFailure: { timeout: { steps: [{ do: DoB }], then: continue } } }, { do: Use }',
      'certain Late|B',
    ],
    [
      'a timeout of a wait, whose handler may bring it',
      '{ await: Late, timeout: 1h, onFailure: { timeout: { steps: [{ do: DoB, when: E.gift }], then: continue } } }, { do: Use }',
      'maybe Late|B',
    ],
    [
      'a failure that is tried again',
      '{ do: DoA, onFailure: { ALost: { steps: [], then: retry } } }, { do: Use }',
      'certain A',
    ],
    [
      'a failure that unwinds',
      '{ do: DoA, onFailure: { ALost: { steps: [{ do: DoB }], then: unwind } } }, { do: Use }',
      'certain A',
    ],
    ['rounds of a number', '{ forEach: 2, steps: [{ do: DoA }] }, { do: Use }', 'certain A'],
    [
      'rounds of a number, with a guard inside',
      '{ forEach: 2, steps: [{ do: DoA, when: E.gift }] }, { do: Use }',
      'maybe A',
    ],
    ['rounds that an event may end', '{ forEach: 2, until: C, steps: [{ do: DoA }] }, { do: Use }', 'maybe A'],
    ['rounds of a list', '{ forEach: E.many, steps: [{ do: DoA }] }, { do: Use }', 'maybe A'],
    ['one branch of a parallel group', '{ parallel: [{ do: DoA }, { do: DoC }] }, { do: Use }', 'certain A'],
    ['a guarded branch', '{ parallel: [{ do: DoA, when: E.gift }, { do: DoC }] }, { do: Use }', 'maybe A'],
    [
      'opposite guards in a loop, where both may have been gone by then',
      '{ forEach: E.many, steps: [{ do: DoA, when: E.gift }, { do: DoB, when: "!E.gift" }, { do: Use }] }',
      'maybe B|A',
    ],
    [
      'a failure that is lived with in a loop, likewise',
      '{ forEach: 2, steps: [{ do: DoA, onFailure: { ALost: { steps: [{ do: DoB }], then: continue } } }, { do: Use }] }',
      'maybe A|B',
    ],
    [
      'opposite guards in a handler that is run again',
      '{ do: DoC, onFailure: { timeout: { steps: [{ do: DoA, when: E.gift }, { do: DoB, when: "!E.gift" }, { do: Use }], then: retry } } }',
      'maybe B|A',
    ],
    [
      'opposite guards in a handler that is run once',
      '{ do: DoC, onFailure: { timeout: { steps: [{ do: DoA, when: E.gift }, { do: DoB, when: "!E.gift" }, { do: Use }], then: skip } } }',
      'certain B|A',
    ],
    [
      'both branches of one of two ways',
      '{ when: E.gift, parallel: [{ do: DoA }, { do: DoB }] }, { await: Late, timeout: 1h, when: "!E.gift" }, { do: Use }',
      'ambiguous',
    ],
    [
      'two branches with opposite guards inside one',
      '{ parallel: [[{ do: DoA, when: E.gift }, { do: DoB, when: "!E.gift" }], { do: DoC }] }, { do: Use }',
      'certain B|A',
    ],
    ['both branches', '{ parallel: [{ do: DoA }, { do: DoB }] }, { do: Use }', 'ambiguous'],
    [
      'a guard in CEL that asks for it',
      '{ do: DoA, optional: true }, { do: Use, when: "has(seen.A) && E.gift" }',
      'certain A',
    ],
    [
      'a guard that asks for it or for something else',
      '{ do: DoA, optional: true }, { do: Use, when: "has(seen.A) || E.gift" }',
      'maybe A|AFailed',
    ],
    ['an optional field that the guard asks for', '{ do: Use, when: has(E.x) }', 'certain E'],
    ['an optional field that nothing asks for', '{ do: Use }', 'missing'],
    [
      'what the handler of a failure can see',
      '{ do: DoA, onFailure: { AFailed: { steps: [{ do: Use }], then: retry } } }',
      'certain AFailed',
    ],
    [
      'what the handler of a timeout can see',
      '{ do: DoA, onFailure: { timeout: { steps: [{ do: Use }], then: retry } } }',
      'missing',
    ],
  ])('%s', async (_, steps, expected) => {
    expect(await fieldX(steps)).toBe(expected);
  });

  it.each([
    ['{ do: Use, when: E.nick != null, with: { x: E.nick } }', 'certain E'],
    ['{ do: Use, when: "E.gift && seen.E.nick != null", with: { x: E.nick } }', 'certain E'],
    ['{ do: Use, when: "E.gift || E.nick != null", with: { x: E.nick } }', 'type-differs'],
    ['{ do: Use, when: E.nick == null, with: { x: E.nick } }', 'type-differs'],
    ['{ do: DoC, when: E.nick != null }, { do: Use, with: { x: E.nick } }', 'type-differs'],
  ])('knows what a guard has found not to be null: %s', async (steps, expected) => {
    expect(await fieldX(steps)).toBe(expected);
  });

  it('says what has been seen where a step begins', async () => {
    const catalog = await catalogFromYaml(`events: { E: {}, A: {} }
commands: { DoA: { success: A } }
sagas: { S: { start: E, steps: [{ do: DoA, optional: true }, { await: A, name: w, when: A, timeout: 1h }] } }
`);
    const saga = catalog.sagas.get('S');
    const flow = saga && dataFlowOf(catalog, saga);
    const seen = (name: string) => [...(flow?.reached ?? [])].find(([step]) => step.name === name)?.[1].groups;
    expect(seen('DoA')?.map(({ messages, certain }) => [messages, certain])).toEqual([[['E'], true]]);
    expect(seen('w')?.at(-1)).toMatchObject({ messages: ['A'], certain: true });
  });
});
