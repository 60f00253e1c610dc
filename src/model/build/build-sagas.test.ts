import { describe, expect, test } from 'vitest';
import { catalogFrom, pointedAt } from '../../testing/catalog-from.js';
import { flattenSteps } from '../flatten-steps.js';

function sagaOf(text: string) {
  const built = catalogFrom(`commands: { A: {}, B: {}, U: {}, P: {} }\nsagas:\n  S:\n${text.replace(/^/gm, '    ')}`);
  const saga = built.catalog.sagas.get('S');
  if (saga === undefined) throw new Error('no saga');
  return { saga, said: pointedAt(built) };
}

describe('steps', () => {
  test('every form is read', () => {
    const { saga, said } = sagaOf(`steps:
  - undo: U
  - { do: A, name: first, renamedFrom: old, check: P, pivot: true, when: not Seen }
  - { do: B, noUndo: Cannot be taken back., optional: true }
  - parallel: [{ do: P }, [{ do: A }, { wait: 1m }]]
  - { await: [X, Y], failure: Z, timeout: 1h, early: drop }
  - { wait: Start.date + 1d, until: E }
  - { forEach: Start.items, as: item, parallel: true, until: E, steps: [{ do: U, name: each, with: { sku: item.sku } }] }`);
    expect(said).toEqual([]);
    expect(saga.steps.map((step) => [step.kind, step.name])).toEqual([
      ['undo', 'U'],
      ['do', 'first'],
      ['do', 'B'],
      ['parallel', 'parallel-4'],
      ['await', 'X'],
      ['wait', 'wait-6'],
      ['forEach', 'forEach-7'],
    ]);
    expect(saga.steps[1]).toMatchObject({
      renamedFrom: 'old',
      check: { name: 'P' },
      pivot: true,
      when: { text: 'not Seen' },
    });
    expect(saga.steps[2]).toMatchObject({ noUndo: 'Cannot be taken back.', optional: true, pivot: false });
    expect(saga.steps[4]).toMatchObject({ timeout: { ms: 3_600_000 }, early: 'drop', failure: [{ name: 'Z' }] });
    expect(saga.steps[5]).toMatchObject({ for: { text: 'Start.date + 1d' }, until: { name: 'E' } });
    expect(saga.steps[6]).toMatchObject({
      as: { name: 'item' },
      parallel: true,
      steps: [{ with: [{ value: { root: 'item' } }] }],
    });
  });

  test('steps without a name are called after their place, also deep inside', () => {
    const { saga } = sagaOf(`steps:
  - parallel: [{ do: A }, [{ do: B }, { wait: 1m }, { parallel: [{ wait: 1s }] }]]
  - { do: P, onFailure: { F: { steps: [{ wait: 1s }, { do: U }], then: retry, rounds: 3 } } }`);
    expect(flattenSteps(saga.steps).map(({ step }) => step.name)).toEqual([
      ...['parallel-1', 'A', 'B', 'parallel-1-2-wait-2', 'parallel-1-2-parallel-3', 'parallel-1-2-parallel-3-1-wait-1'],
      ...['P', 'P-F-wait-1', 'U'],
    ]);
    // Paths of the engine put a dot before a number, and a slash between a round and a step.
    for (const { step } of flattenSteps(saga.steps)) expect(step.name).not.toMatch(/[./]/);
    const [, step] = saga.steps;
    const handler = step?.kind === 'do' ? step.onFailure[0] : undefined;
    expect([handler?.on.name, handler?.then, handler?.rounds]).toEqual(['F', 'retry', 3]);
  });

  test('flattening tells what a step stands in', () => {
    const { saga } = sagaOf('steps: [{ parallel: [{ do: A }, { forEach: 3, steps: [{ do: B }] }] }]');
    const place = flattenSteps(saga.steps).find(({ step }) => step.name === 'B');
    expect(place?.inside.map((container) => container.kind)).toEqual(['branch', 'round']);
  });

  test('two steps of one identity are reported at the second', () => {
    const { said } = sagaOf('steps:\n  - do: A\n  - parallel:\n      - do: A');
    expect(said).toEqual(['duplicate-step: do: A']);
    expect(sagaOf('steps: [{ do: A }, { do: A, name: again }]').said).toEqual([]);
  });

  test('a step of no known form is reported', () => {
    expect(sagaOf('steps: [{ name: x }, { do: [A] }]').said).toEqual([
      'unknown-step-form: { name: x }',
      'unknown-step-form: { do: [A] }',
    ]);
  });
});

