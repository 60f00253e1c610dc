import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMemoryHost } from '../memory-host.js';
import { createNodeHost } from '../node-host.js';
import { sharedFolder } from '../testing/shared.js';
import { loadCatalog } from './load-catalog.js';

const folder = sharedFolder('real-sagas');

describe.runIf(folder)('catalogs of real systems', () => {
  const names = folder ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : [];
  it.each(names.map((entry) => entry.name))('%s is read without a finding', async (name) => {
    const loaded = await loadCatalog(createNodeHost(), join(folder ?? '', name));
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.value?.documents.length).toBeGreaterThan(2);
  });
});

const design = sharedFolder('design');

describe.runIf(design)('the catalog of the language reference', () => {
  it('is read without a finding', async () => {
    const text = readFileSync(join(design ?? '', 'language.md'), 'utf8');
    const [settings = '', definitions = ''] = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map((block) => block[1]);
    const host = createMemoryHost({ '/catalog/sagac.yaml': settings, '/catalog/shop.yaml': definitions });
    const loaded = await loadCatalog(host, '/catalog');
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.value?.documents[0]?.root?.entries.length).toBe(7);
  });
});
