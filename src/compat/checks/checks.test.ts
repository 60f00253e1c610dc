import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../testing/catalog-from-yaml.js';
import type { Change, ChangeKind } from '../change.js';
import {
  CHECK_GROUPS,
  type CheckExample,
  type CheckGroup,
  type CompatCheck,
  DIRECTIONS,
  ENCODINGS,
  type JudgeContext,
  type Rulings,
} from '../check.js';
import { diffCatalogs } from '../diff/diff-catalogs.js';
import { judgeContext } from '../judge-context.js';
import { checks } from './index.js';
import { KINDS } from './testing/kinds.js';

const EXAMPLE_DAY = '2026-06-01';
const SENTENCES = /^[A-Z`][^\n]*[.]$/;

/** Modules of a group's folder that hold no check: what its checks share. */
const SHARED: readonly string[] = ['example', 'index', 'redelivery', 'retry-reach', 'shop-example', 'words'];

/**
 * What a saga makes of a change of a command that it sends comes with that change, which has a check of its own; and a field that
 * may be the new name of another has come itself.
 */
const COMPANIONS: Partial<Record<ChangeKind, readonly ChangeKind[]>> = {
  'field-removed': ['field-added'],
  'saga-failure-changed': ['failure-effect-changed', 'retryable-changed'],
  'saga-handler-moved': ['handler-changed'],
  'saga-outcome-added': ['outcome-added'],
  'saga-outcome-removed': ['outcome-removed'],
};

const examples = checks.flatMap((check) =>
  check.examples.map((example) => ({ name: `${check.id}: ${example.title}`, check, example })),
);

describe('the list of all checks', () => {
  it('has a check for every kind of change, each once', () => {
    expect(checks.map(({ id }) => id).sort()).toEqual(Object.keys(KINDS).sort());
  });

  it('is in the order of the groups', () => {
    expect([...new Set(checks.map(({ group }) => group))]).toEqual(CHECK_GROUPS);
  });
});

describe.each(CHECK_GROUPS)('the group %s', (group) => {
  it('lists each file of its folder, sorted by id', () => {
    const listed = checks.filter((check) => check.group === group).map(({ id }) => id as string);
    expect(listed).toEqual(filesOf(group));
  });
});

function filesOf(group: CheckGroup): readonly string[] {
  const files = readdirSync(new URL(`./${group}/`, import.meta.url)).filter((file) => /^[a-z-]+\.ts$/.test(file));
  return files
    .map((file) => file.slice(0, -'.ts'.length))
    .filter((name) => !SHARED.includes(name))
    .sort();
}

describe.each(checks)('$id', ({ id, since, summary, why, examples }: CompatCheck) => {
  it('explains itself', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(since).toMatch(/^\d+\.\d+\.\d+$/);
    expect(summary).toMatch(SENTENCES);
    expect(summary.length).toBeLessThan(100);
    expect(why).toMatch(SENTENCES);
    for (const text of [summary, why]) checkQuotes(text);
  });

  it('has examples with a title of their own each', () => {
    const titles = examples.map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(0);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) {
      expect(title).toMatch(/^[^\n|]*[^\n|.]$/);
      checkQuotes(title);
    }
  });
});

describe('an example', () => {
  it.each(examples)('$name', async ({ check, example }) => {
    const { changes, context } = await compared(example);
    const own = changes.filter(({ kind }) => kind === check.id);
    const known = [check.id, ...(COMPANIONS[check.id] ?? [])];
    expect(changes.map(({ kind }) => kind).filter((kind) => !known.includes(kind))).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
    for (const change of own) {
      const rulings = check.judge(change, context);
      expect(verdictsOf(rulings)).toEqual(normalised(example.verdicts));
      checkTexts(check, change, rulings, context);
      expect(change.old ?? change.new).toBeDefined();
    }
  });

  it.each(examples)('$name: can be judged the other way round', async ({ example }) => {
    const { changes, context } = await compared(swapped(example));
    for (const change of changes) {
      const check = checks.find(({ id }) => id === change.kind) as CompatCheck;
      checkTexts(check, change, check.judge(change, context), context);
    }
  });

  it.each(examples)('$name: nothing has changed within either state', async ({ example }) => {
    const { before, settings } = example;
    const same = { title: '', before, after: before, ...(settings && { settings }), verdicts: {} };
    expect((await compared(same)).changes).toEqual([]);
  });
});

const states = new Map<string, ReturnType<typeof readYaml>>();

/** Many examples begin from the same state. */
function stateOf(definitions: string, settings: string | undefined): ReturnType<typeof readYaml> {
  const key = JSON.stringify([definitions, settings]);
  const state = states.get(key) ?? readYaml(definitions, settings);
  states.set(key, state);
  return state;
}

/** The changes of an example; both states have to be read without a word about them. */
async function compared(example: CheckExample): Promise<{
  readonly changes: readonly Change[];
  readonly context: JudgeContext;
}> {
  const { before, after, settings, settingsAfter = settings } = example;
  const [old, next] = await Promise.all([stateOf(before, settings), stateOf(after, settingsAfter)]);
  expect([...old.diagnostics, ...next.diagnostics].map(({ message }) => message)).toEqual([]);
  const { differences } = diffCatalogs(old.catalog, next.catalog);
  return {
    changes: differences.map(({ change }) => change),
    context: judgeContext(old.catalog, next.catalog, EXAMPLE_DAY),
  };
}

function swapped({ settings, settingsAfter = settings, ...example }: CheckExample): CheckExample {
  const { before, after } = example;
  return {
    ...example,
    before: after,
    after: before,
    ...(settingsAfter !== undefined && { settings: settingsAfter }),
    ...(settings !== undefined && { settingsAfter: settings }),
  };
}

/** As examples write it: `{ json: 'backward forward?' }`. */
function verdictsOf(rulings: Rulings): CheckExample['verdicts'] {
  return verdictTable((reach) => {
    const said = DIRECTIONS.flatMap((direction) => {
      const ruling = rulings[reach]?.[direction];
      return ruling ? [`${direction}${ruling.level === 'risk' ? '?' : ''}`] : [];
    });
    return said.join(' ');
  });
}

function normalised(verdicts: CheckExample['verdicts']): CheckExample['verdicts'] {
  return verdictTable((reach) => (verdicts[reach] ?? '').split(' ').sort().join(' '));
}

function verdictTable(textOf: (reach: keyof Rulings) => string): CheckExample['verdicts'] {
  const entries = ([...ENCODINGS, 'every'] as const).map((reach) => [reach, textOf(reach)] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== ''));
}

/** Sentences about named things; what breaks, or may, comes with a way that does not. */
function checkTexts(check: CompatCheck, change: Change, rulings: Rulings, context: JudgeContext): void {
  const found = Object.values(rulings).flatMap((ways) => Object.values(ways));
  const described = check.describe(change);
  const instead = found.length === 0 ? [] : [check.instead(change, context)];
  expect(described).toMatch(/`[^`]+`/);
  for (const text of [described, ...found.map(({ reason }) => reason), ...instead]) checkSentence(text);
}

function checkSentence(text: string | undefined): void {
  expect(text).toBeDefined();
  expect(text).toMatch(SENTENCES);
  // A field of generated code may well be `undefined`; nothing else is.
  expect(text).not.toMatch(/(?<!may be `)undefined|NaN|\[object|``|\.\.$/);
  checkQuotes(text ?? '');
}

function checkQuotes(text: string): void {
  expect(text.split('`').length % 2, text).toBe(1);
}
