import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostics/index.js';
import { baselineCounts, baselineOf, baselineSize, printBaseline, pruneBaseline } from './baseline.js';
import { beyondKnown } from './finding-key.js';

function finding(code: string, element: string | undefined, message: string): Diagnostic {
  return { code, severity: 'warning', message, ...(element !== undefined && { element }) };
}

const thin = finding('thin-event', 'event OrderPlaced', '`OrderPlaced` carries only `id`.');
const other = finding('thin-event', 'event Aaa', '`Aaa` carries only `id` and "quotes" \\.');
const placeless = finding('unused-ignore', undefined, 'Nothing here.');
const found = [thin, placeless, other, thin];

describe('a baseline', () => {
  it('is JSON with one sorted line an entry', () => {
    const text = [
      '{',
      '  "version": 1,',
      '  "findings": [',
      '    { "rule": "thin-event", "element": "event Aaa", "arguments": ["id"] },',
      '    { "rule": "thin-event", "element": "event OrderPlaced", "arguments": ["id"], "count": 2 },',
      '    { "rule": "unused-ignore" }',
      '  ]',
      '}',
      '',
    ].join('\n');
    expect(printBaseline(baselineOf(found))).toBe(text);
    expect(printBaseline(baselineOf([...found].reverse()))).toBe(text);
    expect(baselineSize(baselineOf(found))).toBe(4);
  });

  it.each([
    ['entries', found],
    ['none', []],
  ])('fits its published schema: %s', (_, findings) => {
    const schema = readFileSync(new URL('../../schemas/lint-baseline.schema.json', import.meta.url), 'utf8');
    const validate = new Ajv2020({ strict: true, allErrors: true }).compile(JSON.parse(schema));
    validate(JSON.parse(printBaseline(baselineOf(findings))));
    expect(validate.errors).toBeNull();
  });

  it('hides what it has, as often as it has it', () => {
    expect(beyondKnown([thin, thin, thin, other], baselineCounts(baselineOf([thin, thin])))).toEqual([thin, other]);
  });

  it('shrinks to what is still found, and never grows', () => {
    const entries = baselineOf([thin, thin, other]);
    expect(pruneBaseline(entries, [thin, placeless])).toEqual(baselineOf([thin]));
    expect(pruneBaseline(entries, [thin, thin, thin, other])).toEqual(entries);
    expect(pruneBaseline(entries, [])).toEqual([]);
  });
});
