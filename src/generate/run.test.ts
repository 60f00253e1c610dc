import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../model/index.js';
import { type GenerateRequest, generateTargets } from './run.js';
import type { OutputFile, Target } from './target.js';
import { checkTargetOptions } from './target-options.js';
import { targets } from './targets/index.js';
import { targetLoaders } from './targets/loaders.js';
import { catalogOf, generated, loadTemplate, textsOf } from './testing/catalog.js';
import { EVERY_TYPE } from './testing/every-type.js';

function withSettings(generate: string, more = ''): Catalog {
  return catalogOf({ 'sagac.yaml': `catalog: shop\ngenerate:\n${generate}\n`, 'types.yaml': more || 'types: {}\n' });
}

function target(id: string, paths: readonly string[], extra: Partial<Target> = {}): Target {
  const files: readonly OutputFile[] = paths.map((path) => ({ path, text: 'text\n' }));
  return { id, summary: '', options: {}, generate: () => ({ files, diagnostics: [] }), ...extra };
}

function run(catalog: Catalog, request: Partial<GenerateRequest> = {}) {
  const { value, diagnostics } = generateTargets(catalog, {
    loadTemplate,
    checkOptions: checkTargetOptions,
    ...request,
  });
  const settings = catalog.texts.get('sagac.yaml') ?? '';
  const said = diagnostics.map((entry) => ({
    code: entry.code,
    at:
      entry.span &&
      (entry.span.file === 'sagac.yaml' ? settings : (catalog.texts.get(entry.span.file) ?? '')).slice(
        entry.span.start,
        entry.span.end,
      ),
    text: `${entry.message} ${entry.help ?? ''}`.trim(),
  }));
  return { value, said };
}

describe('the list of targets', () => {
  it('has every folder of targets/, sorted', () => {
    const folder = fileURLToPath(new URL('./targets/', import.meta.url));
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(targets.map((entry) => entry.id)).toEqual(folders.map((entry) => entry.name).sort());
  });

  it('is that of the loaders', async () => {
    const facts = ({ id, summary, options }: Target) => ({ id, summary, options });
    const loaded = [...targetLoaders].map(async ([id, load]) => [id, facts(await load([]))]);
    expect(await Promise.all(loaded)).toEqual(targets.map((entry) => [entry.id, facts(entry)]));
  });

  it.each(targets.map((entry) => [entry.id, entry] as const))('has a sound schema of the options of %s', (_, entry) => {
    const ajv = new Ajv({ strict: true });
    expect(() => ajv.compile({ type: 'object', additionalProperties: false, ...entry.options })).not.toThrow();
  });
});

