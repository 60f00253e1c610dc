import { describe, expect, it } from 'vitest';
import { createMemoryHost, type MemoryHostOptions } from './memory-host.js';
import { type GenerateOptions, generateCatalog } from './pipeline.js';
import { templateText } from './templates.js';

const DEFINITIONS = 'events: { OrderPlaced: { version: 1.0.0, payload: { id: uuid } } }\nservices: { order: {} }\n';

async function generate(
  entry: string,
  files: Readonly<Record<string, string>> = {},
  more: MemoryHostOptions & { readonly options?: GenerateOptions } = {},
) {
  const host = createMemoryHost(
    {
      '/catalog/sagac.yaml': `catalog: shop\ngenerate:\n  - ${entry}\n`,
      '/catalog/a.yaml': DEFINITIONS,
      ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`/catalog/${path}`, text])),
    },
    more,
  );
  const { outputs, diagnostics, texts } = await generateCatalog(host, '/catalog', more.options);
  return {
    files: new Map(outputs.flatMap(({ out, files }) => files.map(({ path, text }) => [`${out}/${path}`, text]))),
    said: diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message, help, span }) => ({
        code,
        at: span && texts.get(span.file)?.slice(span.start, span.end),
        text: `${message} ${help}`,
      })),
  };
}

describe('templates of the user', () => {
  const ENTRY = '{ target: typescript, out: types, templates: ./mine }';

  it('take the place of built-in ones, each alone', async () => {
    const own = await generate(ENTRY, { 'mine/type.hbs': 'export {};\n', 'mine/README.md': '# Ours\n' });
    const built = await generate('{ target: typescript, out: types }');
    expect(own.said).toEqual([]);
    expect(own.files.get('types/events/OrderPlaced.ts')).toBe(built.files.get('types/events/OrderPlaced.ts'));
    const message = `${templateText('typescript/message.hbs')}// of {{names.message}}\n`;
    const { files } = await generate(ENTRY, { 'mine/message.hbs': message });
    expect(files.get('types/events/OrderPlaced.ts')).toMatch(/\n\/\/ of OrderPlaced\n$/);
  });

  it('are told to be broken, at their place', async () => {
    expect((await generate(ENTRY, { 'mine/type.hbs': 'a\n{{#each x}}\n' })).said).toMatchObject([
      {
        code: 'template-broken',
        text: expect.stringContaining('`mine/type.hbs` cannot be filled: a `{{...}}` is not'),
      },
    ]);
    expect((await generate(ENTRY, { 'mine/message.hbs': '{{doc}}\n{{names.mesage}}\n' })).said).toEqual([
      {
        code: 'template-broken',
        at: 'names.mesage',
        text: 'The template `mine/message.hbs` cannot be filled: the target gives no `mesage` here. Did you mean `message`?',
      },
    ]);
  });

  it('are told to take the place of nothing', async () => {
    expect((await generate(ENTRY, { 'mine/mesage.hbs': '' })).said).toMatchObject([
      {
        code: 'no-such-template',
        text: '`mine/mesage.hbs` takes the place of no template of the target `typescript`. Did you mean `message.hbs`?',
      },
    ]);
    const avro = await generate('{ target: avro, out: a, templates: mine }', { 'mine/x.hbs': '' });
    expect(avro.said[0]?.text).toMatch(/It has no templates\.$/);
  });

  it.each([
    ['../mine', 'is outside of the catalog'],
    ['/etc', 'is outside of the catalog'],
    ['./gone', 'is not there'],
    ['./a.yaml', 'is no folder'],
  ])('are not read from %s', async (folder, problem) => {
    const { said } = await generate(`{ target: typescript, out: types, templates: ${folder} }`);
    expect(said).toMatchObject([{ code: 'templates-unreadable', text: expect.stringContaining(problem) }]);
    expect(said[0]?.at ?? folder).toBe(folder);
  });

  it('are not read through a link out of the catalog', async () => {
    const links = { '/catalog/mine/message.hbs': '/secret.txt' };
    const host = { '../secret.txt': 'secret', 'mine/type.hbs': '' };
    const { said, files } = await generate(ENTRY, host, { links });
    expect(said).toMatchObject([{ code: 'templates-unreadable', text: expect.stringContaining('cannot be read') }]);
    expect(files.size).toBe(0);
  });
});

