import { describe, expect, it } from 'vitest';
import { documentTexts } from '../../../generate/targets/asyncapi/testing/documents.js';
import { catalogOf, fixtureCatalog } from '../../../generate/testing/catalog.js';
import { EVERY_TYPE } from '../../../generate/testing/every-type.js';
import type { Catalog } from '../../../model/index.js';
import { catalogFrom } from '../../../testing/catalog-from.js';
import { fixtureFiles } from '../../../testing/fixture-files.js';
import { printDefinitions, writtenDefinitions } from '../../yaml/print-draft.js';
import { asyncApiImporter } from './index.js';
import { importTexts } from './testing/import-files.js';

/** Places in files, and what JSON Schema does not carry. */
const NO_FACTS = new Set(
  'span nameSpan typeSpan node file origin places unknown pii secret since renamedFrom aliases texts references'.split(
    ' ',
  ),
);

/** What a catalog says, without where it says it. */
function factsOf(catalog: Catalog) {
  const { services, channels, types, events, commands, sagas, flows } = catalog;
  // A service that others run has no document.
  const own = new Map([...services].filter(([, { external }]) => !external));
  const sections = { services: own, channels, types, events, commands, sagas, flows };
  return Object.fromEntries(Object.entries(sections).map(([name, map]) => [name, [...map.values()].map(plain)]));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries: [string, unknown][] = [];
  for (const key in value) {
    if (NO_FACTS.has(key)) continue;
    const inner = (value as Record<string, unknown>)[key];
    if (inner !== undefined)
      entries.push([key, key === 'examples' ? (inner as readonly unknown[]).length : plain(inner)]);
  }
  return Object.fromEntries(entries);
}

/** The catalog that comes out of the documents of a catalog, with its settings. */
function importedAgain(
  catalog: Catalog,
  settings: string,
): { readonly catalog: Catalog; readonly told: readonly string[] } {
  const { draft, told } = importTexts(asyncApiImporter, Object.fromEntries(documentTexts(catalog)));
  const text = printDefinitions(writtenDefinitions(draft));
  const built = catalogFrom({ 'sagac.yaml': settings, 'all.yaml': text });
  expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return { catalog: built.catalog, told };
}

describe('documents of a catalog', () => {
  it.each(['shop', 'bank', 'travel'])('of %s give back what the catalog says', (name) => {
    const catalog = fixtureCatalog(name);
    const again = importedAgain(catalog, fixtureFiles(name)['sagac.yaml'] ?? '');
    expect(again.told).toEqual([]);
    const [before, after] = [factsOf(catalog), factsOf(again.catalog)];
    for (const section of Object.keys(before)) expect(after[section], section).toEqual(before[section]);
  });

  it('of every type give back every message with its fields', () => {
    const catalog = catalogOf(EVERY_TYPE);
    const again = importedAgain(catalog, EVERY_TYPE['sagac.yaml'] ?? '').catalog;
    const names = (of: Catalog) =>
      [...of.events.values(), ...of.commands.values()].map(({ id, kind, version, wire, payload }) => [
        [id, kind, version, wire],
        payload.fields.map(({ name, optional }) => [name, optional]),
      ]);
    expect(names(again)).toEqual(names(catalog));
  });
});
