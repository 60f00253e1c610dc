import { describe, expect, it } from 'vitest';
import { describeRecordedPages } from '../testing/recorded-pages.js';
import { rulePages } from './rule-pages.js';
import { rules } from './rules/index.js';

const pages = rulePages(rules);

describeRecordedPages('rules', pages);

describe('a page', () => {
  it('has the text of its rule', () => {
    const [rule] = rules;
    const page = rule && pages.get(`${rule.id}.md`);
    expect(page).toContain(rule?.summary);
    expect(page).toContain(rule?.good.trim());
    expect(page).toContain(`lint: { rules: { ${rule?.id}: off } }`);
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
