import { describe, expect, it } from 'vitest';
import { catalogFromYaml } from '../../../testing/catalog-from-yaml.js';
import type { CheckExample } from '../../check.js';
import { sagaChecks } from '../../checks/sagas/index.js';
import { goOn } from './go-on.js';
import { runnable, versionOf } from './verdicts.js';

const SEEDS = 60;
const STOPS = [1, 2, 4];

/** What goes wrong first on the real engine between two states of the shop, over many worlds and stops. */
async function firstWrong({ before, after, settings }: CheckExample, seeds: number): Promise<string | undefined> {
  const [old, next] = await Promise.all([before, after].map((text) => catalogFromYaml(text, settings)));
  const [from, to] = [old && runnable(versionOf(old)), next && versionOf(next)];
  if (from === undefined || to === undefined) throw new Error('the saga of the example cannot run');
  for (let seed = 0; seed < seeds; seed += 1) {
    for (const stop of STOPS) {
      const wrong = (await goOn(from, to, seed, stop))?.wrong;
      if (wrong !== undefined && wrong !== (await goOn(from, from, seed, stop))?.wrong) return wrong;
    }
  }
  return undefined;
}

const examples = sagaChecks.flatMap((check) =>
  check.examples.map((example) => ({ name: `${check.id}: ${example.title}`, example })),
);
const broken = examples.filter(({ example }) => /\bbackward(?!\?)/.test(example.verdicts.every ?? ''));
const fine = examples.filter(
  ({ example }) => example.verdicts.every === undefined && example.before.includes('Checkout'),
);

describe('examples on the real engine', () => {
  it.each(broken)('$name goes wrong', async ({ example }) => {
    expect(await firstWrong(example, SEEDS)).toBeDefined();
  });

  it.each(fine)('$name does not', async ({ example }) => {
    expect(await firstWrong(example, 4)).toBeUndefined();
  });
});
