import { expect, it } from 'vitest';
import { fixtureCatalog } from '../generate/testing/catalog.js';
import { mergeDraft } from './merge/merge-draft.js';
import { importFrom, schemasOf } from './testing/imported.js';

it.each(['shop', 'travel', 'bank'])('the JSON Schemas of %s say nothing new of it', (name) => {
  const catalog = fixtureCatalog(name);
  const events = new Set(catalog.events.keys());
  const files = [...schemasOf(catalog)].filter(([id]) => events.has(id));
  const { draft, diagnostics } = importFrom(
    Object.fromEntries(files.map(([id, schema]) => [`${id.replace('@', '.v')}.json`, schema])),
  );
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  expect([...draft.messages.keys()].sort()).toEqual([...events].sort());
  expect(Object.fromEntries(mergeDraft(catalog, draft).value)).toEqual({});
});
