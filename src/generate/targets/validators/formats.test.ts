import { isDeepStrictEqual } from 'node:util';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleGenerated, importBundle } from '../../testing/bundle.js';
import { catalogOf, generated } from '../../testing/catalog.js';
import { FORMAT_FUNCTIONS } from './formats.js';

type Format = ((value: unknown) => boolean) | { readonly validate: (value: unknown) => boolean };

function call(format: Format | undefined, value: unknown): boolean {
  if (format === undefined) throw new Error('no such format');
  return typeof format === 'function' ? format(value) : format.validate(value);
}

const digits = fc.constantFrom(
  '00',
  '01',
  '02',
  '09',
  '12',
  '13',
  '23',
  '24',
  '28',
  '29',
  '30',
  '31',
  '32',
  '59',
  '60',
  '61',
  '6',
);
const year = fc.constantFrom('0000', '1900', '2000', '2023', '2024', '2100', '99999', '204');
const day = fc.tuple(year, digits, digits).map((parts) => parts.join('-'));
const zone = fc.oneof(
  fc.constantFrom('', 'z', 'Z', '+', '+1', ' '),
  fc
    .tuple(fc.constantFrom('+', '-'), digits, fc.constantFrom('', ':'), fc.oneof(digits, fc.constant('')))
    .map((parts) => parts.join('')),
);
const clock = fc
  .tuple(digits, digits, digits, fc.constantFrom('', '.5', '.123456789', '.'), zone)
  .map(([hour, minute, second, fraction, offset]) => `${hour}:${minute}:${second}${fraction}${offset}`);
const likely = fc
  .tuple(
    fc.constantFrom('2024-02-29', '2023-02-29', '2000-12-31', '1900-02-29', '2026-04-31'),
    fc.constantFrom('T', 't', ' '),
    fc.constantFrom('23:59:60', '22:59:60', '00:29:60', '12:00:00', '24:00:00', '12:00:60.5'),
    fc.constantFrom('Z', '+00:30', '-01:00', '+0030', '+24:00', '-00', ''),
  )
  .map((parts) => parts.join(''));
const moment = fc.tuple(day, fc.constantFrom('T', 't', ' ', '\n', 'x', 'TT'), clock).map((parts) => parts.join(''));

const piece = fc.constantFrom(
  ...[
    'http:',
    'urn:',
    'a+b.c-1:',
    '/',
    '//',
    '///',
    '@',
    ':',
    '80',
    'host',
    '1.2.3.4',
    '256.1.1.1',
    '[',
    ']',
    '::',
    'fe80',
    'ffff:',
    '1:2:3:4:5:6:7:8',
  ],
  ...[
    '[::1]',
    '[1::]',
    '[1:2::3:4]',
    '[::1.2.3.4]',
    '[v1.x]',
    '[1:2:3:4:5:6:7::]',
    '[::1:2:3:4:5:6:7]',
    '?',
    '#',
    '%20',
    '%2',
    '%zz',
    '"',
    '<',
    ' ',
    'é',
  ],
  ...['~', '!', '$&', '(', '_', '-', '.', '=', ';', ',', '*', "'", '+', 'A'],
);
const address = fc
  .tuple(fc.constantFrom('http:', 'x:', 'urn:', ''), fc.array(piece, { maxLength: 8 }))
  .map(([scheme, rest]) => scheme + rest.join(''));
const group = fc.constantFrom('1', 'ab', 'FFFF', '12345', '', '1.2.3.4');
const ipv6 = fc.array(group, { maxLength: 9 }).map((groups) => `http://[${groups.join(':')}]/`);
const base64 = fc.string({ unit: fc.constantFrom('A', 'b', '+', '/', '=', '\n', '-'), maxLength: 9 });
const pattern = fc.string({ unit: fc.constantFrom('a', '(', ')', '\\', 'Z', '[', ']', '+', '?'), maxLength: 6 });
const numbers = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(2 ** 31, 2 ** 31 - 1, -(2 ** 31), -(2 ** 31) - 1, 2 ** 53, 1e300, 0.5),
);

describe('the functions of formats', () => {
  let made: Readonly<Record<string, unknown>> = {};

  beforeAll(async () => {
    const settings = 'catalog: c\ngenerate:\n  - { target: validators, out: v }\n';
    const files = generated(catalogOf({ 'sagac.yaml': settings, 'a.yaml': 'types: {}\n' }));
    made = await importBundle(
      await bundleGenerated(files, "export * from './v/formats.js'; export * from './v/helpers.js';"),
    );
  });

  const VALUES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    byte: base64,
    date: fc.oneof(day, fc.string()),
    'date-time': fc.oneof(moment, likely, day),
    int32: numbers,
    int64: numbers,
    'iso-date-time': fc.oneof(moment, likely),
    'iso-time': clock,
    regex: pattern,
    time: clock,
    uri: fc.oneof(address, ipv6, fc.webUrl()),
  };

  it.each([...FORMAT_FUNCTIONS])('%s is that of ajv-formats', (name, own) => {
    const theirs = (fullFormats as Readonly<Record<string, unknown>>)[name] as Format;
    let right = 0;
    const check = fc.property(VALUES[name] ?? fc.string(), (value) => {
      const expected = call(theirs, value);
      expect(call(made[own] as Format, value), JSON.stringify(value)).toBe(expected);
      if (expected) right += 1;
    });
    fc.assert(check, { numRuns: 1500, seed: Number(process.env['SAGAC_SEED'] ?? 1) });
    expect(right).toBeGreaterThan(10);
  });

  it('is written for every format that is more than a pattern', () => {
    const functions = Object.entries(fullFormats).filter(([name, format]) => {
      const isPlain = format === true || format instanceof RegExp;
      return !isPlain && name !== 'float' && name !== 'double';
    });
    expect(functions.map(([name]) => name).sort()).toEqual([...FORMAT_FUNCTIONS.keys()].sort());
  });

  it('counts characters, not UTF-16 units', () => {
    const length = made['ucs2length'] as (text: string) => number;
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => length(text) === [...text].length));
    expect(length('\ud83d\ud83d\ude00\ude00')).toBe(3);
  });

  it('compares values of JSON', () => {
    const equal = made['equal'] as (one: unknown, other: unknown) => boolean;
    fc.assert(fc.property(fc.jsonValue(), (value) => equal(value, JSON.parse(JSON.stringify(value)))));
    // JSON has no -0.
    const small = fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
    fc.assert(fc.property(small, small, (one, other) => equal(one, other) === isDeepStrictEqual(one, other)));
    expect(equal({ toString: 1 }, { valueOf: 1 })).toBe(false);
  });
});
