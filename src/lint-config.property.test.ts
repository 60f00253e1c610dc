import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryHost } from './memory-host.js';
import { checkCatalog } from './pipeline.js';

/** Files of a catalog whose lint settings use all there is. */
const FILES: Readonly<Record<string, string>> = {
  '/catalog/sagac.yaml': `catalog: shop
lint:
  extends: [minimal, ./base.yaml]
  plugins: [./acme.yaml]
  rules: { acme/one: { severity: error }, no-secrets: { allow: [pin] } }
  overrides:
    - { files: ["**/*.yaml", "!b/**"], rules: { acme/one: off } }
`,
  '/catalog/base.yaml': 'extends: strict\nrules: { thin-event: { severity: info } }\nlexicon: { verbs: [tokenize] }\n',
  '/catalog/acme.yaml': `rules:
  acme/one:
    summary: Require it.
    why: So.
    select: [event, service]
    where: id.startsWith("O")
    assert: 'tags.exists(t, t == "a") || size(written) > 3'
    message: "\`{id}\` {tags} {written}."
    at: payload.id
    bad: a
    good: b
`,
  '/catalog/b/a.yaml': 'services: { Order: { owner: us } }\nevents: { OrderPlaced: { payload: { id: uuid } } }\n',
};

const PIECES = [
  '',
  ' ',
  '\n',
  ':',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '#',
  '- ',
  '!',
  '&a ',
  '*a',
  '../',
  'off',
  'null',
  '7',
  '`',
];

const change = fc.record({
  file: fc.constantFrom(...Object.keys(FILES)),
  at: fc.nat(600),
  remove: fc.nat(6),
  insert: fc.constantFrom(...PIECES),
});

it('broken settings and rules are told, and never throw', async () => {
  const runs = Number(process.env['SAGAC_RUNS'] ?? 300);
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const files = { ...FILES };
      for (const { file, at, remove, insert } of changes) {
        const text = files[file] ?? '';
        const start = at % (text.length + 1);
        files[file] = text.slice(0, start) + insert + text.slice(start + remove);
      }
      const { diagnostics, texts } = await checkCatalog(createMemoryHost(files), '/catalog');
      for (const { span, message } of diagnostics) {
        expect(message).not.toMatch(/undefined|\[object/);
        const text = span && texts.get(span.file);
        if (span && text !== undefined) expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: runs },
  );
});
