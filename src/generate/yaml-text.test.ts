import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { yamlText } from './yaml-text.js';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'-:#{}[],&*!|>\'"%@`?\n\t\\ ay1.~0') }),
);
const value = fc.letrec<{ any: unknown; leaf: unknown }>((tie) => ({
  any: fc.oneof(
    tie('leaf'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      tie('any'),
      { maxKeys: 3 },
    ),
  ),
  leaf: fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)),
})).any;

describe('yamlText', () => {
  it('is read again as what was printed, by readers of YAML 1.1 and 1.2', () => {
    fc.assert(
      fc.property(value, (inner) => {
        const printed = yamlText({ inner: inner as never });
        expect(parse(printed, { version: '1.1', uniqueKeys: false })).toEqual({ inner });
        expect(load(printed)).toEqual({ inner });
      }),
    );
  });

  it('looks as a person would write it', () => {
    expect(
      yamlText({ id: 'OrderPlaced', version: '1.0.0', on: ['no', 'yes, sir'], sends: [{ id: 'A', to: [] }] }),
    ).toBe('id: OrderPlaced\nversion: "1.0.0"\n"on":\n  - "no"\n  - yes, sir\nsends:\n  - id: A\n    to: []\n');
  });
});
