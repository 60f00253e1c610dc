import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleGenerated, importBundle } from '../../testing/bundle.js';
import { catalogOf, generated } from '../../testing/catalog.js';

const PIECES = [
  '"',
  "'",
  '`',
  '${',
  '}',
  '\\',
  '\n',
  '\r',
  '\u2028',
  '*/',
  '//',
  '</script>',
  '{{x}}',
  ';',
  ']',
  ')',
  'schema0',
  'validate0',
];
const ATTACK = [
  'globalThis.broken=1;',
  '"+(globalThis.broken=1)+"',
  "'];globalThis.broken=1;//",
  ['`$', '{globalThis.broken=1}`'].join(''),
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES, ...ATTACK), fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 6 })
  .map((parts) => ` ${parts.join('')}`)
  // A half of a surrogate pair is no text that YAML could have.
  .filter((text) => !/\p{Cs}/u.test(text));

interface Texts {
  readonly note: string;
  readonly field: string;
  readonly value: string;
  readonly tag: string;
}

function filesOf({ note, field, value, tag }: Texts): ReadonlyMap<string, string> {
  const text = (raw: string) =>
    JSON.stringify(raw).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const pattern = text(`^${value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$`);
  return generated(
    catalogOf({
      'sagac.yaml': `catalog: ${text(`c${note}`)}\ngenerate:\n  - { target: validators, out: v }\n`,
      'a.yaml': `{
        "types": {
          "Colour": { "summary": ${text(note)}, "enum": [${text(value)}, "other"] },
          "Case": { "fields": { "x": "string" } },
          "Choice": { "oneOf": { ${text(tag)}: "Case", "other": "Case" }, "discriminator": ${text(field)} }
        },
        "events": { "Happened": { "version": "1.0.0", "summary": ${text(note)}, "payload": {
          ${text(field)}: { "type": "string", "pattern": ${pattern}, "summary": ${text(note)}, "default": ${text(value)} },
          "colour": "Colour", "colours": "list<Colour>", "choice": "Choice" } } }
      }`,
    }),
  );
}

/** Code without what its texts say. */
function skeletonOf(files: ReadonlyMap<string, string>): readonly string[] {
  const modules = [...files].filter(([path]) => path.endsWith('.js'));
  return modules.map(([path, text]) => `${path}\n${codeOf(text).replace(/"(?:[^"\\]|\\.)*"/g, '""')}`);
}

function codeOf(text: string): string {
  return text.replace(/^\/\/.*\n/, '');
}

const USUAL = skeletonOf(filesOf({ note: 'n', field: ' f', value: ' v', tag: ' t' }));

describe('texts of the catalog in validators', () => {
  it('are never code, and mean what they say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.record({ note: hostile, field: hostile, value: hostile, tag: hostile }), async (texts) => {
        const files = filesOf(texts);
        expect(skeletonOf(files)).toEqual(USUAL);
        const made = await importBundle(await bundleGenerated(files, "export * from './v/index.js';"));
        const validate = made['validateHappened'] as (value: unknown) => boolean;
        const { field, value, tag } = texts;
        const choice = { [field]: tag, x: 'x' };
        const right = { [field]: value, colour: value, colours: ['other', value], choice };
        expect(validate(right)).toBe(true);
        expect(validate({ ...right, [field]: `${value}!` })).toBe(false);
        expect(validate({ ...right, colour: 'mauve' })).toBe(false);
        expect(validate({ ...right, choice: { ...choice, [field]: 'else' } })).toBe(false);
        expect('broken' in globalThis).toBe(false);
      }),
      { numRuns: 40, seed: Number(process.env['SAGAC_SEED'] ?? 1) },
    );
  });

  it('may be names that every object has', async () => {
    const files = generated(
      catalogOf({
        'sagac.yaml': 'catalog: c\ngenerate:\n  - { target: validators, out: v }\n',
        'a.yaml': `
types:
  A: { fields: { x: string } }
  Choice: { oneOf: { constructor: A, valueOf: A }, discriminator: toString }
events:
  Happened: { version: 1.0.0, payload: { constructor: "string?", hasOwnProperty: string, choice: "Choice?" } }
`,
      }),
    );
    const made = await importBundle(await bundleGenerated(files, "export * from './v/index.js';"));
    const validate = made['validateHappened'] as (value: unknown) => boolean;
    expect(validate({})).toBe(false);
    expect(validate({ hasOwnProperty: 'x' })).toBe(true);
    expect(validate({ hasOwnProperty: 'x', constructor: 'y' })).toBe(true);
    expect(validate({ hasOwnProperty: 'x', constructor: 1 })).toBe(false);
    expect(validate({ hasOwnProperty: 'x', choice: { toString: 'valueOf', x: 'x' } })).toBe(true);
    expect(validate({ hasOwnProperty: 'x', choice: { toString: 'toString', x: 'x' } })).toBe(false);
  });
});
