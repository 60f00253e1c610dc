import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../model/index.js';
import { createNodeHost } from '../node-host.js';
import { readForUse } from '../pipeline.js';
import { readYaml } from '../testing/catalog-from-yaml.js';
import { testYaml } from './saga/testing/simulate-yaml.js';
import { simulateCatalog } from './simulate.js';

const bounds = { maxFaults: 1, maxDepth: 200, maxStates: 100_000 };

async function fixture(name: string): Promise<Catalog> {
  const { catalog } = await readForUse(createNodeHost(), join('fixtures', 'catalogs', name));
  if (catalog === undefined) throw new Error(`there is no catalog ${name}`);
  return catalog;
}

describe('simulateCatalog', () => {
  it.each(['shop', 'travel', 'bank'])('finds nothing wrong with the %s', async (name) => {
    const { value, diagnostics } = simulateCatalog(await fixture(name), { bounds: { ...bounds, maxFaults: 2 } });
    expect(diagnostics).toEqual([]);
    expect(value.processes.length).toBeGreaterThan(0);
    for (const { explored, violations, coverage, notes } of value.processes) {
      expect(explored).toMatchObject({ complete: true, faultsDone: 2 });
      expect({ violations, missed: coverage.missed, notes }).toEqual({ violations: [], missed: [], notes: [] });
    }
  });

  it('counts violations over the whole catalog', async () => {
    const yaml = testYaml({
      commands: ['Hold', 'Pay'],
      steps: '- do: Hold\n- do: Pay\n- { do: Pay, name: again, pivot: true }',
    });
    const second = yaml.slice(yaml.indexOf('  Test:')).replace('  Test:', '  Test2:');
    const { catalog } = await readYaml(`${yaml}${second}`);
    const { value } = simulateCatalog(catalog, { bounds });
    const numbers = value.processes.flatMap(({ violations }) => violations.map(({ number }) => number));
    expect(numbers.length).toBeGreaterThan(2);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('simulates what is named, and tells when it begins', async () => {
    const begun: string[] = [];
    const options = { bounds, only: ['CustomerMail'], onProcess: (name: string) => begun.push(name) };
    const { value } = simulateCatalog(await fixture('shop'), options);
    expect(value.processes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['flow CustomerMail']);
    expect(begun).toEqual(['CustomerMail']);
  });

  it('makes the same runs by chance every time, of sagas and flows', async () => {
    const options = { bounds, random: { runs: 50, seed: 9, from: 0 } };
    const { value } = simulateCatalog(await fixture('shop'), options);
    expect(value.processes.map(({ explored }) => [explored.how, explored.seed, explored.from])).toEqual([
      ['random', 9, 50],
      ['random', 9, 50],
    ]);
    expect(simulateCatalog(await fixture('shop'), options).value).toEqual(value);
  });

  it('tells why a saga cannot be compiled, and simulates the others', async () => {
    const yaml = testYaml({ commands: ['Hold'], steps: '- { do: Hold, undo: UndoHold, when: "Nothing.at > 1" }' });
    const { catalog } = await readYaml(yaml);
    const { value, diagnostics } = simulateCatalog(catalog, { bounds });
    expect(value.processes).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['saga-guard']);
  });

  it('says how long each took by the clock that it is given', async () => {
    let time = 0;
    const now = () => {
      time += 5;
      return time;
    };
    const { value } = simulateCatalog(await fixture('shop'), { bounds, now });
    expect(value.processes.map(({ explored }) => explored.ms)).toEqual([5, 5]);
  });
});