describe('targets of the user', () => {
  const ENTRY = '{ target: ./targets/mine.ts, out: mine }';
  const LIST = {
    id: 'acme/list',
    summary: 'A list of events',
    options: { properties: { title: { type: 'string' } } },
    generate: ({ catalog, options }: { catalog: { events: Map<string, unknown> }; options: { title?: string } }) => ({
      files: [
        { path: 'events.md', text: `# ${options.title ?? 'Events'}\n${[...catalog.events.keys()].join('\n')}\n` },
      ],
      diagnostics: [],
    }),
  };
  const run = (module: unknown, entry = ENTRY, options?: GenerateOptions, env: Record<string, string> = {}) =>
    generate(
      entry,
      { 'targets/mine.ts': '' },
      { modules: { '/catalog/targets/mine.ts': module }, env, ...(options && { options }) },
    );

  it('run as the built-in ones do', async () => {
    for (const module of [{ target: LIST }, { default: LIST }, { default: { target: LIST } }]) {
      const { said, files } = await run(module);
      expect(said).toEqual([]);
      expect(files.get('mine/events.md')).toMatch(/^<!-- Generated by sagac .*-->\n\n# Events\nOrderPlaced\n$/);
    }
  });

  it('have their options checked by their own schema', async () => {
    const { files } = await run({ target: LIST }, '{ target: ./targets/mine.ts, out: mine, title: All }');
    expect(files.get('mine/events.md')).toContain('# All\n');
    const { said } = await run({ target: LIST }, '{ target: ./targets/mine.ts, out: mine, titel: All }');
    expect(said).toEqual([
      {
        code: 'invalid-target-option',
        at: 'titel',
        text: 'The target `acme/list`: there is no option `titel`. Did you mean `title`?',
      },
    ]);
  });

  const target = (generate: () => unknown) => ({ target: { ...LIST, generate } });
  const file = (path: unknown, text: unknown = '') => target(() => ({ files: [{ path, text }], diagnostics: [] }));

  it.each([
    ['exports nothing', {}, 'exports no `target`'],
    ['has no id', { target: { ...LIST, id: 7 } }, 'without an `id`'],
    ['has a wrong id', { target: { ...LIST, id: 'My Target' } }, 'which is no id'],
    ['has no function', { target: { ...LIST, generate: 7 } }, 'without a function `generate`'],
    [
      'has a wrong schema',
      { target: { ...LIST, options: { properties: { a: { type: 'strng' } } } } },
      'no JSON Schema',
    ],
    ['cannot be loaded', () => Promise.reject(new Error('boom')), 'cannot be loaded: `Error: boom`'],
    [
      'throws when looked at',
      Object.defineProperty({}, 'target', {
        get: () => {
          throw new Error('no');
        },
      }),
      'cannot be looked at',
    ],
    [
      'throws',
      target(() => {
        throw new Error('boom `x`');
      }),
      "throws `Error: boom 'x'`",
    ],
    ['gives a promise', target(() => Promise.reject(new Error('late'))), 'gives a promise'],
    ['gives nothing', target(() => undefined), 'gives no result'],
    ['gives no files', target(() => ({ diagnostics: [] })), 'gives no list `files`'],
    ['gives a file without a path', file(undefined), 'gives no `path` for file 1'],
    ['gives a file without a text', file('a.md', 7), 'gives no `text` for the file `a.md`'],
    ['writes out of its folder', file('../../a.md'), 'leaves its folder'],
    ['writes into git', file('.git/hooks/x'), 'is in the folder of git'],
    [
      'gives wrong diagnostics',
      target(() => ({ files: [], diagnostics: [{ code: 'x' }] })),
      'gives a diagnostic without',
    ],
  ])('are told where one %s', async (_, module, problem) => {
    const { said, files } = await run(module);
    expect(said.map(({ text }) => text)).toEqual([expect.stringContaining(problem)]);
    expect(files.size).toBe(0);
  });

  it('are told where there is no such module', async () => {
    const texts = async (entry: string) => (await generate(entry)).said.map(({ text }) => text);
    expect(await texts('{ target: ./gone.ts, out: x }')).toEqual([
      'The target `./gone.ts` is not there. Paths begin at the folder of `sagac.yaml`, with `./` or `../`.',
    ]);
    expect(await texts('{ target: ./a.yaml, out: x }')).toEqual([expect.stringContaining('is no module')]);
    expect(await texts("{ target: '@acme/targets', out: x }")).toEqual([
      expect.stringContaining('is a package that is not installed'),
    ]);
    expect(await texts('{ target: typescrip, out: x }')).toEqual([
      'There is no target `typescrip`. Did you mean `typescript`?',
    ]);
  });

  it('may come from a package', async () => {
    const folder = 'node_modules/@acme/targets';
    const files = { [`${folder}/package.json`]: '{"exports":"./main.js"}', [`${folder}/main.js`]: '' };
    const modules = { [`/catalog/${folder}/main.js`]: { target: LIST } };
    const made = await generate("{ target: '@acme/targets', out: x }", files, { modules });
    expect(made.said).toEqual([]);
    expect([...made.files.keys()]).toEqual(['x/events.md']);
  });

  it('do not run where code is not to run', async () => {
    const refused = [
      { code: 'target-code-refused', at: './targets/mine.ts', text: expect.stringContaining('is code') },
    ];
    const module = () => {
      throw new Error('ran');
    };
    expect((await run(module, ENTRY, { plugins: false })).said).toEqual(refused);
    expect((await run(module, ENTRY, {}, { SAGAC_NO_PLUGINS: '1' })).said).toEqual(refused);
    const both = `${ENTRY}\n  - { target: json-schema, out: json }`;
    const others = await run(module, both, { plugins: false, targets: ['json-schema'] });
    expect(others.said).toEqual([]);
    expect(others.files.size).toBeGreaterThan(0);
  });

  it('read templates of the folder that the settings name', async () => {
    const reading = {
      ...LIST,
      generate: ({ template }: { template(name: string): string }) => ({
        files: [{ path: 'a.txt', text: template('a.hbs') }],
      }),
    };
    const modules = { '/catalog/targets/mine.ts': { target: reading } };
    const entry = '{ target: ./targets/mine.ts, out: mine, templates: ./mine-templates }';
    const files = { 'targets/mine.ts': '', 'mine-templates/a.hbs': 'hello {{' };
    expect((await generate(entry, files, { modules })).files.get('mine/a.txt')).toBe('hello {{');
    const { said } = await generate(ENTRY, files, { modules });
    expect(said[0]?.text).toContain('throws `Error: There is no template a.hbs');
  });
});
