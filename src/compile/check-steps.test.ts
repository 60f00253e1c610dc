import { describe, expect, it } from 'vitest';
import { compileParcel, type ParcelOptions } from '../testing/compile-parcel.js';

async function diagnosticsOf(steps: string, options?: ParcelOptions): Promise<readonly string[]> {
  return (await compileParcel(steps, options)).diagnostics;
}

describe('failures that are handled', () => {
  it.each(['ItemBroken: { then: skip }', 'timeout: { then: retry, rounds: 2 }'])('%s', async (handler) => {
    expect(await diagnosticsOf(`[{ do: PackItem, undo: UnpackItem, onFailure: { ${handler} } }]`)).toEqual([]);
  });

  it.each(['FeeRefused', 'ItemPacked', 'Nobody', 'deadline'])('%s is none of the step', async (failure) => {
    expect(await diagnosticsOf(`[{ do: PackItem, onFailure: { ${failure}: { then: skip } } }]`)).toEqual([
      `saga-unknown-failure @ ${failure}: The step \`PackItem\` never fails with \`${failure}\`.`,
    ]);
  });

  it('are those of an await as well', async () => {
    const steps = (failure: string) =>
      `[{ await: ParcelDelivered, failure: [ParcelRefused], timeout: 1d, onFailure: { ${failure}: { then: continue } } }]`;
    expect(await diagnosticsOf(steps('ParcelRefused'))).toEqual([]);
    expect(await diagnosticsOf(steps('ParcelDelivered'))).toHaveLength(1);
  });

  it('have rounds only where the step is tried again', async () => {
    expect(await diagnosticsOf('[{ do: PackItem, onFailure: { ItemBroken: { then: skip, rounds: 2 } } }]')).toEqual([
      'saga-rounds-without-retry @ ItemBroken: `rounds` means nothing for `ItemBroken`, which is not tried again.',
    ]);
  });
});

describe('the point of no return', () => {
  const pivot = '{ do: PayFee, pivot: true }';

  it.each([
    ['a loop', `[{ forEach: 2, steps: [${pivot}] }]`],
    ['what a failure does before `then: retry`', handled('retry')],
    ['what a failure does before `then: unwind`', handled('unwind')],
  ])('cannot stand in %s', async (place, steps) => {
    expect(await diagnosticsOf(steps)).toEqual([
      `saga-pivot-place @ ${pivot}: \`PayFee\` cannot be the point of no return: it stands in ${place}.`,
    ]);
  });

  it.each(['continue', 'skip'])('may follow a failure that the saga lives on with: %s', async (next) => {
    expect(await diagnosticsOf(handled(next))).toEqual([]);
  });

  it('may stand in a branch', async () => {
    expect(await diagnosticsOf(`[{ parallel: [${pivot}, { do: PackItem }] }]`)).toEqual([]);
  });

  function handled(next: string): string {
    return `[{ do: PackItem, onFailure: { ItemBroken: { steps: [${pivot}], then: ${next} } } }]`;
  }
});

describe('a check', () => {
  it('only reads', async () => {
    expect(await diagnosticsOf('[{ do: PackItem, undo: UnpackItem, check: FindItem }]')).toEqual([]);
    expect(await diagnosticsOf('[{ do: PackItem, undo: UnpackItem, check: PayFee }]')).toEqual([
      'saga-check-with-effect @ PayFee: `PayFee` cannot check `PackItem`: it has an effect of its own.',
    ]);
  });

  it('may answer in place of the step, so what only the step says may be missing', async () => {
    expect(await diagnosticsOf('[{ do: PackItem, undo: UnpackItem }, { do: Shelve }]')).toEqual([]);
    expect(await diagnosticsOf('[{ do: PackItem, undo: UnpackItem, check: FindItem }, { do: Shelve }]')).toEqual([
      'saga-unfilled-field @ Shelve: `Shelve.shelf` cannot be filled: `ItemPacked` may not have come by then, or may lack it.',
    ]);
    const same = {
      commands: 'Recount: { handler: depot, effect: none, payload: { parcelId: uuid }, success: ItemPacked }',
    };
    expect(await diagnosticsOf('[{ do: PackItem, undo: UnpackItem, check: Recount }, { do: Shelve }]', same)).toEqual(
      [],
    );
  });
});

