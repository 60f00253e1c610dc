import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../language/load-catalog.js';
import { mutateYaml } from '../../lint/testing/mutate-yaml.js';
import { buildCatalog } from '../../model/build/build-catalog.js';
import { type Catalog, messagesIn } from '../../model/index.js';
import { createRandom, type Random } from '../../runtime/testing/random.js';
import { readYaml } from '../../testing/catalog-from-yaml.js';
import { type CatalogFiles, fixtureFiles, hostOfCatalog } from '../../testing/fixture-files.js';
import type { Change, ChangeKind } from '../change.js';
import type { CompatCheck, JudgeContext, Rulings } from '../check.js';
import { checks } from '../checks/index.js';
import { judgeContext } from '../judge-context.js';
import { readersOf, sendersOf } from '../readers/readers-of.js';
import { diffFlows } from './flows-diff.js';
import { diffMessages } from './messages-diff.js';
import { pairMessages } from './pair-messages.js';
import { diffTopology } from './topology-diff.js';

const SEED = Number(process.env['SAGAC_SEED'] ?? 1);
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 25);
const TODAY = '2026-06-01';
const CATALOGS = ['bank', 'shop', 'shop-happy-path', 'travel'] as const;
const CHECKS = checks.filter(({ group }) => ['messages', 'outcomes', 'delivery', 'topology', 'flows'].includes(group));
const BY_ID = new Map(CHECKS.map((check) => [check.id, check]));

function definitionsOf(name: string): CatalogFiles {
  const yaml = Object.entries(fixtureFiles(name)).filter(
    ([path]) => path.endsWith('.yaml') && !path.includes('generated'),
  );
  return Object.fromEntries(yaml);
}

async function catalogOf(files: CatalogFiles): Promise<Catalog | undefined> {
  const { value } = await loadCatalog(hostOfCatalog(files), '/catalog');
  return value && buildCatalog(value).value;
}

async function fixture(name: string): Promise<Catalog> {
  const catalog = await catalogOf(definitionsOf(name));
  if (!catalog) throw new Error(`${name} cannot be read`);
  return catalog;
}

function changesOf(old: Catalog, next: Catalog): readonly Change[] {
  const pairs = pairMessages(old, next);
  return [...diffMessages(old, next, pairs), ...diffTopology(old, next), ...diffFlows(old, next, pairs)];
}

function judge(change: Change, context: JudgeContext): Rulings {
  const check = BY_ID.get(change.kind);
  if (!check) throw new Error(`nobody judges ${change.kind}`);
  check.describe(change);
  check.instead(change, context);
  return check.judge(change, context);
}

describe.each(CATALOGS)('the catalog %s', (name) => {
  it('does not differ from itself, read twice', async () => {
    const [old, next] = [await fixture(name), await fixture(name)];
    expect(changesOf(old, next)).toEqual([]);
    expect(pairMessages(old, next).map((pair) => pair.old.id)).toEqual(messagesIn(old).map(({ id }) => id));
  });

  it('does not differ from itself in other files', async () => {
    const files = definitionsOf(name);
    const moved = Object.fromEntries(
      Object.entries(files).map(([path, text], index) => [
        path.endsWith('sagac.yaml') ? path : `z${String(99 - index)}/${path.replaceAll('/', '-')}`,
        text,
      ]),
    );
    const [old, next] = [await catalogOf(files), await catalogOf(moved)];
    if (!old || !next) throw new Error(`${name} cannot be read`);
    expect(messagesIn(next).length).toBe(messagesIn(old).length);
    expect(changesOf(old, next)).toEqual([]);
  });
});

/** What a change is called when the sides are swapped; the others keep their name. */
const OPPOSITE: Partial<Record<ChangeKind, ChangeKind>> = {
  'message-added': 'message-removed',
  'message-removed': 'message-added',
  'old-major-kept': 'message-removed',
  'consumer-added': 'consumer-removed',
  'consumer-removed': 'consumer-added',
  'outcome-added': 'outcome-removed',
  'outcome-removed': 'outcome-added',
  'channel-added': 'channel-removed',
  'channel-removed': 'channel-added',
  'flow-added': 'flow-removed',
  'flow-removed': 'flow-added',
  'reaction-added': 'reaction-removed',
  'reaction-removed': 'reaction-added',
  'service-added': 'service-removed',
  'service-removed': 'service-added',
  'message-deprecated': 'deprecation-removed',
  'deprecation-removed': 'message-deprecated',
};

