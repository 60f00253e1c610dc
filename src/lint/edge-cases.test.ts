import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createLineMap, type Diagnostic } from '../diagnostics/index.js';
import { createNodeHost } from '../node-host.js';
import { checkCatalog } from '../pipeline.js';
import { EXAMPLE_DAY } from './rule-tester.js';

/**
 * Every folder of `fixtures/lint/edge-cases` is a catalog that pins down how all rules behave together; `expected.txt`
 * says what is found there, which a person decided. `RECORD=true` writes it anew: each line of the difference needs a
 * reason.
 */
const CASES = fileURLToPath(new URL('../../fixtures/lint/edge-cases/', import.meta.url));

/** `file:line code: message` in the order in which the tool prints. */
async function findingsIn(folder: string): Promise<string> {
  const host = { ...createNodeHost(), now: () => Date.parse(EXAMPLE_DAY) };
  const { diagnostics, texts } = await checkCatalog(host, folder);
  const place = (span: Diagnostic['span']) =>
    span && `${span.file}:${createLineMap(texts.get(span.file) ?? '').positionAt(span.start).line}`;
  return diagnostics.map(({ span, code, message }) => `${place(span) ?? '-'} ${code}: ${message}\n`).join('');
}

describe('edge cases of all rules together', () => {
  it.each(readdirSync(CASES).sort())('%s', async (name) => {
    const found = await findingsIn(join(CASES, name));
    const expected = join(CASES, name, 'expected.txt');
    if (process.env.RECORD === 'true') writeFileSync(expected, found);
    expect(found).toBe(readFileSync(expected, 'utf8'));
  });
});
