import { describe, expect, it } from 'vitest';
import { catalogOf, findingsOf, runRule } from '../../rule-tester.js';
import { lintCatalog } from '../../run.js';
import { sunsetPassed as rule } from './sunset-passed.js';

const event = (sunset: string, rest = '') =>
  `services:\n  a: {}\n  b: {}\nevents:\n  E: { deprecated: { sunset: ${sunset} }${rest} }\n`;

describe('sunset-passed', () => {
  it('says since when, and who uses it', async () => {
    expect(await findingsOf(rule, event('2026-05-31', ', producer: a'))).toEqual([
      '2026-05-31: The event `E` was to be gone 1 day ago (2026-05-31).',
    ]);
    const used = `${event('2025-06-01', ', consumers: [b]')}commands:\n  C: { handler: a, success: E }\n`;
    expect(await findingsOf(rule, used)).toEqual([
      '2025-06-01: The event `E` was to be gone 365 days ago (2025-06-01), and `C` and `b` still use it.',
    ]);
  });

  it('judges everything that can be deprecated', async () => {
    const definitions = `types:\n  T: { enum: [x], deprecated: { sunset: 2026-01-01, use: U } }\n  U: { enum: [x] }\nevents:\n  E: { payload: { t: T } }\n`;
    const { findings } = await runRule(rule, definitions);
    expect(findings.map(({ message, help }) => [message, help])).toEqual([
      [
        'The type `T` was to be gone 151 days ago (2026-01-01), and `E` still uses it.',
        'Move that one to `U` and delete it, or agree on a later day.',
      ],
    ]);
  });

  it.each(['2026-06-01', '2026-06-02', 'soon'])('is silent about %s', async (sunset) => {
    expect(await findingsOf(rule, event(sunset))).toEqual([]);
  });

  it('knows no day by itself', async () => {
    const { catalog } = await catalogOf(event('2000-01-01'));
    expect(lintCatalog(catalog, { only: [rule.id], rules: [rule] })).toEqual([]);
  });
});
