import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMemoryHost } from './memory-host.js';
import { checkCatalog, generateCatalog, readCatalog } from './pipeline.js';
import { anchors, type FencedBlock, fencedBlocks, localLinks } from './testing/markdown.js';

/**
 * Every YAML block of the documentation is read as a user would write it. Behind `yaml` stands what it is:
 * nothing: definitions that read and build, though names in them may be defined elsewhere · `clean`: a catalog in
 * which lint finds nothing · `settings`: a `sagac.yaml`, perhaps without the catalog's name · `wrong=CODE`: gives
 * this code and no other · `file=PATH`: one file of the page's own catalog, whose files together are clean ·
 * `other`: YAML that is not sagac's.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SETTINGS = 'catalog: docs\n';

const pages = ['README.md', ...markdownBelow('docs')].map((path) => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path, text, blocks: fencedBlocks(text) };
});

function markdownBelow(folder: string): readonly string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

type Files = Readonly<Record<string, string>>;

function hostOf(files: Files) {
  return createMemoryHost(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/catalog/${path}`, text])));
}

/** The files of the page's own catalog. */
function namedFiles(blocks: readonly FencedBlock[]): Files {
  return Object.fromEntries(
    blocks.flatMap(({ info, text }) => [info.get('file')].flatMap((path) => (path ? [[path, text]] : []))),
  );
}

/** Schemas that payloads of a page refer to. */
function schemaFiles(blocks: readonly FencedBlock[]): Files {
  return Object.fromEntries(Object.entries(namedFiles(blocks)).filter(([path]) => !/\.(yaml|ts)$/.test(path)));
}

async function findings(files: Files, stage: 'read' | 'lint'): Promise<readonly string[]> {
  const check = stage === 'read' ? readCatalog : checkCatalog;
  const { diagnostics } = await check(hostOf(files), '/catalog');
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

async function judge({ info, text }: FencedBlock, schemas: Files): Promise<void> {
  const definitions = { ...schemas, 'sagac.yaml': SETTINGS, 'definitions.yaml': text };
  const wrong = info.get('wrong');
  if (info.has('other')) expect(parse(text)).toBeDefined();
  else if (info.has('settings')) {
    const settings = /^catalog:/m.test(text) ? text : `${SETTINGS}${text}`;
    expect(await findings({ 'sagac.yaml': settings }, 'lint')).toEqual([]);
  } else if (wrong !== undefined) {
    const codes = (await findings(definitions, 'lint')).map((entry) => entry.split(':')[0]);
    expect([...new Set(codes)]).toEqual([wrong]);
  } else expect(await findings(definitions, info.has('clean') ? 'lint' : 'read')).toEqual([]);
}

const examples = pages.flatMap(({ path, blocks }) => {
  const schemas = schemaFiles(blocks);
  const yaml = blocks.filter(({ language, info }) => language === 'yaml' && !info.has('file'));
  return yaml.map((block) => ({ place: `${path}:${block.line}`, block, schemas }));
});

const catalogs = pages.flatMap(({ path, blocks }) => {
  const files = namedFiles(blocks);
  return 'sagac.yaml' in files ? [{ path, files }] : [];
});

describe('YAML of the documentation', () => {
  it.each(examples)('$place is what it says it is', async ({ block, schemas }) => judge(block, schemas));

  it.each(catalogs)('$path: its own catalog is clean, and generates', async ({ files }) => {
    expect(await findings(files, 'lint')).toEqual([]);
    const made = await generateCatalog(hostOf(files), '/catalog');
    expect(made.diagnostics).toEqual([]);
  });
});

describe('docs/language.md', () => {
  const page = pages.find(({ path }) => path === 'docs/language.md');
  const code = [...(page?.text.matchAll(/^```[\s\S]*?^```|`[^`\n]+`/gm) ?? [])].join('\n');

  it.each(['catalog', 'settings'])('names every key of the %s schema', (name) => {
    const schema: unknown = JSON.parse(readFileSync(join(ROOT, 'schemas', `${name}.schema.json`), 'utf8'));
    const keys = new Set(keysOf(schema));
    expect(keys.size).toBeGreaterThan(20);
    const missing = [...keys].filter((key) => !new RegExp(`\\b${key.replace('$', '')}\\b`).test(code));
    expect(missing).toEqual([]);
  });
});

/** Names of all properties that a JSON Schema knows, at any depth. */
function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties = 'properties' in schema ? Object.keys(schema.properties ?? {}) : [];
  return [...properties, ...Object.values(schema).flatMap(keysOf)];
}

describe('links of the documentation', () => {
  it.each(pages)('$path leads nowhere but to what is there', ({ path, text }) => {
    const dead = localLinks(text).filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : relative(ROOT, join(ROOT, dirname(path), file));
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchors(readFileSync(join(ROOT, target), 'utf8')).includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  it('lead from docs/README.md to every guide', () => {
    const index = pages.find((page) => page.path === 'docs/README.md')?.text ?? '';
    const linked = localLinks(index).map((link) => `docs/${link}`);
    const guides = pages
      .map((page) => page.path)
      .filter((path) => /^docs\/(?!compat\/|rules\/|invariants\/|README)/.test(path));
    expect(guides.filter((path) => !linked.includes(path))).toEqual([]);
  });
});
