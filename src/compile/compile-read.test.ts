import { describe, expect, it } from 'vitest';
import { compileParcel } from '../testing/compile-parcel.js';

const path = (...path: readonly string[]) => ({ kind: 'path', messages: ['ParcelSent'], path });

describe('the length of a wait', () => {
  it.each([
    ['1m', { kind: 'duration', ms: 60_000 }],
    ['ParcelSent.term', { kind: 'value', from: path('term'), plusMs: 0 }],
    ['ParcelSent.leavesOn + 1d', { kind: 'value', from: path('leavesOn'), plusMs: 86_400_000 }],
    ['ParcelSent.leavesAt +30s', { kind: 'value', from: path('leavesAt'), plusMs: 30_000 }],
  ])('%s', async (wait, expected) => {
    const { value, diagnostics } = await compileParcel(`[{ wait: ${wait}, until: ParcelHeard }, { do: PackItem }]`);
    expect(diagnostics).toEqual([]);
    expect(value?.steps[0]).toEqual({ kind: 'wait', name: 'wait-1', for: expected, until: 'ParcelHeard' });
  });

  it.each([
    ['soon', '`soon` is neither a message nor a variable of this saga'],
    ['1 m', 'it is neither a duration such as `30s` nor a path'],
    ['ParcelSent.leavesAt + soon', 'it is neither a duration such as `30s` nor a path'],
    ['ParcelSent.leavesAt + 1d + 1d', 'it is neither a duration such as `30s` nor a path'],
    ['ParcelSent.count', '`ParcelSent.count` is `int`, and a `duration`, `date` or `timestamp` is wanted'],
    ['ParcelSent.leaves', '`ParcelSent` has no `leaves` there'],
    ['ParcelSent.trial', 'its value may be absent'],
    ['ParcelSent.pause', '`ParcelSent.pause` may be null'],
    ['ParcelDelivered.at', '`ParcelDelivered` has not come before this place'],
  ])('%s has none', async (wait, problem) => {
    const { value, diagnostics } = await compileParcel(`[{ do: PackItem }, { wait: ${wait} }]`);
    expect(value).toBeUndefined();
    expect(diagnostics).toEqual([`saga-wait-time @ ${wait}: This wait has no length: ${problem}.`]);
  });

  it('may not lean on what has perhaps not come, unless its guard asks for it', async () => {
    const steps = (guard: string) =>
      `[{ await: ParcelDelivered, timeout: 1d, optional: true }, { wait: ParcelDelivered.at + 1d${guard} }]`;
    expect((await compileParcel(steps(''))).diagnostics).toEqual([
      'saga-wait-time @ ParcelDelivered.at + 1d: This wait has no length: `ParcelDelivered` may not have come by then, or may lack it.',
    ]);
    expect((await compileParcel(steps(', when: ParcelDelivered'))).diagnostics).toEqual([]);
  });

  it('reads loop variables', async () => {
    const rounds = (wait: string) => `[{ forEach: ParcelSent.boxes, as: box, steps: [{ wait: ${wait} }] }]`;
    expect((await compileParcel(rounds('box.label'))).diagnostics).toEqual([
      'saga-wait-time @ box.label: This wait has no length: `box.label` is `string`, and a `duration`, `date` or `timestamp` is wanted.',
    ]);
  });
});

describe('what a loop goes over', () => {
  it.each([
    ['ParcelSent.items', path('items')],
    ['ParcelSent.count', path('count')],
    ['3', { kind: 'const', value: 3 }],
  ])('%s', async (items, expected) => {
    const { value, diagnostics } = await compileParcel(`[{ forEach: ${items}, as: item, steps: [{ do: PackItem }] }]`);
    expect(diagnostics).toEqual([]);
    expect(value?.steps[0]).toMatchObject({ kind: 'forEach', items: expected, as: 'item', parallel: false });
  });

  it('goes over what a loop around it is about', async () => {
    const { value, diagnostics } = await compileParcel(
      '[{ forEach: ParcelSent.boxes, as: box, steps: [{ forEach: box.items, as: item, steps: [{ do: PackItem, with: { sku: item.sku } }] }] }]',
    );
    expect(diagnostics).toEqual([]);
    const outer = value?.steps[0];
    const inner = outer?.kind === 'forEach' ? outer.steps[0] : undefined;
    expect(inner).toMatchObject({ items: { kind: 'variable', name: 'box', path: ['items'] } });
    const item = { record: { sku: 'string', weight: 'decimal', fragile: 'boolean', note: 'string', parts: 'int' } };
    expect(value?.variables).toEqual({
      box: { record: { label: 'string', items: { list: { ...item, optional: ['note'] } } } },
      item: { ...item, optional: ['note'] },
    });
  });

  it.each([
    ['ParcelSent.term', '`ParcelSent.term` is `Term`, and a list or a whole number is wanted'],
    ['ParcelSent.extras', 'its value may be absent'],
    ['ItemPacked.shelf', '`ItemPacked` has not come before this place'],
    ['"1.5"', 'it is neither a number of rounds nor a path'],
  ])('%s is nothing', async (items, problem) => {
    const { diagnostics } = await compileParcel(`[{ forEach: ${items}, steps: [{ do: PackItem }] }]`);
    expect(diagnostics).toEqual([`saga-loop-items @ ${items}: This loop has nothing to go over: ${problem}.`]);
  });

  it('counts rounds from 1, and keeps what may be null', async () => {
    const loop = (items: string) => `[{ forEach: ${items}, as: one, steps: [{ do: PackItem }] }]`;
    expect((await compileParcel(loop('2'))).value?.variables).toEqual({ one: 'int' });
    expect((await compileParcel(loop('ParcelSent.labels'))).value?.variables).toEqual({ one: { nullable: 'string' } });
  });
});
