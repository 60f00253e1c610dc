import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { simulateFlows } from '../../flow/testing/simulate-flows.js';
import { flowInvariants } from './index.js';

describe('the index of flow invariants', () => {
  it('has one line for each file, sorted by id', () => {
    const ids = readdirSync(new URL('.', import.meta.url))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'index.ts')
      .map((file) => file.slice(0, -'.ts'.length))
      .sort();
    expect(flowInvariants.map(({ id }) => id)).toEqual(ids);
  });
});

describe.each(flowInvariants)('$id', ({ id, severity, summary, why, examples, judge }) => {
  it('explains itself', () => {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(why).toMatch(/^[A-Z`].*\.$/s);
    expect(why.length).toBeGreaterThan(100);
  });

  it('is broken by its bad example, and nothing else is', async () => {
    const violations = (await simulateFlows(examples?.bad ?? '')).flatMap((report) => report.violations);
    expect(violations.map((violation) => violation.id)).toEqual([id]);
    for (const violation of violations) {
      expect(violation.severity).toBe(severity);
      expect(violation.message).toMatch(/^[A-Z`].*`.*\.$/);
      expect(violation.message.split('`').length % 2).toBe(1);
      expect(violation.help).toMatch(/^[A-Z`].*\.$/);
      expect(violation.trace?.lines.at(-1)?.tone).toBe(judge.by === 'step' ? 'violation' : undefined);
    }
  });

  it('holds in its good example', async () => {
    const reports = await simulateFlows(examples?.good ?? '');
    expect(reports.length).toBeGreaterThan(0);
    for (const { violations, explored } of reports) {
      expect(violations.map(({ message }) => message)).toEqual([]);
      expect(explored.complete).toBe(true);
    }
  });
});
