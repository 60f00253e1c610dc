import { describe, expect, it } from 'vitest';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import type { Catalog, SagaDef } from '../index.js';
import { type DataPoint, dataFlowOf } from './data-flow.js';
import type { FieldResolution, FieldSource } from './field-source.js';
import { fillMessage } from './fill-message.js';
import { certaintyOf } from './seen.js';

/** Three commands in a row of one kind: `A` answers `ADone { runId, a, shared }`, and so on. */
const MESSAGES = `
services: { own: {}, other: {} }
types:
  Money: { fields: { amount: decimal(12.2), currency: string } }
  Wide: { fields: { sku: string, quantity: int, price: Money } }
  Narrow: { fields: { sku: string, quantity: int } }
  Reason: { enum: [one, two] }
events:
  Started: { producer: own, payload: { runId: uuid, total: Money, note: string?, wides: 'list<Wide>', when: timestamp } }
  ADone: { producer: other, payload: { runId: uuid, a: string, shared: string } }
  AFailed: { producer: other, payload: { runId: uuid, reason: Reason } }
  BDone: { producer: other, payload: { runId: uuid, b: string, shared: string, total: string } }
  BFailed: { producer: other, payload: { runId: uuid, reason: Reason } }
  BLost: { producer: other, effect: unknown, payload: { runId: uuid, lostKey: string } }
  CDone: { producer: other, payload: { runId: uuid } }
  Undone: { producer: other, payload: { runId: uuid } }
  Heard: { producer: other, payload: { runId: uuid, h: string } }
  Finished: { producer: own, payload: { runId: uuid, finishedAt: timestamp } }
  Cancelled: { producer: own, payload: { runId: uuid, reason: Reason?, cancelledAt: timestamp } }
commands:
  A: { handler: other, payload: { runId: uuid }, success: ADone, failure: [AFailed] }
  B: { handler: other, payload: { runId: uuid }, success: BDone, failure: [BFailed, BLost] }
  UndoA: { handler: other, payload: { runId: uuid, a: string }, success: Undone }
  UndoB: { handler: other, payload: { runId: uuid, lostKey: string? }, success: Undone }
`;

async function setUp(payload: string, steps: string, more = ''): Promise<{ catalog: Catalog; saga: SagaDef }> {
  const catalog = await catalogFromYaml(`${MESSAGES}
  C: { handler: other, payload: ${payload}, success: CDone }
sagas:
  Run:
    service: own
    start: Started
    correlation: runId
    steps: ${steps}
    complete: Finished
    abort: Cancelled
${more}`);
  const saga = catalog.sagas.get('Run');
  if (saga === undefined) throw new Error('no saga');
  return { catalog, saga };
}

function fill(catalog: Catalog, saga: SagaDef, pick: (point: DataPoint) => boolean): readonly FieldResolution[] {
  const flow = dataFlowOf(catalog, saga);
  const point = flow.points.find(pick);
  if (point === undefined) throw new Error('no such point');
  return fillMessage(catalog, saga, flow, point).fields;
}

/** `Message|Message.path`, with what is trimmed; or why there is nothing. */
function show(resolution: FieldResolution | undefined): string {
  switch (resolution?.kind) {
    case undefined:
      return 'no such field';
    case 'empty':
      return 'empty';
    case 'filled':
      return showSource(resolution.source);
    case 'maybe':
      return `maybe ${showSource(resolution.source)}`;
    case 'unfilled':
      return resolution.problem.kind;
  }
}

function showSource(source: FieldSource): string {
  switch (source.kind) {
    case 'path':
      return `${source.messages.join('|')}.${source.path.join('.')}${source.only ? ` ${JSON.stringify(source.only)}` : ''}`;
    case 'const':
      return JSON.stringify(source.value);
    case 'now':
      return 'now';
    case 'variable':
      return [`$${source.name}`, ...source.path].join('.');
    case 'cause':
      return source.cases.map(({ cause, from }) => `${cause.name}:${showSource(from)}`).join(' ');
  }
}

async function fieldOfC(field: string, steps: string, more?: string): Promise<string> {
  const name = field.slice(0, field.indexOf(':')).trim();
  const { catalog, saga } = await setUp(`{ ${field} }`, steps, more);
  const fields = fill(catalog, saga, (point) => point.message.name === 'C');
  return show(fields.find((resolution) => resolution.field.name === name));
}

