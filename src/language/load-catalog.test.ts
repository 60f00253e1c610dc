import { describe, expect, it } from 'vitest';
import { createMemoryHost, type MemoryHostOptions } from '../memory-host.js';
import { findCatalog } from './find-catalog.js';
import { isInputFault, loadCatalog } from './load-catalog.js';
import { nodeAt } from './node.js';

type Files = Record<string, string | Uint8Array>;

async function load(files: Files, options?: MemoryHostOptions) {
  const disk = Object.fromEntries(Object.entries(files).map(([path, content]) => [`/catalog/${path}`, content]));
  const loaded = await loadCatalog(createMemoryHost(disk, options), '/catalog');
  const told = loaded.diagnostics.map((found) => {
    const text = loaded.value?.texts.get(found.span?.file ?? '') ?? '';
    return `${found.span?.file} ${found.code} at ${JSON.stringify(text.slice(found.span?.start, found.span?.end))}`;
  });
  return { ...loaded, told, files: loaded.value?.documents.map((document) => document.file) };
}

const SETTINGS = 'catalog: shop\n';

describe('loadCatalog', () => {
  it('reads the definition files below the folder in the order of their paths', async () => {
    const { told, files, value } = await load({
      'sagac.yaml': SETTINGS,
      'b.yaml': 'events: { B: {} }',
      'a/z.yml': 'events: { Z: {} }',
      'a/deep/er/x.yaml': '# empty',
      'README.md': '# no YAML',
      'data.json': '{}',
    });
    expect(told).toEqual([]);
    expect(files).toEqual(['a/deep/er/x.yaml', 'a/z.yml', 'b.yaml']);
    expect(nodeAt(value?.settings.root, 'catalog')).toMatchObject({ value: 'shop' });
    expect([...(value?.texts.keys() ?? [])]).toEqual(['sagac.yaml', 'a/deep/er/x.yaml', 'a/z.yml', 'b.yaml']);
    expect(value?.incomplete).toBe(false);
  });

  it('leaves out outputs, hidden folders, packages, links and catalogs of their own', async () => {
    const { told, files } = await load(
      {
        'sagac.yaml': 'catalog: shop\ngenerate: [{ target: asyncapi, out: ./gen/api/ }]',
        'gen/api/order.yaml': 'asyncapi: 3.0.0',
        'gen/own.yaml': 'events: {}',
        '.git/x.yaml': 'no: events',
        'node_modules/p/x.yaml': 'no: events',
        'inner/sagac.yaml': 'catalog: inner',
        'inner/x.yaml': 'events: {}',
      },
      { links: { '/catalog/linked': '/elsewhere', '/catalog/l.yaml': '/elsewhere/x.yaml' } },
    );
    expect(told).toEqual([]);
    expect(files).toEqual(['gen/own.yaml']);
  });

  it('goes on after a broken file and tells several errors of it', async () => {
    const { told, files, value } = await load({
      'sagac.yaml': SETTINGS,
      'bad.yaml': 'a: b: c\nd: 1\ne: @x\nf: { t: X[] }\n',
      'good.yaml': 'events: { A: {} }',
      'list.yaml': '- a',
    });
    expect(told).toEqual([
      'bad.yaml yaml-syntax at "b"',
      'bad.yaml yaml-syntax at "@"',
      'bad.yaml yaml-syntax at "["',
      'list.yaml file-not-definitions at "- a"',
    ]);
    expect(files).toEqual(['good.yaml']);
    expect(value?.texts.get('bad.yaml')).toContain('a: b: c');
    expect(value?.incomplete).toBe(true);
  });

  it('says in plain words what is wrong with the syntax', async () => {
    const { diagnostics } = await load({ 'sagac.yaml': SETTINGS, 'bad.yaml': 'events:\n  A:\n    x: 1\n   y: 2\n' });
    expect(diagnostics.map((found) => [found.message, found.help])).toEqual([
      [
        'This is not valid YAML: this line is not indented like its neighbours, or a bracket above is still open.',
        'Give all keys of one map the same indentation, and close `{` and `[`.',
      ],
    ]);
  });

  it('survives deep nesting behind a syntax error', async () => {
    const { diagnostics } = await load({ 'sagac.yaml': SETTINGS, 'x.yaml': `a: b: c\nd: ${'['.repeat(50_000)}` });
    expect(diagnostics[0]?.code).toBe('yaml-syntax');
  });

  it('drops the byte order mark and refuses other encodings', async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, 0x61, 0x00]);
    const latin1 = new Uint8Array([...new TextEncoder().encode('events: { A: { summary: caf'), 0xe9, 0x20, 0x7d, 0x7d]);
    const { told, diagnostics, files } = await load({
      'sagac.yaml': `\uFEFF${SETTINGS}`,
      'bom.yaml': '\uFEFFevents: { A: { versoin: 1.0.0 } }',
      'latin.yaml': latin1,
      'wide.yaml': utf16,
    });
    expect(told).toEqual([
      'bom.yaml unknown-key at "versoin"',
      'latin.yaml file-not-utf8 at "\uFFFD"',
      'wide.yaml file-not-utf8 at "\uFFFD"',
    ]);
    expect(diagnostics[2]?.message).toBe('`wide.yaml` is UTF-16, not UTF-8.');
    expect(files).toEqual(['bom.yaml']);
  });

  it('tells of files and folders that cannot be read, as faults of the input', async () => {
    const { diagnostics, files } = await load(
      { 'sagac.yaml': SETTINGS, 'a.yaml': 'events: {}', 'b.yaml': 'events: {}', 'sub/c.yaml': 'events: {}' },
      {
        fail: (operation, path) => {
          if (operation === 'read' && path.endsWith('b.yaml')) return 'EACCES';
          return operation === 'list' && path.endsWith('sub') ? 'EIO' : undefined;
        },
      },
    );
    expect(diagnostics.map((found) => found.message)).toEqual([
      '`b.yaml` cannot be read (EACCES).',
      '`sub` cannot be read (EIO).',
    ]);
    expect(diagnostics.every(isInputFault)).toBe(true);
    expect(files).toEqual(['a.yaml']);
  });

  it('refuses a huge file without parsing it', async () => {
    const { told } = await load({ 'sagac.yaml': SETTINGS, 'x.yaml': 'a'.repeat(5_000_001) });
    expect(told).toEqual(['x.yaml file-too-large at ""']);
  });
});

