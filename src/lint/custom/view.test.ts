import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../language/yaml.js';
import { createNodeHost } from '../../node-host.js';
import { readCatalog } from '../../pipeline.js';
import { lintCatalog } from '../run.js';
import { declarativeRules } from './declarative.js';
import { VIEW_PARTS, VIEW_RECORDS } from './view.js';

const CATALOGS = new URL('../../../fixtures/catalogs/', import.meta.url);

/** A condition that is true of every value of the type, and fails where a value is of another one. */
function isOfType(value: string, type: string, depth = 0): string {
  if (type === 'string') return `${value} + "" == ${value}`;
  if (type === 'int') return `${value} + 0 == ${value}`;
  if (type === 'bool') return `${value} || !${value}`;
  if (type === 'map<string, dyn>') return `size(${value}) >= 0`;
  const inner = /^list<(.*)>$/.exec(type)?.[1] ?? '';
  const item = `x${depth}`;
  const fields = Object.entries(VIEW_RECORDS[inner] ?? {});
  const parts = fields.map(([field, of]) => `(${isOfType(`${item}.${field}`, of, depth + 1)})`);
  return `${value}.all(${item}, ${parts.length > 0 ? parts.join(' && ') : isOfType(item, inner, depth + 1)})`;
}

const rules = Object.entries(VIEW_PARTS).flatMap(([kind, parts]) =>
  Object.entries(parts).map(([name, { type }]) => ({ kind, name, condition: isOfType(name, type) })),
);

describe('the view of definitions', () => {
  it.each(readdirSync(CATALOGS))('has values of the types that it says, in %s', async (catalog) => {
    const read = await readCatalog(createNodeHost(), new URL(catalog, CATALOGS).pathname);
    if (!read.catalog) throw new Error('no catalog');
    const text = `rules:\n${rules
      .map(
        ({ kind, name, condition }) =>
          `  ${kind}/${name.toLowerCase()}: { select: ${kind}, assert: '${condition}', message: "{id}: {${name}}" }\n`,
      )
      .join('')}`;
    const root = parseYaml('rules.yaml', text).value;
    if (root?.kind !== 'map') throw new Error(text);
    const built = declarativeRules({ file: 'rules.yaml', text, root });
    expect(built.diagnostics).toEqual([]);
    const plugin = {
      name: './rules.yaml',
      file: 'rules.yaml',
      kind: 'yaml',
      span: { file: 'sagac.yaml', start: 0, end: 0 },
    } as const;
    const plugins = new Map(built.value.map(({ id }) => [id, plugin]));
    const only = built.value.map(({ id }) => id);
    const found = lintCatalog(read.catalog, { rules: built.value, plugins, only });
    expect(
      found.filter(({ code }) => code.includes('/') || code === 'condition-fails').map(({ message }) => message),
    ).toEqual([]);
  });

  it('is described in docs/custom-rules.md', () => {
    const page = readFileSync(new URL('../../../docs/custom-rules.md', import.meta.url), 'utf8');
    const names = [...Object.values(VIEW_PARTS), ...Object.values(VIEW_RECORDS)].flatMap((parts) => Object.keys(parts));
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
