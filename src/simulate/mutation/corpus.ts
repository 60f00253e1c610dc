import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalog } from '../../language/load-catalog.js';
import { buildCatalog } from '../../model/build/build-catalog.js';
import type { Catalog } from '../../model/index.js';
import { createNodeHost } from '../../node-host.js';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import { sharedFolder } from '../../testing/shared.js';
import { simulateSaga } from '../saga/simulate-saga.js';
import { CORRECT_SETTINGS } from './correct-messages.js';
import { CORRECT_SAGAS } from './correct-sagas.js';
import type { SagaCase } from './saga-case.js';

/** So many states of its own a saga may have with two faults for its mutants to be looked at with as many every time. */
const FEW_STATES = 400;

/** Whether a saga is so large that its many mutants are looked at with one fault only. */
export function isLarge({ catalog, saga }: SagaCase): boolean {
  const bounds = { maxFaults: 2, maxDepth: 300, maxStates: FEW_STATES };
  return simulateSaga(catalog, saga, bounds).value?.explored.complete !== true;
}

/** The correct sagas that are written for this test. */
export async function ownCases(): Promise<readonly SagaCase[]> {
  return casesOf('own', await catalogFromYaml(CORRECT_SAGAS, CORRECT_SETTINGS));
}

/** The sagas of the fixture catalogs. */
export async function fixtureCases(): Promise<readonly SagaCase[]> {
  const cases = ['bank', 'shop', 'travel'].map(async (name) =>
    casesOf(name, await load(join('fixtures', 'catalogs', name))),
  );
  return (await Promise.all(cases)).flat();
}

/** The sagas of real systems of which all invariants must hold; none where they are not at hand. */
export async function realCases(): Promise<readonly SagaCase[]> {
  const shared = sharedFolder('real-sagas');
  if (shared === undefined) return [];
  const names = readdirSync(shared).filter((name) => /^\d/.test(name));
  const cases = names.sort().map(async (name) => {
    const { simulate } = JSON.parse(readFileSync(join(shared, name, 'expected.json'), 'utf8')) as Expected;
    const all = casesOf(name, await load(join(shared, name)));
    return all.filter(({ saga }) => simulate[saga.id]?.mustHold === true);
  });
  return (await Promise.all(cases)).flat();
}

interface Expected {
  readonly simulate: Readonly<Record<string, { readonly mustHold: boolean } | undefined>>;
}

function casesOf(name: string, catalog: Catalog): readonly SagaCase[] {
  return [...catalog.sagas.values()].map((saga) => ({ name: `${name}/${saga.id}`, catalog, saga }));
}

async function load(folder: string): Promise<Catalog> {
  const source = await loadCatalog(createNodeHost(), folder);
  if (source.value === undefined) throw new Error(JSON.stringify(source.diagnostics));
  return buildCatalog(source.value).value;
}
