import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../language/load-catalog.js';
import { buildCatalog } from '../../model/build/build-catalog.js';
import type { Catalog } from '../../model/index.js';
import { createNodeHost } from '../../node-host.js';
import { sharedFolder } from '../../testing/shared.js';
import { lintCatalog } from '../run.js';
import { eventPastTense } from './event-past-tense.js';
import { failureWithoutReason } from './failure-without-reason.js';
import { missingFailureEvent } from './missing-failure-event.js';
import { unhandledFailureEvent } from './unhandled-failure-event.js';

const RULES = [eventPastTense, failureWithoutReason, missingFailureEvent, unhandledFailureEvent];
const SHOPS = new URL('../../../fixtures/catalogs/', import.meta.url).pathname;

interface Expected {
  readonly rule: string;
  readonly on: string;
}

const folder = sharedFolder('real-sagas');
const sagas = folder ? readdirSync(folder).filter((name) => /^\d/.test(name)) : [];

async function read(root: string): Promise<Catalog> {
  const { value: source } = await loadCatalog(createNodeHost(), root);
  if (!source) throw new Error(`no catalog in ${root}`);
  return buildCatalog(source).value;
}

function found(catalog: Catalog): readonly string[] {
  const findings = lintCatalog(catalog, { rules: RULES, only: RULES.map((rule) => rule.id) });
  return findings.map(({ code, element }) => `${code} ${element?.split(' ')[1]}`);
}

describe.skipIf(!folder).each(sagas)('the real saga %s', (name) => {
  it('has the flaws that are known of it, and no others', async () => {
    const root = join(folder ?? '', name);
    const { flaws, tolerated } = JSON.parse(readFileSync(join(root, 'expected.json'), 'utf8')) as {
      readonly flaws: readonly Expected[];
      readonly tolerated: readonly Expected[];
    };
    const mine = (expected: readonly Expected[]) =>
      expected.filter(({ rule }) => RULES.some(({ id }) => id === rule)).map(({ rule, on }) => `${rule} ${on}`);
    const said = found(await read(root)).filter((finding) => !mine(tolerated).includes(finding));
    expect([...said].sort()).toEqual([...mine(flaws)].sort());
  });
});

describe('the example catalogs', () => {
  it.each(['shop', 'bank', 'travel'])('%s is clean', async (name) => {
    expect(found(await read(join(SHOPS, name)))).toEqual([]);
  });

  it('shop-happy-path lacks a failure event for each of its commands', async () => {
    const catalog = await read(join(SHOPS, 'shop-happy-path'));
    const missing = found(catalog).filter((finding) => finding.startsWith('missing-failure-event'));
    expect(missing.sort()).toEqual([...catalog.commands.keys()].map((id) => `missing-failure-event ${id}`).sort());
  });
});
