import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const HINT = 'run `npm run goldens`';

/** The folder of `docs/` has exactly these pages, by file name; with `RECORD=true` they are written first. */
export function describeRecordedPages(name: string, pages: ReadonlyMap<string, string>): void {
  const folder = join(DOCS, name);
  if (process.env.RECORD === 'true') {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of pages) writeFileSync(join(folder, file), text);
  }
  describe(`docs/${name}`, () => {
    it('has these pages and nothing else', () => {
      expect(readdirSync(folder).sort(), HINT).toEqual([...pages.keys()].sort());
    });

    it.each([...pages])('%s is what the code says today', (file, text) => {
      expect(readFileSync(join(folder, file), 'utf8'), HINT).toBe(text);
    });
  });
}
