import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { toValue } from '../../../language/node.js';
import type { Catalog } from '../../../model/index.js';
import { sampleMessage } from '../../../model/values/sample.js';
import { catalogOf, fixtureCatalog, generated } from '../../testing/catalog.js';
import { EVERY_TYPE } from '../../testing/every-type.js';

type Options = Readonly<Record<string, unknown>>;

/** Validators by message id, compiled with every strictness that ajv has. */
function validators(catalog: Catalog, options: Options = {}): ReadonlyMap<string, ValidateFunction> {
  const files = [...schemasOf(catalog, options)];
  const index = JSON.parse(files.find(([path]) => path === 'index.json')?.[1] ?? '') as {
    messages: { name: string; file: string }[];
  };
  const texts = new Map(files);
  return new Map(index.messages.map(({ name, file }) => [name, compile(texts.get(file) ?? '', options)]));
}

function compile(text: string, options: Options): ValidateFunction {
  const settings = { strict: true, allErrors: true } as const;
  const ajv = options['draft'] === '07' ? new Ajv(settings) : new Ajv2020(settings);
  addFormats.default(ajv);
  if (options['decimalFormat'] === true) ajv.addFormat('decimal', true);
  return ajv.compile(JSON.parse(text));
}

function schemasOf(catalog: Catalog, options: Options): ReadonlyMap<string, string> {
  const entry = catalog.settings.generate.find((candidate) => candidate.target === 'json-schema');
  if (!entry) throw new Error('The catalog has no json-schema target.');
  const generate = [{ ...entry, out: 'out', options: options as typeof entry.options }];
  const all = generated({ ...catalog, settings: { ...catalog.settings, generate } });
  return new Map([...all].map(([path, text]) => [path.slice('out/'.length), text]));
}

function checkAll(catalog: Catalog, options: Options): void {
  for (const [id, validate] of validators(catalog, options)) {
    const message = catalog.events.get(id) ?? catalog.commands.get(id);
    const examples = message?.examples.map(toValue) ?? [];
    for (const value of [...examples, sampleMessage(catalog, id)]) {
      validate(value);
      expect(validate.errors ?? [], `${id} ${JSON.stringify(value)}`).toEqual([]);
    }
  }
}

const VARIANTS: readonly Options[] = [
  {},
  { draft: '07' },
  { additionalProperties: false },
  { draft: '07', additionalProperties: false, decimalFormat: true, baseId: 'https://example.org/schemas/' },
];

describe('the json-schema target', () => {
  it.each(VARIANTS)('is strict, and fits examples and samples of every type with %j', (options) => {
    checkAll(catalogOf(EVERY_TYPE), options);
  });

  it.each(['shop', 'bank', 'travel'])('fits the examples of %s', (name) => {
    for (const options of VARIANTS.slice(0, 2)) checkAll(fixtureCatalog(name), options);
  });

  const everything = validators(catalogOf(EVERY_TYPE)).get('Everything');
  const good = sampleMessage(catalogOf(EVERY_TYPE), 'Everything');

  it.each<[string, unknown]>([
    ['id', 'no-uuid'],
    ['text', 'UPPER'],
    ['count', 11],
    ['price', '1.234'],
    ['price', 12.5],
    ['price', '12345678901.00'],
    ['whole', '1.5'],
    ['day', '2026-13-01'],
    ['at', 'yesterday'],
    ['colour', 'mauve'],
    ['method', { kind: 'cash' }],
    ['method', { kind: 'card' }],
    ['method', { kind: 'giro', way: 'voucher' }],
    ['iban', 'x'.repeat(21)],
    ['bounded', '123456789'],
    ['list', []],
    ['map', { a: 1 }],
    ['nullableSize', 'l'],
    ['size', null],
    ['tree', { label: 'a', children: [{ label: 1 }], other: null }],
    ['maybe', null],
  ])('refuses a wrong `%s`: %j', (field, value) => {
    expect(everything?.({ ...good, [field]: value })).toBe(false);
  });

  it.each<[string, unknown]>([
    ['price', '-0.5'],
    ['method', { kind: 'card', number: '123456789012' }],
    ['method', { kind: 'giro', way: 'voucher', code: 'x' }],
    ['nullableSize', null],
    ['nullableMethod', null],
    ['nullableMoney', null],
    ['both', null],
    ['somethingNew', 1],
    ['listOfNullable', ['a', null]],
  ])('lets a right `%s` pass: %j', (field, value) => {
    everything?.({ ...good, [field]: value });
    expect(everything?.errors ?? []).toEqual([]);
  });
});
