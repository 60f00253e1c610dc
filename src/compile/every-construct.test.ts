import { describe, expect, it } from 'vitest';
import { decide } from '../runtime/saga/decide.js';
import { planSaga } from '../runtime/saga/plan.js';
import { compileParcel, type ParcelOptions } from '../testing/compile-parcel.js';

/** A guard on every form of step, at every place. */
const place = {
  'on an await': (guard: string) => `[{ await: ParcelDelivered, timeout: 1d, when: ${guard} }]`,
  'on a wait': (guard: string) => `[{ wait: 1m, when: ${guard} }]`,
  'on a loop': (guard: string) => `[{ forEach: 2, when: ${guard}, steps: [{ do: PackItem }] }]`,
  'on a group': (guard: string) => `[{ parallel: [{ do: PackItem }, { do: PayFee }], when: ${guard} }]`,
  'in a branch': (guard: string) => `[{ parallel: [[{ do: PackItem }, { do: PayFee, when: ${guard} }]] }]`,
  'in a loop': (guard: string) => `[{ forEach: 2, steps: [{ do: PackItem, when: ${guard} }] }]`,
  'in a handler': (guard: string) =>
    `[{ do: PackItem, onFailure: { ItemBroken: { steps: [{ do: PayFee, when: ${guard} }], then: skip } } }]`,
  'on an undo in a loop': (guard: string) =>
    `[{ forEach: 2, steps: [{ do: PackItem, undo: { do: UnpackItem, when: ${guard} } }] }]`,
};

describe('guards', () => {
  it.each(Object.entries(place))('%s are checked', async (_, steps) => {
    expect((await compileParcel(steps('"ParcelSent.weight > 2"'))).diagnostics).toEqual([]);
    expect((await compileParcel(steps('"has(seen.ParcelSent)"'))).diagnostics).toEqual([]);
    const wrong = await compileParcel(steps('"ParcelSent.wieght > 2"'));
    expect(wrong.diagnostics).toEqual([
      'saga-guard @ ParcelSent.wieght: This guard cannot be understood: `ParcelSent` has no field `wieght`.',
    ]);
    const unasked = await compileParcel(steps('"ParcelSent.trial == ParcelSent.term"'));
    expect(unasked.diagnostics).toEqual([
      'saga-guard-unasked @ ParcelSent.trial: This guard fails where `ParcelSent.trial` is absent.',
    ]);
  });

  const inLoop = (guard: string) =>
    `[{ forEach: ParcelSent.items, as: item, steps: [{ do: PackItem, when: ${JSON.stringify(guard)} }] }]`;

  it.each([
    'item.fragile && item.weight > 1.5 && item.parts == 3',
    "has(item.note) && item.note == 'x'",
    'boxId == ParcelSent.parcelId',
    'item.weight < ParcelSent.weight',
  ])('read variables: %s', async (guard) => {
    expect((await compileParcel(inLoop(guard), { key: 'ids: [boxId]' })).diagnostics).toEqual([]);
  });

  it.each([
    ['item.wieght > 1', '`item` has no field `wieght`'],
    ['item.fragile > 1', 'no such overload: bool > int'],
    ['boxId > 1', 'no such overload: string > int'],
    ['has(item.size)', 'saga-guard @ item.size: This guard cannot be understood: `item` has no field `size`.'],
    ["item.note == 'x'", 'saga-guard-unasked @ item.note: This guard fails where `item.note` is absent.'],
    ['other.note', 'Unknown variable: other'],
  ])('with a slip: %s', async (guard, problem) => {
    const { diagnostics } = await compileParcel(inLoop(guard), { key: 'ids: [boxId]' });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.toLowerCase()).toContain(problem.toLowerCase());
  });

  it('ask whether an item is null', async () => {
    const steps = (guard: string) =>
      `[{ forEach: ParcelSent.labels, as: label, steps: [{ do: PackItem, when: "${guard}" }] }]`;
    expect((await compileParcel(steps("label.startsWith('x')"))).diagnostics).toEqual([
      'saga-guard-unasked @ label: This guard fails where `label` is null.',
    ]);
    expect((await compileParcel(steps("label != null && label.startsWith('x')"))).diagnostics).toEqual([]);
  });

  it('know no variable behind its loop', async () => {
    const { diagnostics } = await compileParcel(
      `${inLoop('item.fragile').slice(0, -1)}, { do: PayFee, when: "item.fragile" }]`,
    );
    expect(diagnostics).toHaveLength(1);
  });
});

describe('the messages of a definition', () => {
  it('are all that it may be told or publish', async () => {
    const { value, diagnostics } = await compileParcel(
      `[
        { forEach: 2, until: ParcelHeard, steps: [{ do: PackItem, undo: UnpackItem, check: FindItem }] },
        { await: ParcelDelivered, failure: [ParcelRefused], timeout: 1d, onFailure: { timeout: { steps: [{ do: PayFee }], then: skip } } },
      ]`,
      { key: 'complete: ParcelClosed\n    abort: ParcelDropped\n    cancelOn: [ParcelRecalled]' },
    );
    expect(diagnostics).toEqual([]);
    expect(Object.keys(value?.messages ?? {})).toEqual([
      'FeePaid',
      'FeeRefused',
      'ItemBroken',
      'ItemFound',
      'ItemLost',
      'ItemPacked',
      'ItemUnpacked',
      'ParcelClosed',
      'ParcelDelivered',
      'ParcelDropped',
      'ParcelHeard',
      'ParcelRecalled',
      'ParcelRefused',
      'ParcelSent',
      'UnpackingFailed',
    ]);
  });

  it('say which fields may be absent, at any depth', async () => {
    const { value } = await compileParcel('[{ do: PackItem }, { await: ParcelDelivered, timeout: 1d }]');
    expect(value?.messages['ParcelDelivered']).toEqual({
      fields: { parcelId: 'string', at: 'timestamp', after: 'duration' },
      optional: ['after'],
    });
    expect(value?.messages['ParcelSent']?.optional).toEqual(['extras', 'trial']);
    expect(value?.messages['ParcelSent']?.fields['items']).toMatchObject({ list: { optional: ['note'] } });
    expect(value?.messages['ItemPacked']).not.toHaveProperty('optional');
  });
});