describe('generateTargets', () => {
  it('points at a target that does not exist', () => {
    const { said } = run(withSettings('  - { target: typescrip, out: a }\n  - { target: cobol, out: b }'));
    expect(said[0]).toEqual({
      code: 'unknown-target',
      at: 'typescrip',
      text: 'There is no target `typescrip`. Did you mean `typescript`?',
    });
    expect(said[1]?.text).toMatch(/^There is no target `cobol`. Choose one of .*`avro`, /);
  });

  it('points at options that a target does not know or take', () => {
    const { said } = run(
      withSettings(
        '  - { target: json-schema, out: a, drafd: "07" }\n  - { target: typescript, out: b, long: huge, brandedIds: 1 }',
      ),
    );
    expect(said).toEqual([
      {
        code: 'invalid-target-option',
        at: 'drafd',
        text: 'The target `json-schema`: there is no option `drafd`. Did you mean `draft`?',
      },
      {
        code: 'invalid-target-option',
        at: 'huge',
        text: 'The target `typescript`: the option `long` is one of `number`, `bigint`.',
      },
      {
        code: 'invalid-target-option',
        at: '1',
        text: 'The target `typescript`: the option `brandedIds` must be boolean.',
      },
    ]);
  });

  it('tells one thing of a value that YAML takes for a number', () => {
    const { said } = run(withSettings('  - { target: json-schema, out: a, draft: 07 }'));
    expect(said.map(({ text }) => text)).toEqual([
      'The target `json-schema`: the option `draft` is one of `2020-12`, `07`. Put it in quotes: without them YAML takes it for a number or a truth value.',
    ]);
  });

  it('judges a choice of targets', () => {
    const catalog = withSettings('  - { target: typescript, out: a }\n  - { target: json-schema, out: b }');
    expect(run(catalog, { only: ['json-schema'] }).value.map((entry) => entry.out)).toEqual(['b']);
    expect(run(catalog, { only: ['avro', 'typscript'] }).said.map((entry) => entry.text)).toEqual([
      'The target `avro` is not listed in `sagac.yaml`. Add `- { target: avro, out: generated/avro }` to `generate`.',
      'There is no target `typscript`. Did you mean `typescript`?',
    ]);
  });

  it('runs all targets of a folder of which one is chosen', () => {
    const known = [target('one', ['1.ts']), target('two', ['2.ts']), target('three', ['3.ts'])];
    const catalog = withSettings(
      '  - { target: one, out: a }\n  - { target: two, out: a }\n  - { target: three, out: b }',
    );
    expect([...textsOf(run(catalog, { targets: known, only: ['two'] }).value).keys()]).toEqual(['a/1.ts', 'a/2.ts']);
  });

  it('reports two files on one path, also where only case differs or folders overlap', () => {
    const known = [target('one', ['x.ts']), target('two', ['X.ts']), target('deep', ['b/x.ts'])];
    const catalog = withSettings(
      '  - { target: one, out: a/b }\n  - { target: two, out: a/b }\n  - { target: deep, out: a }',
    );
    expect(run(catalog, { targets: known }).said).toEqual([
      expect.objectContaining({
        code: 'output-path-clash',
        at: 'a/b',
        text: expect.stringMatching(
          /^A file of `one` and one of `two` are `a.b.x.ts` and `a.b.X.ts`, one file on a disk/,
        ),
      }),
      expect.objectContaining({
        code: 'output-path-clash',
        at: 'a',
        text: expect.stringContaining('A file of `one` and one of `deep` would be written to `a/b/x.ts`'),
      }),
    ]);
  });

  it.each([
    '../x',
    '/x',
    'a//b',
    'a\\b',
    'con.ts',
    'a/aux',
    'x.',
    '.sagac-manifest.json',
    'a.ts.sagac-draft',
    'a\nb',
    'a:b',
  ])('refuses the path %j', (path) => {
    const { said } = run(withSettings('  - { target: one, out: a }'), { targets: [target('one', [path])] });
    expect(said.map((entry) => entry.code)).toEqual(['unsafe-output-path']);
  });

  it.each(['con', 'a/nul.d', 'g.', 'g ', 'a:b', '.git/hooks'])('refuses the output folder %j', (out) => {
    const { said } = run(withSettings(`  - { target: one, out: ${JSON.stringify(out)} }`), {
      targets: [target('one', ['a.ts'])],
    });
    expect(said.map((entry) => entry.code)).toEqual(['unsafe-output-path']);
  });

  it('begins each file that may have comments with one line about itself', () => {
    const files = ['a.ts', 'b.sql', 'c.yaml', 'd.md', 'e.json'];
    const known = [target('one', files)];
    const { value } = run(withSettings('  - { target: one, out: a }'), { targets: known });
    const line = 'Generated by sagac from the shop catalog. Do not edit; run `sagac generate`.';
    expect([...textsOf(value).values()].map((text) => text.split('\n')[0])).toEqual([
      `// ${line}`,
      `-- ${line}`,
      `# ${line}`,
      `<!-- ${line} -->`,
      'text',
    ]);
  });

  it('says nothing about itself in files that belong to the user', () => {
    const once: Partial<Target> = {
      generate: () => ({ files: [{ path: 'h.ts', text: 'text\n', write: 'once' }], diagnostics: [] }),
    };
    const { value } = run(withSettings('  - { target: one, out: a }'), { targets: [target('one', [], once)] });
    expect([...textsOf(value).values()]).toEqual(['text\n']);
  });

  it('gives the same bytes twice, and whatever the order of files and definitions', () => {
    const first = generated(catalogOf(EVERY_TYPE));
    const reversed = Object.fromEntries(Object.entries(EVERY_TYPE).reverse());
    expect([...generated(catalogOf(EVERY_TYPE))]).toEqual([...first]);
    expect([...generated(catalogOf(reversed))]).toEqual([...first]);
  });

  it('changes only the files of what changed', () => {
    const before = generated(catalogOf(EVERY_TYPE));
    const messages = EVERY_TYPE['messages.yaml'] ?? '';
    const changed = messages.replace(
      'payload: { id: uuid, tree: Tree }',
      'payload: { id: uuid, tree: Tree, extra: string? }',
    );
    const after = generated(catalogOf({ ...EVERY_TYPE, 'messages.yaml': changed }));
    expect([...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path)).toEqual([
      'out/ts/commands/DoEverything.ts',
      'out/json/commands/DoEverything.json',
      'out/avro/commands/DoEverything.avsc',
    ]);
  });
});