describe('settings', () => {
  it.each([
    ['missing', {}, 'settings-missing'],
    ['under another name', { 'sagac.yml': SETTINGS }, 'settings-missing'],
    ['empty', { 'sagac.yaml': '# nothing' }, 'settings-empty'],
    ['broken', { 'sagac.yaml': 'catalog: a: b' }, 'yaml-syntax'],
    ['of the wrong shape', { 'sagac.yaml': 'catlog: a' }, 'unknown-key'],
    ['with an output outside', { 'sagac.yaml': 'catalog: a\ngenerate: [{ target: t, out: ../x }]' }, 'output-outside'],
    ['with an absolute output', { 'sagac.yaml': 'catalog: a\ngenerate: [{ target: t, out: /x }]' }, 'output-outside'],
    [
      'with the catalog as output',
      { 'sagac.yaml': 'catalog: a\ngenerate: [{ target: t, out: ./ }]' },
      'output-outside',
    ],
  ])('that are %s leave no catalog', async (_, files, code) => {
    const { value, diagnostics } = await load(files as Files);
    expect(value).toBeUndefined();
    expect(diagnostics.map((found) => found.code)).toEqual([code]);
    expect(diagnostics.every(isInputFault)).toBe(true);
  });

  it('may not send output through a link out of the catalog', async () => {
    const settings = 'catalog: a\ngenerate: [{ target: t, out: gen/types }]';
    const { diagnostics } = await load({ 'sagac.yaml': settings }, { links: { '/catalog/gen': '/elsewhere' } });
    expect(diagnostics.map((found) => found.code)).toEqual([]);
    const host = { 'sagac.yaml': settings, '../elsewhere/x': '' };
    const linked = await load(host, { links: { '/catalog/gen': '/elsewhere' } });
    expect(linked.diagnostics.map((found) => found.message)).toEqual([
      'The output folder `gen/types` is not inside the catalog.',
    ]);
  });

  it('names the file to rename', async () => {
    const { diagnostics } = await load({ 'sagac.yml': SETTINGS });
    expect(diagnostics[0]?.help).toBe('Rename `sagac.yml` to `sagac.yaml`.');
  });
});

describe('findCatalog', () => {
  it('looks in the folder and above it', () => {
    const host = createMemoryHost({ '/a/sagac.yaml': SETTINGS, '/a/b/c/x.yaml': '', '/d/x': '' });
    expect(findCatalog(host, '/a/b/c')).toBe('/a');
    expect(findCatalog(host, '/a')).toBe('/a');
    expect(findCatalog(host, '/d')).toBeUndefined();
  });
});
