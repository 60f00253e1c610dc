import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { optionalEverything as rule } from './optional-everything.js';

const found = async (payload: string, more = '', settings?: string) =>
  (await findingsOf(rule, `events:\n  Changed: { ${more}payload: ${payload} }\n`, settings)).map((text) =>
    text.split(': ').at(-1),
  );

describe('optional-everything', () => {
  it('counts what tells something, optional or nullable', async () => {
    expect(await found('{ id: uuid, a: string?, b: int?, c: "string|null", d: boolean?, at: timestamp? }')).toEqual([
      '5 of the 5 fields that tell something may be missing.',
    ]);
  });

  it.each([
    ['{ id: uuid, a: string?, b: string? }'],
    ['{ a: string, b: string?, c: string?, d: string?, e: string? }'],
    ['{ aId: uuid, bId: string, cAt: timestamp, d: string?, e: string? }'],
    ['{ id: uuid }'],
    ['{}'],
  ])('passes %s', async (payload) => {
    expect(await found(payload)).toEqual([]);
  });

  it('leaves deltas, old majors and commands alone', async () => {
    const payload = '{ a: string?, b: string?, c: string?, d: string? }';
    expect(await found(payload, 'carries: delta, ')).toEqual([]);
    expect(
      await findingsOf(
        rule,
        `events:\n  Gone@1: { payload: ${payload} }\ncommands:\n  Change: { payload: ${payload} }\n`,
      ),
    ).toEqual([]);
  });

  it('goes by its options', async () => {
    const settings = (text: string) =>
      `catalog: t\nlint: { rules: { optional-everything: { severity: warning, ${text} } } }\n`;
    expect(await found('{ a: string?, b: string? }', '', settings('fields: 2'))).toHaveLength(1);
    expect(await found('{ a: string, b: string?, c: string?, d: string? }', '', settings('share: 75'))).toHaveLength(1);
    expect(await found('{ a: string, b: string?, c: string?, d: string? }', '', settings('share: 76'))).toEqual([]);
  });

  it('knows what is forgotten in a JSON Schema', async () => {
    const properties = 'a: { type: string }, b: { type: string }, c: { type: string }, d: { type: string }';
    const yaml = `events:\n  A: { payload: { schema: { type: object, properties: { ${properties} } } } }\n`;
    const { findings } = await runRule(rule, yaml);
    expect(findings.map(({ help }) => help)).toEqual([expect.stringContaining('`required`')]);
  });
});
