import { readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostics/index.js';
import { PRESETS } from './presets.js';
import { RULE_GROUPS } from './rule.js';
import { fixWith, runRule } from './rule-tester.js';
import { rules } from './rules/index.js';

describe.each(RULE_GROUPS)('the index of the group %s', (group) => {
  const ids = readdirSync(new URL(`./rules/${group}/`, import.meta.url))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();

  it('has one line for each file of its folder, sorted by id', () => {
    const listed = rules.filter((rule) => rule.group === group).map((rule) => rule.id);
    const missing = ids.filter((id) => !listed.includes(id));
    expect(missing.map((id) => `add \`${camelCase(id)}\` to rules/${group}/index.ts`)).toEqual([]);
    expect(listed).toEqual(ids);
  });
});

describe.each(rules)('$id', (rule) => {
  it('explains itself', () => {
    expect(rule.summary).toMatch(/^(Require|Disallow|Enforce) .*\.$/);
    expect(rule.why.length).toBeGreaterThan(80);
    expect(rule.why).toMatch(/^[A-Z`].*\.$/s);
    expect(RULE_GROUPS).toContain(rule.group);
    expect(PRESETS).toContain(rule.preset);
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('has default options that fit their schema', () => {
    if (!rule.options) return;
    const check = new Ajv({ strict: true }).compile(rule.options.schema);
    expect(check(rule.options.defaults), JSON.stringify(check.errors)).toBe(true);
    expect(rule.options.schema['additionalProperties']).toBe(false);
  });

  it('finds its bad example, and nothing is wrong there before', async () => {
    const { before, findings } = await runRule(rule, rule.bad);
    expect(before.map(({ message }) => message)).toEqual([]);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) checkTexts(finding, rule.id);
  });

  it('finds nothing in its good example', async () => {
    const { before, findings } = await runRule(rule, rule.good);
    expect([...before, ...findings].map(({ message }) => message)).toEqual([]);
  });

  it('turns bad into good where it can repair, and leaves good alone', async () => {
    const { findings } = await runRule(rule, rule.bad);
    const safeties = new Set(findings.flatMap(({ fix }) => fix?.safety ?? []));
    expect([...safeties]).toEqual(rule.fixable ? [rule.fixable] : []);
    if (!rule.fixable) return;
    const fixed = await fixWith(rule, rule.bad);
    expect(fixed.text).toBe(rule.good);
    expect(fixed.rejected).toEqual([]);
    expect((await fixWith(rule, rule.good)).changed).toEqual([]);
  });
});

/** A message is one sentence about named things; a finding points at text and belongs to a rule. */
function checkTexts({ code, message, help, span, fix }: Diagnostic, id: string): void {
  expect(code).toBe(id);
  expect(span && span.end > span.start).toBe(true);
  expect(message).toMatch(/^[A-Z`].*[.?]$/);
  expect(message).toMatch(/`[^`]+`/);
  expect(message.split('`').length % 2).toBe(1);
  if (help !== undefined) expect(help).toMatch(/^[A-Z`].*[.?]$/s);
  if (fix) expect(fix.title).toMatch(/^[A-Z]/);
}

function camelCase(id: string): string {
  return id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
