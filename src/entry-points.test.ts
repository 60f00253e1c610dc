import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
}

function read(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

const { exports } = JSON.parse(read('package.json')) as Manifest;
const entries = Object.entries(exports).flatMap(([name, target]) =>
  typeof target === 'string' ? [] : [{ name, target }],
);
const { files } = JSON.parse(read('tsconfig.build.json')) as { readonly files: readonly string[] };

describe.each(entries)('the entry point $name', ({ target }) => {
  const source = target.types.replace('./dist/types/', 'src/').replace(/\.d\.ts$/, '.ts');

  it('has its declarations written', () => {
    expect(files).toContain(source);
  });

  it('is bundled', () => {
    const bundle = target.default.replace('./dist/', '').replace(/\.js$/, '');
    const name = /^\w+$/.test(bundle) ? bundle : `'${bundle}'`;
    expect(read('scripts/build.mjs')).toContain(`${name}: '${source}'`);
  });
});

it('no declarations are written but for entry points', () => {
  expect(files).toHaveLength(entries.length);
});
