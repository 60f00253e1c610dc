import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toValue } from '../../../language/node.js';
import { type Catalog, type JsonValue, messagesIn } from '../../../model/index.js';
import { sampleMessage } from '../../../model/values/sample.js';
import { generateTargets } from '../../run.js';
import { bundleGenerated, importBundle } from '../../testing/bundle.js';
import { catalogOf, fixtureCatalog, generated, loadTemplate } from '../../testing/catalog.js';
import { EVERY_TYPE } from '../../testing/every-type.js';

type Options = Readonly<Record<string, JsonValue>>;
type Files = ReadonlyMap<string, string>;

interface FoundError {
  readonly path: string;
  readonly message: string;
}

/** A generated validator beside what ajv makes of the JSON Schema of the same message at run time. */
interface Pair {
  readonly id: string;
  readonly validate: (value: unknown) => boolean;
  readonly errors: (value: unknown) => readonly FoundError[];
  readonly judge: (value: unknown) => boolean;
  readonly samples: readonly unknown[];
}

function filesOf(catalog: Catalog, options: Options = {}): Files {
  const [entry] = catalog.settings.generate;
  if (!entry) throw new Error('The catalog has no target.');
  const { additionalProperties = true } = options;
  const generate = [
    { ...entry, target: 'validators', out: 'v', options },
    { ...entry, target: 'json-schema', out: 'json', options: { additionalProperties } },
  ];
  return generated({ ...catalog, settings: { ...catalog.settings, generate } });
}

async function pairsOf(catalog: Catalog, options: Options = {}): Promise<readonly Pair[]> {
  const files = filesOf(catalog, options);
  const made = await importBundle(await bundleGenerated(files, "export * from './v/index.js';"));
  const validators = made['validators'] as Readonly<Record<string, Pair['validate']>>;
  return messagesIn(catalog).map((message) => {
    const { id } = message;
    const schema = files.get(`json/${message.kind}s/${id.replace('@', '.v')}.json`) ?? '';
    let compiled: ValidateFunction | undefined;
    const judge = (value: unknown): boolean => {
      compiled ??= addFormats.default(new Ajv2020({ strict: false, logger: false })).compile(JSON.parse(schema));
      return compiled(value);
    };
    const validate = validators[id];
    const errors = made[`errorsOf${id.replace('@', 'V')}`] as Pair['errors'];
    if (!validate) throw new Error(`${id} has no validator`);
    return { id, validate, errors, judge, samples: [sampleMessage(catalog, id), ...message.examples.map(toValue)] };
  });
}

const ODD: readonly unknown[] = [
  null,
  '',
  'x',
  'a'.repeat(600),
  '\ud83d\ude00\ud83d',
  0,
  -1,
  1.5,
  2 ** 31,
  1e300,
  true,
  [],
  {},
  [null, null],
  { kind: 'card' },
  { kind: 'giro', way: 'voucher', code: 'x' },
  { op: 'sum', terms: [{ op: 'value', value: 1 }, 2] },
  '2026-02-30',
  '2024-02-29T23:59:60Z',
  '12:00:00',
  'P1D',
  '1.005',
  '-0.50',
  'https://example.com/',
  'urn:uuid:6f9619ff-8b86-4011-b42d-00cf4fc964ff',
];

/** A copy of a value in which a few places are something else, gone, or more. */
function mutated(value: unknown, steps: readonly { readonly at: number; readonly with: unknown }[]): unknown {
  const copy = structuredClone({ value });
  for (const step of steps) {
    const places = placesIn(copy).slice(1);
    const place = places[step.at % Math.max(places.length, 1)];
    if (!place) continue;
    if (step.with === undefined) delete place.holder[place.key];
    else place.holder[place.key] = structuredClone(step.with);
  }
  return copy.value;
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  const keys = Object.keys(holder);
  const own = (Array.isArray(value) ? keys : [...keys, 'more']).map((key) => ({ holder, key }));
  return [...own, ...keys.flatMap((key) => placesIn(holder[key]))];
}

const steps = fc.array(
  fc.record({ at: fc.nat(500), with: fc.oneof(fc.constantFrom(undefined, ...ODD), fc.jsonValue()) }),
  { maxLength: 3 },
);

const CYCLE = {
  'sagac.yaml': 'catalog: cycle\ngenerate:\n  - { target: validators, out: v }\n',
  'a.yaml': `
types:
  Folder: { fields: { name: string, files: list<File> } }
  File: { fields: { name: string, inside: Folder?, link: Link? } }
  Link: { oneOf: { folder: Folder, file: File, again: Again }, discriminator: to }
  Again: { oneOf: { here: File, there: Folder }, discriminator: where }
events:
  Saved: { version: 1.0.0, payload: { root: Folder, links: map<Link> } }
`,
};

const CATALOGS: readonly (readonly [string, Catalog])[] = [
  ['every type', catalogOf(EVERY_TYPE)],
  ['types in a cycle', catalogOf(CYCLE)],
  ...['shop', 'bank', 'travel'].map((name) => [name, fixtureCatalog(name)] as const),
];

