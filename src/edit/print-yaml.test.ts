import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toValue } from '../language/node.js';
import { parseYaml } from '../language/yaml.js';
import { printEntry, printFlow, printScalar } from './print-yaml.js';

function read(text: string): unknown {
  const { value, diagnostics } = parseYaml('a.yaml', text);
  expect(diagnostics).toEqual([]);
  return value && JSON.parse(JSON.stringify(toValue(value)));
}

const LAYOUT = { column: 0, unit: 2, eol: '\n' } as const;

describe('printing YAML', () => {
  it.each([
    'OrderPlaced',
    'orderId',
    'string?',
    'list<T>',
    'decimal(12.2)',
    'enum(a|b)',
    'T|null',
    '5m',
    '1.0.0',
    'sales.order.events',
  ])('leaves %s plain', (text) => {
    expect(printScalar(text, 'flow')).toBe(text);
  });

  it.each([
    'no',
    'Yes',
    'null',
    '~',
    '1',
    '1.0',
    '1e3',
    '0x1F',
    '',
    ' a',
    'a: b',
    'a #b',
    '# a',
    '- a',
    '*a',
    '&a',
    '!a',
    '%a',
    '@a',
    '`a`',
    '"a"',
    "'a'",
    'a:',
    '2026-01-01',
    '12:30:00',
    '\u0085',
    '\ud800',
    '\ufeff',
  ])('quotes %j', (text) => {
    expect(printScalar(text, 'block')).toMatch(/^"/);
  });

  it('quotes in braces what would end there', () => {
    expect(printFlow({ type: 'OrderLine[]', of: 'decimal(12,2)', is: 'a' })).toBe(
      '{ type: "OrderLine[]", of: "decimal(12,2)", is: a }',
    );
    expect(printScalar('OrderLine[]', 'block')).toBe('OrderLine[]');
  });

  it('breaks what is too long for a line', () => {
    const list = Array.from({ length: 12 }, (_, index) => `SomethingHappened${index}`);
    expect(printEntry('failure', list, LAYOUT).split('\n')).toHaveLength(13);
    expect(printEntry('failure', list.slice(0, 2), LAYOUT)).toBe('failure: [SomethingHappened0, SomethingHappened1]');
  });

  it('is read back as the same value', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('a: b', 'x,y', '[z]', "it's", 'é'),
    );
    const leaf = fc.oneof(
      text,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value')), fc.dictionary(text, tie('value'))),
    }));
    fc.assert(
      fc.property(fc.dictionary(text, value, { minKeys: 1 }), (given) => {
        const map = JSON.parse(JSON.stringify(given));
        expect(read(printFlow(map))).toEqual(map);
        expect(read(`${printEntry('key', map, LAYOUT, 'block')}\n`)).toEqual({ key: map });
      }),
      { numRuns: 300 },
    );
  });
});