describe('steps that only undo', () => {
  test('stand in front of all others', () => {
    expect(sagaOf('steps: [{ undo: U }, { undo: P }, { do: A }]').said).toEqual([]);
    expect(sagaOf('steps: [{ do: A }, { undo: U }, { parallel: [{ undo: P }, { do: B }] }]').said).toEqual([
      'undo-step-not-first: { undo: U }',
      'undo-step-not-first: { undo: P }',
    ]);
  });
});

describe('values', () => {
  const valuesOf = (text: string) => {
    const { saga } = sagaOf(`ids: [paymentId]\nsteps:\n  - do: A\n    with:\n${text.replace(/^/gm, '      ')}`);
    const [step] = saga.steps;
    return step?.kind === 'do' ? step.with.map((mapping) => mapping.value) : [];
  };

  test('paths, variables, now and constants', () => {
    const text =
      'a: Order.total.amount\nb: paymentId\nc: now\nd: plain\ne: 5\nf: { const: Order.total }\ng: [x]\nh: true\ni: 1.5\nj: Order@1.id\nk: { x: y }';
    expect(valuesOf(text)).toMatchObject([
      { kind: 'path', root: 'Order', path: ['total', 'amount'] },
      { kind: 'path', root: 'paymentId', path: [] },
      { kind: 'now' },
      { kind: 'const', value: 'plain' },
      { kind: 'const', value: 5 },
      { kind: 'const', value: 'Order.total' },
      { kind: 'const', value: ['x'] },
      { kind: 'const', value: true },
      { kind: 'const', value: 1.5 },
      { kind: 'path', root: 'Order@1', path: ['id'] },
      { kind: 'const', value: { x: 'y' } },
    ]);
  });

  test.each(['a sentence. with dots', 'a@b.c', 'https://x.y', 'x.', '.x', 'v1.2'])('%j is a constant', (text) => {
    expect(valuesOf(`a: ${JSON.stringify(text)}`)).toMatchObject([{ kind: 'const', value: text }]);
  });

  test('a map picks by cause in undo and abort, and nowhere else', () => {
    const map = '{ reason: { Late: late, A.timeout: Order.reason, else: other } }';
    const { saga } = sagaOf(`steps: [{ do: A, with: ${map}, undo: { do: U, with: ${map} } }]
complete: { emit: Done, with: ${map} }
abort: [{ emit: Gone, with: ${map} }, Other]`);
    const [step] = saga.steps;
    expect(step?.kind === 'do' && step.with[0]?.value.kind).toBe('const');
    expect(saga.complete[0]?.with[0]?.value.kind).toBe('const');
    expect(step?.kind === 'do' && step.undo?.with[0]?.value).toMatchObject({
      kind: 'cause',
      cases: [
        { cause: { name: 'Late' }, value: { kind: 'const', value: 'late' } },
        { cause: { name: 'A.timeout' }, value: { kind: 'path', root: 'Order' } },
        { cause: { name: 'else' } },
      ],
    });
    expect(saga.abort.map((end) => [end.event.name, end.with[0]?.value.kind])).toEqual([
      ['Gone', 'cause'],
      ['Other', undefined],
    ]);
  });
});

test('what stands on the saga itself', () => {
  const { saga } = sagaOf(`version: 1.0.0
service: order
start: Placed
correlation: orderId
deadline: 15m
ids: [a, b]
hears: [H]
cancelOn: [C]
repeat: true
complete: [Done, Finished]
stuck: { alert: team, runbook: docs/x.md }`);
  expect(saga).toMatchObject({
    service: { name: 'order' },
    start: { name: 'Placed' },
    correlation: { name: 'orderId' },
    deadline: { ms: 900_000 },
    ids: [{ name: 'a' }, { name: 'b' }],
    hears: [{ name: 'H' }],
    cancelOn: [{ name: 'C' }],
    repeat: true,
    complete: [{ event: { name: 'Done' } }, { event: { name: 'Finished' } }],
    stuck: { alert: 'team', runbook: 'docs/x.md' },
  });
});