function mirrored(changes: readonly Change[]): readonly string[] {
  return changes.map(({ kind }) => named(OPPOSITE[kind] ?? kind)).sort();
}

function kindsOf(changes: readonly Change[]): readonly string[] {
  return changes.map(({ kind }) => named(kind)).sort();
}

/** That a name was there before, under another major, shows on one side only. */
function named(kind: ChangeKind): string {
  return kind === 'old-major-kept' ? 'message-added' : kind;
}

describe('random edits', () => {
  const random = createRandom(SEED);

  it(`never throw, point into the texts, and mirror when the sides are swapped (seed ${SEED})`, async () => {
    let found = 0;
    const originals = new Map(await Promise.all(CATALOGS.map(async (name) => [name, await fixture(name)] as const)));
    for (let run = 0; run < RUNS; run++) {
      const name = random.pick(CATALOGS);
      const [old, next] = [originals.get(name), await catalogOf(mutateOne(definitionsOf(name), random))];
      if (!old || !next) continue;
      const [forth, back] = [changesOf(old, next), changesOf(next, old)];
      checkAll(old, next, forth);
      checkAll(next, old, back);
      expect(kindsOf(back)).toEqual(mirrored(forth));
      found += forth.length;
    }
    expect(found).toBeGreaterThan(RUNS);
  }, 60_000);
});

function mutateOne(files: CatalogFiles, random: Random): CatalogFiles {
  const path = random.pick(Object.keys(files));
  return { ...files, [path]: mutateYaml(files[path] ?? '', random) };
}

function checkAll(old: Catalog, next: Catalog, changes: readonly Change[]): void {
  const context = judgeContext(old, next, TODAY);
  for (const change of changes) {
    judge(change, context);
    for (const [catalog, span] of [[old, change.old] as const, [next, change.new] as const]) {
      if (span === undefined) continue;
      const length = catalog.texts.get(span.file)?.length ?? -1;
      if (span.start < 0 || span.start > span.end || span.end > length)
        throw new Error(`${change.kind} points outside`);
    }
  }
  for (const { id } of messagesIn(next)) {
    readersOf(next, id);
    sendersOf(next, id);
  }
}

/** Of these the judgement mirrors, too: what breaks old readers of the one breaks new readers of the other. */
const MIRRORED: readonly ChangeKind[] = [
  'broker-changed',
  'carries-changed',
  'channel-shape-changed',
  'command-effect-changed',
  'envelope-changed',
  'failure-effect-changed',
  'message-kind-changed',
  'outcome-added',
  'outcome-removed',
  'outcome-role-changed',
  'retryable-changed',
  'wire-name-changed',
];

function directionsIn(rulings: Rulings, swapped: boolean): readonly string[] {
  const { backward, forward } = rulings.every ?? {};
  const [one, other] = swapped ? [forward, backward] : [backward, forward];
  return [`backward ${one?.level}`, `forward ${other?.level}`];
}

describe.each(CHECKS.filter(({ id }) => MIRRORED.includes(id)))('$id', (check: CompatCheck) => {
  it('breaks the other direction when the sides are swapped', async () => {
    for (const { before, after, settings, settingsAfter = settings } of check.examples) {
      const [{ catalog: old }, { catalog: next }] = [
        await readYaml(before, settings),
        await readYaml(after, settingsAfter),
      ];
      const judged = (from: Catalog, to: Catalog, swapped: boolean) =>
        changesOf(from, to).map((change) => directionsIn(judge(change, judgeContext(from, to, TODAY)), swapped));
      expect(judged(next, old, false)).toEqual(judged(old, next, true));
    }
  });
});