describe('the default: the field of the same name in the latest message seen', () => {
  it.each([
    ['takes the start', 'total: Money', '[{ do: C }]', 'Started.total'],
    ['takes the latest', 'shared: string', '[{ do: A }, { do: B }, { do: C }]', 'BDone.shared'],
    ['takes an older one where the latest lacks it', 'a: string', '[{ do: A }, { do: B }, { do: C }]', 'ADone.a'],
    ['takes the correlation from the start', 'runId: uuid', '[{ do: A }, { do: C }]', 'Started.runId'],
    ['does not look ahead', 'a: string', '[{ do: C }, { do: A }]', 'missing'],
    ['does not see failures that unwind', 'reason: Reason', '[{ do: A }, { do: C }]', 'missing'],
    ['is only possible behind a guard', 'a: string', '[{ do: A, when: "true" }, { do: C }]', 'maybe ADone.a'],
    ['is only possible after an optional step', 'a: string', '[{ do: A, optional: true }, { do: C }]', 'maybe ADone.a'],
    [
      'falls back from possible to certain',
      'shared: string',
      '[{ do: A }, { do: B, when: "true" }, { do: C }]',
      'BDone|ADone.shared',
    ],
    [
      'is certain behind a guard that asks for it',
      'a: string',
      '[{ do: A, optional: true }, { do: C, when: ADone }]',
      'ADone.a',
    ],
    [
      'is not made certain by `not`',
      'a: string',
      '[{ do: A, optional: true }, { do: C, when: not ADone }]',
      'maybe ADone.a',
    ],
    [
      'is certain behind `has(seen.Name)`',
      'a: string',
      `[{ do: A, optional: true }, { do: C, when: "has(seen.ADone) && ADone.a != ''" }]`,
      'ADone.a',
    ],
    [
      'is certain in a group behind a guard',
      'a: string',
      '[{ do: A, optional: true }, { parallel: [{ do: C }], when: "has(seen.ADone)" }]',
      'ADone.a',
    ],
    [
      'is not made certain by one of two conditions',
      'a: string',
      '[{ do: A, optional: true }, { do: C, when: "has(seen.ADone) || Started.total.currency == \'EUR\'" }]',
      'maybe ADone.a',
    ],
    [
      'is certain only behind the guard itself',
      'a: string',
      '[{ do: A, optional: true }, { do: B, when: "has(seen.ADone)" }, { do: C }]',
      'maybe ADone.a',
    ],
    [
      'counts on an optional field that is asked for',
      'note: string',
      '[{ do: C, when: "has(Started.note)" }]',
      'Started.note',
    ],
    [
      'counts on it no longer behind that step',
      'note: string',
      '[{ do: A, when: "has(Started.note)" }, { do: C }]',
      'missing',
    ],
    [
      'is only possible after a handled silence',
      'a: string',
      '[{ do: A, onFailure: { timeout: { then: continue } } }, { do: C }]',
      'maybe ADone.a',
    ],
    [
      'is certain after a silence that is tried again',
      'a: string',
      '[{ do: A, onFailure: { timeout: { then: retry } } }, { do: C }]',
      'ADone.a',
    ],
    ['does not see branches beside it', 'a: string', '[{ parallel: [{ do: A }, { do: C }] }]', 'missing'],
    ['sees all branches behind them', 'a: string', '[{ parallel: [{ do: A }, { do: B }] }, { do: C }]', 'ADone.a'],
    [
      'is only possible where a branch is guarded',
      'a: string',
      '[{ parallel: [{ do: A, when: "true" }, { do: B }] }, { do: C }]',
      'maybe ADone.a',
    ],
    ['fills optional fields from possible messages', 'a: string?', '[{ do: A, optional: true }, { do: C }]', 'ADone.a'],
    ['leaves optional fields empty', 'zzz: string?', '[{ do: A }, { do: C }]', 'empty'],
    ['wants another type to be written', 'total: Money', '[{ do: B }, { do: C }]', 'type-differs'],
    ['does not count on what may be absent', 'note: string', '[{ do: C }]', 'missing'],
    ['passes what may be absent on to an optional field', 'note: string?', '[{ do: C }]', 'Started.note'],
    ['widens', 'runId: string', '[{ do: C }]', 'Started.runId'],
    [
      'trims records in lists',
      'wides: "list<Narrow>"',
      '[{ do: C }]',
      'Started.wides {"each":{"fields":{"sku":true,"quantity":true}}}',
    ],
    ['takes heard events for lack of others', 'h: string?', '[{ do: C }]', 'Heard.h'],
  ])('%s', async (_, field, steps, expected) => {
    expect(await fieldOfC(field, steps, '    hears: [Heard]')).toBe(expected);
  });

  it('keeps branches of a parallel step apart', async () => {
    expect(await fieldOfC('a: string', '[{ parallel: [{ do: A }, { do: C }] }]')).toBe('missing');
    expect(await fieldOfC('a: string', '[{ parallel: [[{ do: A }, { do: C }], { do: B }] }]')).toBe('ADone.a');
  });

  it('wants a choice between branches to be written', async () => {
    const steps = '[{ parallel: [{ do: A }, { do: B }] }, { do: C }]';
    expect(await fieldOfC('shared: string', steps)).toBe('ambiguous');
    expect(await fieldOfC('a: string', steps)).toBe('ADone.a');
    expect(await fieldOfC('runId: uuid', steps)).toBe('Started.runId');
  });

  it('sees failures and what their handlers did', async () => {
    const handled = (then: string) =>
      `[{ do: A, onFailure: { AFailed: { steps: [{ do: B }], then: ${then} } } }, { do: C }]`;
    expect(await fieldOfC('a: string', handled('retry'))).toBe('ADone.a');
    expect(await fieldOfC('a: string', handled('continue'))).toBe('maybe ADone.a');
    expect(await fieldOfC('b: string', handled('continue'))).toBe('maybe BDone.b');
    expect(await fieldOfC('reason: Reason?', handled('skip'))).toBe('AFailed.reason');
    expect(await fieldOfC('b: string', handled('unwind'))).toBe('missing');
    const inside = '[{ do: A, onFailure: { AFailed: { steps: [{ do: C }], then: continue } } }]';
    expect(await fieldOfC('reason: Reason', inside)).toBe('AFailed.reason');
  });

  it('takes any of several awaited events that all carry it', async () => {
    const steps = '[{ await: [ADone, BDone], timeout: 1h }, { do: C }]';
    expect(await fieldOfC('shared: string', steps)).toBe('ADone|BDone.shared');
    expect(await fieldOfC('a: string', steps)).toBe('maybe ADone.a');
  });

  it('knows loop variables, earlier rounds and ids', async () => {
    const loop = (inner: string) => `[{ forEach: Started.wides, as: wide, steps: [${inner}] }]`;
    expect(await fieldOfC('runId: uuid', loop('{ do: C }'))).toBe('Started.runId');
    expect(await fieldOfC('sku: string', loop('{ do: C, with: { sku: wide.sku } }'))).toBe('$wide.sku');
    expect(await fieldOfC('a: string', loop('{ do: C }, { do: A }'))).toBe('maybe ADone.a');
    expect(await fieldOfC('a: string', `${loop('{ do: A }').slice(0, -1)}, { do: C }]`)).toBe('maybe ADone.a');
    expect(await fieldOfC('shipmentId: uuid', '[{ do: C }]', '    ids: [shipmentId]')).toBe('$shipmentId');
  });
});

