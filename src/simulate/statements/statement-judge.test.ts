import { describe, expect, it } from 'vitest';
import type { CompiledStatement } from '../../compile/compile-statements.js';
import { compileStatements } from '../../compile/compile-statements.js';
import { messageShapes } from '../../compile/message-shape.js';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import { createStatementJudge, type HappenedWorld } from './statement-judge.js';

const FLOW = `
events:
  Placed: { payload: { total: decimal(12.2), placedAt: timestamp, count: int, note: string? } }
  Paid: { payload: { paidAt: timestamp } }
  constructor: {}
  Sent@1: {}
flows:
  Shop:
    reactions: [{ on: Placed, emits: [Paid, Sent@1], fails: [constructor] }]
`;

async function judgeOf(kind: string, text: string) {
  const catalog = await catalogFromYaml(`${FLOW}    ${kind}: ${JSON.stringify(text)}\n`);
  const flow = catalog.flows.get('Shop');
  if (flow === undefined) throw new Error('no flow');
  const { value: statements, diagnostics } = compileStatements(catalog, flow);
  expect(diagnostics).toEqual([]);
  const judge = createStatementJudge(statements, messageShapes(catalog, ['Placed', 'Paid']));
  return (world: HappenedWorld) => judge.holds(statements[0] as CompiledStatement, world);
}

function worldOf(messages: HappenedWorld['messages'], also: readonly string[] = []): HappenedWorld {
  return { happened: new Set([...Object.keys(messages), ...also]), messages };
}

const PLACED = { total: '150.00', placedAt: '2026-01-01T00:00:00Z', count: 3 };
const PAID = { paidAt: '2026-01-01T02:00:00+01:00' };

describe('what a statement says', () => {
  it.each([
    ['Placed without Paid', { Placed: PLACED }, true],
    ['Placed without Paid', { Placed: PLACED, Paid: PAID }, false],
    ['constructor', { Placed: PLACED }, false],
    ['constructor', { constructor: {} }, true],
    ['Sent@1', {}, false],
    ['Sent@1', { 'Sent@1': {} }, true],
    ['has(seen.Paid)', { Paid: PAID }, true],
    ['has(seen.Paid)', {}, false],
    ['Placed.total > 100 and Paid', { Placed: PLACED, Paid: PAID }, true],
    ['Placed.total > 100 and Paid', { Placed: { ...PLACED, total: '99.50' }, Paid: PAID }, false],
    ['Paid.paidAt > Placed.placedAt', { Placed: PLACED, Paid: PAID }, true],
    ['Placed.count == 3 && "Placed" in happened', { Placed: PLACED }, true],
    ["happened['Placed'] == true", { Placed: PLACED }, true],
  ])('%s after %j is %s', async (text, messages, expected) => {
    const holds = await judgeOf('always', text);
    expect(holds(worldOf(messages))).toBe(expected);
  });

  it('tells what has happened from what has come', async () => {
    const world = worldOf({}, ['Paid']);
    expect((await judgeOf('always', 'Paid and !has(seen.Paid)'))(world)).toBe(true);
  });

  it('is worked out anew for every world', async () => {
    const holds = await judgeOf('always', 'Placed without Paid');
    const worlds = [worldOf({}), worldOf({ Placed: PLACED }), worldOf({ Placed: PLACED, Paid: PAID })];
    const answers = [false, true, false];
    expect(worlds.map(holds)).toEqual(answers);
    expect(worlds.toReversed().map(holds)).toEqual(answers.toReversed());
    const reads = await judgeOf('always', 'Placed.total > 100');
    const totals = ['99.00', '101.00', '99.00'];
    expect(totals.map((total) => reads(worldOf({ Placed: { ...PLACED, total } })))).toEqual([false, true, false]);
  });
});

describe('a statement that reads what is not there', () => {
  it.each([
    ['Placed.total > 100', {}],
    ['not Placed.total > 100', {}],
    ["Placed.note == 'x'", { Placed: PLACED }],
    ['Placed.total > 100 and Paid', { Paid: PAID }],
    ['Placed.total > 100', { Placed: { ...PLACED, total: null } }],
  ])('%s is not judged after %j', async (text, messages) => {
    const kinds = ['always', 'never', 'finally'];
    const answers = await Promise.all(kinds.map(async (kind) => (await judgeOf(kind, text))(worldOf(messages))));
    expect(answers).toEqual([true, false, true]);
  });

  it('is judged where the rest decides', async () => {
    expect((await judgeOf('always', 'Placed.total > 100 and Paid'))(worldOf({}))).toBe(false);
    expect((await judgeOf('never', 'Placed.total > 100 or Paid'))(worldOf({ Paid: PAID }))).toBe(true);
  });
});

it('judges only what it was made for', () => {
  const statement: CompiledStatement = {
    kind: 'always',
    text: 'A',
    cel: 'true',
    span: { file: 'a', start: 0, end: 1 },
  };
  const judge = createStatementJudge([], {});
  expect(() => judge.holds(statement, worldOf({}))).toThrow('The judge was not made for `A`.');
});
