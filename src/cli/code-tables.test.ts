import { describe, expect, it } from 'vitest';
import { checks } from '../compat/checks/index.js';
import { kindTexts } from '../compat/schemas/kind-texts/index.js';
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

  it('shares no code with a rule, an invariant, a check or a kind of difference, nor these with each other', () => {
    const ids = [...rules, ...allInvariants, ...checks].map(({ id }) => id as string);
    const names = [...ids, ...kindTexts.map(({ kind }) => kind)];
    expect(codeTexts().filter(({ code }) => names.includes(code))).toEqual([]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
