import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeHost } from '../../node-host.js';
import type { GeneratedTarget } from '../run-entries.js';
import { applyPlan } from './apply-plan.js';
import { planWrite } from './write-plan.js';

describe('writing to a real disk', () => {
  const host = createNodeHost();
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sagac-write-'));
    mkdirSync(join(root, 'catalog'));
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function write(texts: Readonly<Record<string, string>>): readonly string[] {
    const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
    const outputs: readonly GeneratedTarget[] = [{ target: 'one', out: 'out', files }];
    const { value } = planWrite(host, join(root, 'catalog'), outputs);
    return applyPlan(host, value).map((diagnostic) => diagnostic.code);
  }

  function filesBelow(folder: string): readonly string[] {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort();
  }

  it('makes folders, replaces, deletes and leaves no drafts', () => {
    expect(write({ 'a.ts': 'a\n', 'deep/er/b.ts': 'b\n' })).toEqual([]);
    expect(write({ 'a.ts': 'grün\n', 'c.ts': '' })).toEqual([]);
    expect(filesBelow('catalog')).toEqual(['.sagac-manifest.json', 'a.ts', 'c.ts']);
    expect(readdirSync(join(root, 'catalog/out')).sort()).toEqual(['.sagac-manifest.json', 'a.ts', 'c.ts']);
    expect(readFileSync(join(root, 'catalog/out/a.ts'), 'utf8')).toBe('grün\n');
  });

  it('touches no file that stays as it is', () => {
    write({ 'a.ts': 'a\n', 'b.ts': 'b\n' });
    const stamp = (name: string) => statSync(join(root, 'catalog/out', name), { bigint: true });
    const before = stamp('a.ts');
    write({ 'a.ts': 'a\n', 'b.ts': 'new\n' });
    expect([stamp('a.ts').ino, stamp('a.ts').mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  it('follows no symbolic link out of the catalog', () => {
    mkdirSync(join(root, 'elsewhere'));
    writeFileSync(join(root, 'elsewhere/a.ts'), 'precious\n');
    symlinkSync('../elsewhere', join(root, 'catalog/out'));
    expect(write({ 'a.ts': 'a\n' })).toEqual(['output-leaves-catalog']);
    expect(filesBelow('elsewhere')).toEqual(['a.ts']);
    expect(readFileSync(join(root, 'elsewhere/a.ts'), 'utf8')).toBe('precious\n');
  });

  it('reports a dangling link in the way instead of failing', () => {
    symlinkSync('nowhere', join(root, 'catalog/out'));
    expect(write({ 'a.ts': 'a\n' })).toEqual(['output-not-written']);
  });
});
