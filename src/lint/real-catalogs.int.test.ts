import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostics/index.js';
import { loadCatalog } from '../language/load-catalog.js';
import { buildCatalog } from '../model/build/build-catalog.js';
import type { Catalog } from '../model/index.js';
import { createNodeHost } from '../node-host.js';
import { CATALOGS } from '../testing/fixture-files.js';
import { sharedFolder } from '../testing/shared.js';
import { rules } from './rules/index.js';
import { lintCatalog } from './run.js';

interface Expected {
  readonly rule: string;
  readonly on: string;
  readonly step?: string;
}

async function read(root: string): Promise<Catalog> {
  const { value: source } = await loadCatalog(createNodeHost(), root);
  if (!source) throw new Error(`no catalog in ${root}`);
  return buildCatalog(source).value;
}

function strictly(catalog: Catalog): readonly Diagnostic[] {
  return lintCatalog(catalog, { only: rules.map((rule) => rule.id) });
}

function nameOf({ code, element }: Diagnostic): string {
  return `${code} ${element?.split(' ')[1]}`;
}

const folder = sharedFolder('real-sagas');
const sagas = folder ? readdirSync(folder).filter((name) => /^\d/.test(name)) : ['left out'];

/** The groups whose findings are judged there one by one. */
const JUDGED = new Set(rules.filter(({ group }) => group === 'failures' || group === 'sagas').map((rule) => rule.id));

describe.skipIf(!folder).each(sagas)('the real saga %s', (name) => {
  const root = join(folder ?? '', name);
  const expected = () =>
    JSON.parse(readFileSync(join(root, 'expected.json'), 'utf8')) as {
      readonly flaws: readonly Expected[];
      readonly tolerated: readonly Expected[];
    };
  const names = (list: readonly Expected[]) => list.map(({ rule, on }) => `${rule} ${on}`);

  it('builds without a word, and every name in it but its channels is declared', async () => {
    const { value: source, diagnostics } = await loadCatalog(createNodeHost(), root);
    const built = source && buildCatalog(source);
    expect([...diagnostics, ...(built?.diagnostics ?? [])].map(({ message }) => message)).toEqual([]);
    const unresolved = built?.value.unresolved.filter(({ target }) => target !== 'channel');
    expect(unresolved?.map(({ ref, role }) => `${role} ${ref.name}`)).toEqual([]);
  });

  it('has the flaws that are known of it', async () => {
    const found = strictly(await read(root));
    const { flaws } = expected();
    expect(names(flaws).filter((flaw) => !found.map(nameOf).includes(flaw))).toEqual([]);
    for (const { rule, on, step } of flaws.filter((flaw) => flaw.step !== undefined)) {
      const messages = found.filter((entry) => nameOf(entry) === `${rule} ${on}`).map(({ message }) => message);
      expect(messages.join()).toContain(`\`${step}\``);
    }
  });

  it('raises no false alarm in the groups that are judged', async () => {
    const { flaws, tolerated } = expected();
    const known = new Set(names([...flaws, ...tolerated]));
    const found = strictly(await read(root)).filter(({ code }) => JUDGED.has(code));
    const alarms = found.filter((entry) => !known.has(nameOf(entry)));
    expect(alarms.map((entry) => `${nameOf(entry)}: ${entry.message}`)).toEqual([]);
  });
});

describe('the example catalogs', () => {
  it('shop is clean under every rule', async () => {
    expect(strictly(await read(join(CATALOGS, 'shop'))).map((found) => `${nameOf(found)}: ${found.message}`)).toEqual(
      [],
    );
  });

  it.each(['bank', 'travel'])('%s is clean', async (name) => {
    const found = lintCatalog(await read(join(CATALOGS, name)));
    expect(found.map((entry) => `${nameOf(entry)}: ${entry.message}`)).toEqual([]);
  });

  it('shop-happy-path lacks a failure event for each of its commands', async () => {
    const catalog = await read(join(CATALOGS, 'shop-happy-path'));
    const missing = strictly(catalog)
      .map(nameOf)
      .filter((found) => found.startsWith('missing-failure-event'));
    expect(missing.sort()).toEqual([...catalog.commands.keys()].map((id) => `missing-failure-event ${id}`).sort());
  });
});