it('walks loops in loops in no time', async () => {
  const deep = Array.from({ length: 25 }).reduce<string>(
    (inner) => `{ forEach: 2, name: l${inner.length}, steps: [${inner}] }`,
    '{ do: C }',
  );
  const { catalog, saga } = await setUp('{ runId: uuid }', `[${deep}]`);
  expect(dataFlowOf(catalog, saga).points.filter((point) => point.use === 'do')).toHaveLength(1);
});

describe('what is written', () => {
  it.each([
    ['a path', 'amount: decimal(12.2)', 'Started.total.amount', 'Started.total.amount'],
    ['a constant', 'reason: Reason', 'two', '"two"'],
    ['a constant of no such value', 'reason: Reason', 'three', 'type-differs'],
    ['now', 'at: timestamp', 'now', 'now'],
    ['now for a text', 'at: uuid', 'now', 'type-differs'],
    ['a path of another type', 'amount: Money', 'Started.runId', 'type-differs'],
    [
      'a path that trims',
      'item: "list<Narrow>"',
      'Started.wides',
      'Started.wides {"each":{"fields":{"sku":true,"quantity":true}}}',
    ],
    ['a message that comes later', 'b: string', 'BDone.b', 'never-seen'],
    ['a message that does not exist', 'b: string', 'Strated.runId', 'unknown-root'],
    ['a field that does not exist', 'b: string', 'Started.total.amonut', 'unknown-path'],
    ['what may be absent', 'b: string', 'Started.note', 'maybe Started.note'],
  ])('%s', async (_, field, written, expected) => {
    const name = field.slice(0, field.indexOf(':'));
    expect(await fieldOfC(field, `[{ do: C, with: { ${name}: ${written} } }, { do: B }]`)).toBe(expected);
  });
});

