import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rulePages } from './rule-pages.js';
import { rules } from './rules/index.js';

/** `docs/rules/` is made from the rules; `npm run goldens` records it anew. */
const FOLDER = fileURLToPath(new URL('../../docs/rules/', import.meta.url));
const RECORD = process.env.RECORD === 'true';
const pages = rulePages(rules);

if (RECORD) {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of pages) writeFileSync(join(FOLDER, name), text);
}

describe('docs/rules', () => {
  it('has a page for each rule, an index, and nothing else', () => {
    expect(readdirSync(FOLDER).sort(), 'run `npm run goldens`').toEqual([...pages.keys()].sort());
  });

  it.each([...pages])('%s is what the rules say today', (name, text) => {
    expect(readFileSync(join(FOLDER, name), 'utf8'), 'run `npm run goldens`').toBe(text);
  });
});

describe('a page', () => {
  it('has the text of its rule', () => {
    const [rule] = rules;
    const page = rule && pages.get(`${rule.id}.md`);
    expect(page).toContain(rule?.summary);
    expect(page).toContain(rule?.good.trim());
    expect(page).toContain('lint: { rules: { event-past-tense: off } }');
  });

  it('shows options with their defaults where a rule has some', () => {
    expect(pages.get('no-secrets.md')).toContain('| `allow` | `[]` |');
    expect(pages.get('thin-event.md')).not.toContain('## Options');
  });

  it('is linked from the index, with a bar in a text kept out of the columns', () => {
    const barred = rules.slice(0, 1).map((rule) => ({ ...rule, summary: 'Require `a|b`.' }));
    expect(rulePages(barred).get('README.md')).toContain('| Require `a\\|b`. |');
    for (const { id } of rules) expect(pages.get('README.md')).toContain(`[${id}](${id}.md)`);
  });
});
