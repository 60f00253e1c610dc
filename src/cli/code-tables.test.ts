import { describe, expect, it } from 'vitest';
import { rules } from '../lint/rules/index.js';
import { allInvariants } from '../simulate/invariants/index.js';
import { codeTexts } from './code-tables.js';

describe('codeTexts', () => {
  it('has a message for every code', () => {
    expect(codeTexts().length).toBeGreaterThan(50);
    for (const { code, message } of codeTexts()) {
      expect(code).toMatch(/^[a-z][a-z0-9-]+$/);
      expect(message).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('shares no code with a rule or an invariant, nor these with each other', () => {
    const ids = [...rules, ...allInvariants].map(({ id }) => id);
    expect(codeTexts().filter(({ code }) => ids.includes(code))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
