import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Schema = { readonly [key: string]: unknown };

function readSchema(name: string): Schema {
  return JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
}

/** Calls `visit` with every subschema and its path. */
function walk(schema: unknown, path: string, visit: (schema: Schema, path: string) => void): void {
  if (typeof schema !== 'object' || schema === null) return;
  if (!Array.isArray(schema)) visit(schema as Schema, path);
  for (const [key, child] of Object.entries(schema)) walk(child, `${path}/${key}`, visit);
}

describe.each(['catalog', 'settings', 'lint-rules'])('the schema of %s files', (name) => {
  const root = readSchema(name);
  const definitions = (root['$defs'] ?? {}) as Readonly<Record<string, Schema>>;

  it('says of every key what it is, for editors', () => {
    const silent: string[] = [];
    walk(root, '#', (schema, path) => {
      const properties = schema['properties'];
      if (path.endsWith('/properties') || /\/if(\/|$)/.test(path) || typeof properties !== 'object') return;
      for (const [key, value] of Object.entries(properties ?? {})) {
        const property = value as Schema | true;
        if (property === true || key === '$ref') continue;
        const target = String(property['$ref'] ?? '').replace('#/$defs/', '');
        if (!property['description'] && !definitions[target]?.['description']) silent.push(`${path} ${key}`);
      }
    });
    expect(silent).toEqual([]);
  });

  it('says of every rule what it expects, for messages', () => {
    const silent: string[] = [];
    walk(root, '#', (schema, path) => {
      const judges = 'type' in schema || 'pattern' in schema;
      const isCondition = /\/(if|properties)(\/|$)/.test(path.replace(/properties\/[^/]+$/, ''));
      if (judges && !isCondition && path !== '#' && path !== '#/$defs' && !('x-expects' in schema)) silent.push(path);
    });
    expect(silent).toEqual([]);
  });
});
