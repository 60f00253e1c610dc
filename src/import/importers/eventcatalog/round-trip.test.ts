import { describe, expect, it } from 'vitest';
import { EVERY_STEP } from '../../../generate/targets/eventcatalog/testing/every-step.js';
import { folderOf } from '../../../generate/targets/eventcatalog/testing/folder.js';
import { catalogOf, fixtureCatalog } from '../../../generate/testing/catalog.js';
import { EVERY_TYPE } from '../../../generate/testing/every-type.js';
import { type Catalog, type Field, messagesIn } from '../../../model/index.js';
import { layOut, printLayout } from '../../layout.js';
import { runImport } from '../../run-import.js';
import { importers } from '../index.js';

/** Exported, imported, and read again as a catalog. */
function throughEventCatalog(catalog: Catalog) {
  const files = [...folderOf(catalog)].map(([path, text]) => ({ path, text }));
  const readFile = () => undefined;
  const { value, diagnostics } = runImport({ files, importers, options: { as: 'event' }, readFile });
  const definitions = Object.fromEntries(printLayout(layOut(value.draft)));
  const back = catalogOf({ ...definitions, 'sagac.yaml': `catalog: ${catalog.settings.catalog}\n` });
  return { back, diagnostics, formats: [...value.formats] };
}

/** What only says where and how something is written. */
const PLACES = new Set(['span', 'nameSpan', 'typeSpan', 'node', 'file', 'payload', 'examples']);

/** The facts of a section of the catalog, without places. */
function factsOf(map: ReadonlyMap<string, unknown>): unknown {
  return JSON.parse(JSON.stringify([...map], (key, value) => (PLACES.has(key) ? undefined : value)));
}

/** A raw schema says itself whether its value may be null. */
function fieldFacts(fields: readonly Field[], original: readonly Field[]): unknown {
  const raw = new Set(original.filter(({ type }) => type.kind === 'json').map(({ name }) => name));
  return fields.map(({ name, optional, nullable, pii, secret }) => {
    return { name, optional, pii, secret, ...(!raw.has(name) && { nullable }) };
  });
}

const catalogs: readonly (readonly [string, Catalog])[] = [
  ['shop', fixtureCatalog('shop')],
  ['travel', fixtureCatalog('travel')],
  ['bank', fixtureCatalog('bank')],
  ['every type', catalogOf(EVERY_TYPE)],
  ['every step', catalogOf(EVERY_STEP)],
];

describe('a catalog that was exported to EventCatalog', () => {
  it.each(catalogs)('comes back with the same facts: %s', (_, catalog) => {
    const { back, diagnostics, formats } = throughEventCatalog(catalog);
    expect(formats.map(([id]) => id)).toEqual(['eventcatalog']);
    // What JSON Schema cannot bring back is told by its own reader.
    const told = diagnostics.filter(({ code, span }) => code !== 'import-renamed' && !span?.file.endsWith('.json'));
    expect(told.map(({ message }) => message)).toEqual([]);
    for (const section of ['services', 'channels', 'events', 'commands', 'sagas', 'flows'] as const) {
      expect(factsOf(back[section]), section).toEqual(factsOf(catalog[section]));
    }
    for (const message of messagesIn(catalog)) {
      const found = back.events.get(message.id) ?? back.commands.get(message.id);
      const { fields } = message.payload;
      expect(fieldFacts(found?.payload.fields ?? [], fields), message.id).toEqual(fieldFacts(fields, fields));
      expect(found?.examples.length, message.id).toBe(message.examples.length);
    }
  });
});
