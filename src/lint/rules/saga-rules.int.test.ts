import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../language/load-catalog.js';
import { buildCatalog } from '../../model/build/build-catalog.js';
import { createNodeHost } from '../../node-host.js';
import { sharedFolder } from '../../testing/shared.js';
import { lintCatalog } from '../run.js';
import { missingCompensation } from './missing-compensation.js';
import { missingCompensationFailure } from './missing-compensation-failure.js';
import { missingDeadline } from './missing-deadline.js';
import { missingTimeoutPath } from './missing-timeout-path.js';
import { unmappedInput } from './unmapped-input.js';

const RULES = [missingCompensation, missingCompensationFailure, missingDeadline, missingTimeoutPath, unmappedInput];

interface Expected {
  readonly rule: string;
  readonly on: string;
  readonly step?: string;
}

const folder = sharedFolder('real-sagas');
const catalogs = folder ? readdirSync(folder).filter((name) => /^\d/.test(name)) : ['left out'];

describe.skipIf(!folder).each(catalogs)('the real saga %s', (name) => {
  const root = join(folder ?? '', name);

  it('builds without a word, and every name in it but its channels is declared', async () => {
    const { value: source, diagnostics } = await loadCatalog(createNodeHost(), root);
    const built = source && buildCatalog(source);
    expect([...diagnostics, ...(built?.diagnostics ?? [])].map(({ message }) => message)).toEqual([]);
    const unresolved = built?.value.unresolved.filter(({ target }) => target !== 'channel');
    expect(unresolved?.map(({ ref, role }) => `${role} ${ref.name}`)).toEqual([]);
  });

  it('has the flaws that are known of it, and no others', async () => {
    const { value: source } = await loadCatalog(createNodeHost(), root);
    if (!source) throw new Error('no catalog');
    const found = lintCatalog(buildCatalog(source).value, { rules: RULES, only: RULES.map((rule) => rule.id) });
    const { flaws, tolerated } = JSON.parse(readFileSync(join(root, 'expected.json'), 'utf8')) as {
      readonly flaws: readonly Expected[];
      readonly tolerated: readonly Expected[];
    };
    const mine = (expected: readonly Expected[]) =>
      expected.filter(({ rule }) => RULES.some(({ id }) => id === rule)).map(({ rule, on }) => `${rule} ${on}`);
    const said = found.map(({ code, element }) => `${code} ${element?.split(' ')[1]}`);
    expect(said.filter((finding) => !mine(tolerated).includes(finding))).toEqual(mine(flaws));
    for (const { rule, step } of flaws.filter((flaw) => flaw.step !== undefined && mine([flaw]).length > 0)) {
      const messages = found.filter(({ code }) => code === rule).map(({ message }) => message);
      expect(messages.join()).toContain(`\`${step}\``);
    }
  });
});