describe('generated validators', () => {
  it.each(CATALOGS)('say what ajv says at run time: %s', async (name, catalog) => {
    const strict = { additionalProperties: false, allErrors: true };
    for (const options of name.includes('type') ? [{}, strict] : [{}]) {
      const pairs = await pairsOf(catalog, options);
      const agree = ({ id, validate, errors, judge }: Pair, value: unknown) => {
        const expected = judge(value);
        expect([id, validate(value), errors(value).length === 0], JSON.stringify(value)).toEqual([
          id,
          expected,
          expected,
        ]);
        return expected;
      };
      for (const pair of pairs) expect(agree(pair, pair.samples[0]), pair.id).toBe(true);
      for (const pair of pairs) for (const value of [...pair.samples, ...ODD]) agree(pair, value);
      let refused = 0;
      const run = fc.property(fc.nat(), steps, (index, list) => {
        const pair = pairs[index % pairs.length];
        const sample = pair?.samples[index % pair.samples.length];
        if (pair && !agree(pair, mutated(sample, list))) refused += 1;
      });
      fc.assert(run, { numRuns: 400, seed: Number(process.env['SAGAC_SEED'] ?? 1) });
      expect(refused).toBeGreaterThan(40);
    }
  });

  it('import nothing but one another', () => {
    for (const [path, text] of filesOf(catalogOf(EVERY_TYPE))) {
      const specifiers = [...text.matchAll(/\bfrom '([^']*)'|\brequire\(|\bimport\(/g)].map((match) => match[1]);
      expect(
        specifiers.filter((specifier) => !/^\.\.?\/[\w./]+\.js$/.test(specifier ?? '')),
        path,
      ).toEqual([]);
    }
  });

  it('leave out what is not asked for', async () => {
    const files = filesOf(catalogOf(EVERY_TYPE));
    const one = await bundleGenerated(files, "export { validateDoEverything } from './v/index.js';");
    expect(one.files).toEqual(['v/commands/DoEverything.js', 'v/types/Tree.js']);
    const dated = await bundleGenerated(files, "export { validateEverythingV1 } from './v/index.js';");
    expect(dated.files).toEqual(['v/events/EverythingV1.js']);
  });

  it('tell errors by path and message, and say nothing of values', async () => {
    const [pair] = await pairsOf(fixtureCatalog('shop'), { allErrors: true, additionalProperties: false }).then(
      (pairs) => pairs.filter(({ id }) => id === 'OrderPlaced'),
    );
    const sample = pair?.samples[0] as Record<string, unknown>;
    const { orderId: _, ...rest } = sample;
    const value = {
      ...rest,
      customerId: 'secret',
      lines: [{ sku: 5, 'a/b': 1 }],
      total: { amount: '1.999', currency: 'EUR' },
    };
    expect(pair?.errors(value)).toMatchObject([
      { path: '/orderId', message: 'is missing', keyword: 'required' },
      { path: '/customerId', message: 'must be in the format "uuid"' },
      { path: '/lines/0/quantity', message: 'is missing' },
      { path: '/lines/0/unitPrice', message: 'is missing' },
      { path: '/lines/0/a~1b', message: 'must not be here' },
      { path: '/lines/0/sku', message: 'must be a string' },
      { path: '/total/amount', message: expect.stringMatching(/^must match the pattern/) },
    ]);
    expect(JSON.stringify(pair?.errors(value))).not.toContain('secret');
    expect(pair?.errors(sample)).toEqual([]);
  });

  it('tell the first error only, unless they are asked for all', async () => {
    const [pair] = await pairsOf(fixtureCatalog('shop'));
    expect(pair?.errors({})).toHaveLength(1);
  });
});

describe('what is wrong with a catalog', () => {
  function said(files: Readonly<Record<string, string>>): readonly string[] {
    const { diagnostics } = generateTargets(catalogOf(files), { loadTemplate });
    return diagnostics.map(({ code, message }) => `${code}: ${message}`);
  }

  it('is said where a foreign schema cannot be compiled', () => {
    const definitions = (schema: string) => ({
      ...CYCLE,
      'a.yaml': `events:\n  Odd: { version: 1.0.0, payload: { a: { schema: ${schema} } } }\n`,
    });
    expect(said(definitions('{ pattern: "(" }'))).toEqual([
      expect.stringMatching(/^validator-schema-refused: No validator can be made of the event `Odd`: Invalid regular /),
    ]);
    expect(said(definitions('{ type: string, format: made-up, unheardOf: 1 }'))).toEqual([]);
    expect(said(definitions('{ type: array, prefixItems: [{ type: string }], unevaluatedItems: false }'))).toEqual([]);
  });

  it('is said where validators and types would share a folder', () => {
    const settings = 'catalog: c\ngenerate:\n  - { target: typescript, out: v }\n  - { target: validators, out: v }\n';
    expect(said({ ...CYCLE, 'sagac.yaml': settings })).toEqual([
      'validators-share-folder: `v` is the folder of the target `typescript`, whose files have the same names as the validators.',
    ]);
  });
});
