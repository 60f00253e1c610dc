import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllFiles, scanCatalogFiles, validateCatalog } from '@eventcatalog/linter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../../model/index.js';
import { catalogOf, fixtureCatalog } from '../../testing/catalog.js';
import { EVERY_TYPE } from '../../testing/every-type.js';
import { EVERY_STEP } from './testing/every-step.js';
import { folderOf } from './testing/folder.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-eventcatalog-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(catalog: Catalog, name: string): string {
  for (const [path, text] of folderOf(catalog)) {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return join(folder, name);
}

/** What EventCatalog's own linter says: errors and warnings alike. */
async function lint(root: string): Promise<readonly string[]> {
  const files = await scanCatalogFiles(root);
  const { parsed, errors } = await parseAllFiles(files);
  expect(parsed.length).toBeGreaterThan(5);
  const findings = validateCatalog(parsed).map(({ file, rule, message }) => `${file}: ${rule}: ${message}`);
  return [...errors.map(({ error }) => error.message), ...findings];
}

describe('the folder for EventCatalog', () => {
  it.each(['shop', 'travel', 'bank', 'shop-happy-path'])('of %s has nothing that its linter warns of', async (name) => {
    expect(await lint(write(fixtureCatalog(name), name))).toEqual([]);
  });

  it.each([
    ['type', EVERY_TYPE],
    ['step', EVERY_STEP],
  ])('of every %s has nothing that its linter warns of', async (name, files) => {
    expect(await lint(write(catalogOf(files), `every-${name}`))).toEqual([]);
  });
});
