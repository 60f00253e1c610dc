import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../lint/rules/index.js';
import { lintCatalog } from '../../lint/run.js';
import { readYaml } from '../../testing/catalog-from-yaml.js';
import { simulateCatalog } from '../simulate.js';
import { allInvariants } from './index.js';
import { ownInvariant } from './own-invariant.js';
import { sagaInvariants } from './saga/index.js';

async function violationsOf(definitions: string): Promise<readonly string[]> {
  const { catalog, diagnostics } = await readYaml(definitions);
  expect(diagnostics).toEqual([]);
  const bounds = { maxFaults: 2, maxDepth: 200, maxStates: 200_000 };
  const simulated = simulateCatalog(catalog, { bounds });
  expect(simulated.diagnostics).toEqual([]);
  return simulated.value.processes.flatMap(({ violations }) => violations.map(({ id }) => id));
}

const withExamples = [...sagaInvariants, ownInvariant].flatMap(({ id, examples }) =>
  examples === undefined ? [] : [[id, examples] as const],
);

describe('invariants of sagas', () => {
  it.each(withExamples)('%s is broken by its bad example alone', async (id, { bad, good }) => {
    expect([...new Set(await violationsOf(bad))]).toEqual([id]);
    expect(await violationsOf(good)).toEqual([]);
  });

  it('are listed, each in a file of its name', () => {
    const files = readdirSync(new URL('./saga', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
    const helpers = ['examples', 'index', 'saga-invariant'];
    expect(sagaInvariants.map(({ id }) => id)).toEqual(files.filter((file) => !helpers.includes(file)).sort());
  });

  it('have ids of their own', () => {
    const ids = [...allInvariants.map(({ id }) => id), ...rules.map(({ id }) => id)];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(withExamples)('%s has examples that a reader can believe', async (_id, { good }) => {
    const { catalog } = await readYaml(good);
    const errors = lintCatalog(catalog, {}).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });
});