describe('time limits', () => {
  const nested = (timeout: string) => ({
    commands: `SendParcel: { handler: depot, payload: { parcelId: uuid }, success: ParcelClosed, failure: [ParcelDropped]${timeout} }`,
    sagas:
      'Sending: { service: depot, start: SendParcel, correlation: parcelId, steps: [{ do: PackItem, undo: UnpackItem }], complete: ParcelClosed, abort: ParcelDropped }',
  });

  it('are those of the settings, but not for a command that starts a saga', async () => {
    const settings = 'catalog: test\ndefaults: { command: { timeout: 7s } }\n';
    const limitOf = async (timeout: string, steps = '[{ do: SendParcel }, { do: PayFee }]') =>
      (await compileParcel(steps, { ...nested(timeout), settings })).value?.steps.map(
        (step) => step.kind === 'do' && step.call.timeoutMs,
      );
    expect(await limitOf('')).toEqual([undefined, 7_000]);
    expect(await limitOf(', timeout: 7s')).toEqual([7_000, 7_000]);
  });

  it('are not made up', async () => {
    const { value } = await compileParcel('[{ do: PackItem }, { await: ParcelDelivered }]');
    expect(value?.steps.map((step) => (step.kind === 'do' ? step.call : step))).toEqual([
      expect.not.objectContaining({ timeoutMs: expect.anything() }),
      expect.not.objectContaining({ timeoutMs: expect.anything() }),
    ]);
  });
});

describe('causes', () => {
  const APOLOGISE = 'Apologise: { handler: depot, payload: { parcelId: uuid, why: string }, success: ItemUnpacked }';

  it('leave out only failures that the saga lives on with: trying again comes to an end', async () => {
    const missing = async (next: string) => {
      const pay = `{ do: PayFee, onFailure: { FeeRefused: { then: ${next} } } }`;
      const undo = '{ do: Apologise, with: { why: { timeout: late } } }';
      return (await compileParcel(`[{ do: PackItem, undo: ${undo} }, ${pay}]`, { commands: APOLOGISE })).diagnostics;
    };
    expect(await missing('skip')).toEqual([]);
    expect(await missing('continue')).toEqual([]);
    const problem = 'saga-cause-without-else @ why: The causes of `why` leave out `FeeRefused`.';
    expect(await missing('retry')).toEqual([problem]);
    expect(await missing('unwind')).toEqual([problem]);
  });

  it('are an operator, too', async () => {
    const steps = (cause: string) =>
      `[{ do: PackItem, undo: { do: Apologise, with: { why: { ${cause}: asked, else: other } } } }, { do: PayFee }]`;
    const commands = APOLOGISE;
    expect((await compileParcel(steps('cancel'), { commands })).diagnostics).toEqual([]);
    expect((await compileParcel(steps('cancelled'), { commands })).diagnostics).toHaveLength(1);
  });
});

describe('the engine', () => {
  const SENT = {
    parcelId: 'p1',
    count: 2,
    weight: '2.00',
    items: [
      { sku: 'a', weight: '9.00', fragile: true, parts: 1 },
      { sku: 'b', weight: '10.00', fragile: true, parts: 1 },
    ],
    boxes: [],
    labels: [],
    term: 'PT1H',
    pause: null,
    leavesOn: '2026-01-31',
    leavesAt: '2026-01-31T12:00:00Z',
  };

  async function begin(steps: string, options?: ParcelOptions) {
    const { value, diagnostics } = await compileParcel(steps, options);
    expect(diagnostics).toEqual([]);
    if (value === undefined) throw new Error('not compiled');
    return decide(planSaga(value), undefined, { type: 'start', now: 0, data: SENT, run: 1 });
  }

  it('understands guards over loop variables by their types', async () => {
    const { entries } = await begin(
      '[{ forEach: ParcelSent.items, as: item, parallel: true, steps: [{ do: PackItem, when: "item.weight > 9.5", with: { sku: item.sku } }] }]',
    );
    const sent = entries.flatMap((entry) => (entry.type === 'command-sent' ? [[entry.step, entry.input['sku']]] : []));
    expect(sent).toEqual([['forEach-1.2/PackItem', 'b']]);
  });

  it.each([
    ['1m', 60_000],
    ['ParcelSent.term + 1m', 3_660_000],
    ['ParcelSent.leavesOn + 1d', Date.UTC(2026, 1, 1)],
    ['ParcelSent.leavesAt', Date.UTC(2026, 0, 31, 12)],
  ])('waits %s', async (wait, dueAt) => {
    expect((await begin(`[{ wait: ${wait} }, { do: PackItem }]`)).entries).toContainEqual(
      expect.objectContaining({ type: 'wait-started', dueAt }),
    );
  });

  it('goes over literal numbers, and fills fields and guards from ids', async () => {
    const { entries, state } = await begin(
      '[{ forEach: 2, as: n, parallel: true, steps: [{ do: PackItem, when: "n == 2 && boxId.size() == 36", with: { sku: boxId } }] }]',
      { key: 'ids: [boxId]' },
    );
    const sent = entries.flatMap((entry) => (entry.type === 'command-sent' ? [[entry.step, entry.input['sku']]] : []));
    expect(sent).toEqual([['forEach-1.2/PackItem', state.ids['boxId']]]);
  });
});