describe('variables', () => {
  const loop = (as: string, steps = '{ do: PackItem }') => `{ forEach: 2, as: ${as}, steps: [${steps}] }`;

  it.each([
    ['now', 'the word has a meaning of its own'],
    ['seen', 'the word has a meaning of its own'],
    ['in', 'the word has a meaning of its own'],
    ['ItemPacked', 'a message has that name'],
  ])('cannot be called %s', async (name, problem) => {
    const expected = `saga-variable-name @ ${name}: \`${name}\` cannot name a variable here: ${problem}.`;
    expect(await diagnosticsOf(`[${loop(name)}]`)).toEqual([expected]);
    expect(await diagnosticsOf('[{ do: PackItem }]', { key: `ids: [${name}]` })).toEqual([expected]);
  });

  it('stand for one thing where they are seen', async () => {
    const taken =
      'saga-variable-name @ n: `n` cannot name a variable here: it already stands for something else there.';
    expect(await diagnosticsOf(`[${loop('n', loop('n'))}]`)).toEqual([taken]);
    expect(await diagnosticsOf(`[${loop('n')}]`, { key: 'ids: [n]' })).toEqual([taken]);
    expect(await diagnosticsOf(`[${loop('n')}, ${loop('n', '{ do: PayFee }')}]`)).toEqual([]);
  });

  it('are of one type in the whole saga', async () => {
    const other = '{ forEach: ParcelSent.items, as: n, steps: [{ do: PayFee }] }';
    expect(await diagnosticsOf(`[${loop('n')}, ${other}]`)).toEqual([
      'saga-variable-name @ n: `n` cannot name a variable here: another loop of this saga gives that name to something of another type.',
    ]);
  });
});

describe('a saga that is started by a command', () => {
  const send = (success: string) => ({
    commands: `SendParcel: { handler: depot, payload: { parcelId: uuid }, success: ${success}, failure: [ParcelDropped] }`,
    start: 'SendParcel',
  });
  const steps = '[{ do: PackItem, undo: UnpackItem }]';

  it('ends with a success of it', async () => {
    expect(await diagnosticsOf(steps, { ...send('ParcelClosed'), key: 'complete: ParcelClosed' })).toEqual([]);
    expect(await diagnosticsOf(steps, { ...send('ParcelClosed'), key: 'complete: [FeePaid, ParcelClosed]' })).toEqual(
      [],
    );
    expect(await diagnosticsOf(steps, { ...send('ParcelClosed'), key: 'complete: FeePaid' })).toEqual([
      'saga-start-unanswered @ FeePaid: Who sends `SendParcel` never learns that `Parcel` is complete.',
    ]);
    expect(await diagnosticsOf(steps, send('ParcelClosed'))).toEqual([
      'saga-start-unanswered @ SendParcel: Who sends `SendParcel` never learns that `Parcel` is complete.',
    ]);
  });

  it('answers with the first of its ends', async () => {
    const { value } = await compileParcel(steps, {
      ...send('ParcelClosed'),
      key: 'complete: [FeePaid, ParcelClosed]\n    abort: [FeeRefused, ParcelDropped]',
    });
    expect(value?.complete.map(({ event }) => event)).toEqual(['ParcelClosed', 'FeePaid']);
    expect(value?.abort.map(({ event }) => event)).toEqual(['ParcelDropped', 'FeeRefused']);
  });

  it('may be one that nobody waits for', async () => {
    expect(await diagnosticsOf(steps, send('[]'))).toEqual([]);
  });
});