describe('undos and ends', () => {
  const steps = '[{ do: A, undo: UndoA }, { do: B, undo: UndoB }, { do: C }]';

  it('sees its own step only possibly, with what a failure of unknown effect says', async () => {
    const { catalog, saga } = await setUp('{ runId: uuid }', steps);
    const undoA = fill(catalog, saga, (point) => point.use === 'undo' && point.message.name === 'UndoA');
    expect(undoA.map(show)).toEqual(['Started.runId', 'maybe ADone.a']);
    const undoB = fill(catalog, saga, (point) => point.use === 'undo' && point.message.name === 'UndoB');
    expect(undoB.map(show)).toEqual(['Started.runId', 'BLost.lostKey']);
  });

  it('may write of later steps in an undo', async () => {
    const written = '[{ do: A, undo: { do: UndoB, with: { lostKey: BDone.b } } }, { do: B }]';
    const { catalog, saga } = await setUp('{ runId: uuid }', written);
    expect(fill(catalog, saga, (point) => point.use === 'undo').map(show)).toContain('BDone.b');
  });

  it('fills the times of its own events, and the reason of whatever failed', async () => {
    const { catalog, saga } = await setUp('{ runId: uuid }', steps);
    expect(fill(catalog, saga, (point) => point.use === 'complete').map(show)).toEqual(['Started.runId', 'now']);
    const abort = fill(catalog, saga, (point) => point.use === 'abort');
    expect(abort.map(show)).toEqual(['Started.runId', 'BFailed|AFailed.reason', 'now']);
  });

  it('knows nothing for certain at an abort but the start', async () => {
    const { catalog, saga } = await setUp('{ runId: uuid }', steps);
    const abort = dataFlowOf(catalog, saga).points.find((point) => point.use === 'abort');
    const of = (message: string) => abort && certaintyOf(abort.seen, message);
    expect(['Started', 'ADone', 'AFailed', 'CDone', 'Undone', 'Heard'].map(of)).toEqual([
      'certain',
      'possible',
      'possible',
      'possible',
      'possible',
      'never',
    ]);
  });

  it('picks by cause, with the event of the cause at hand', async () => {
    const written = `[{ do: A, undo: { do: UndoA, with: { a: { BFailed: BFailed.reason, else: none } } } }, { do: B }]`;
    const other = await setUp('{ runId: uuid }', written);
    const undo = fill(other.catalog, other.saga, (point) => point.use === 'undo');
    expect(undo.map(show)).toEqual(['Started.runId', 'BFailed:BFailed.reason else:"none"']);
  });
});

describe('near misses', () => {
  it('shows namesakes, fields of the type and names like it', async () => {
    const { catalog, saga } = await setUp('{ amount: Money, sharedKey: string }', '[{ do: A }, { do: C }]');
    const fields = fill(catalog, saga, (point) => point.message.name === 'C');
    const near = fields.map((field) => (field.kind === 'unfilled' ? field.nearMisses : []));
    expect(near[0]).toEqual([
      { path: 'Started.total', type: 'Money', why: 'fits' },
      { path: 'Started.total.amount', type: 'decimal(12.2)', why: 'another type' },
    ]);
    expect(near[1]).toEqual([{ path: 'ADone.shared', type: 'string', why: 'fits' }]);
  });
});
