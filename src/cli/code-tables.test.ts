import { describe, expect, it } from 'vitest';
import { rules } from '../lint/rules/index.js';
import { codeTexts } from './code-tables.js';

describe('codeTexts', () => {
  it('has a message for every code', () => {
    expect(codeTexts().length).toBeGreaterThan(50);
    for (const { code, message } of codeTexts()) {
      expect(code).toMatch(/^[a-z][a-z0-9-]+$/);
      expect(message).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('shares no code with a rule', () => {
    const ids = new Set(rules.map((rule) => rule.id));
    expect(codeTexts().filter(({ code }) => ids.has(code))).toEqual([]);
  });
});
