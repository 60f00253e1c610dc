import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostError } from './host.js';
import { createNodeHost } from './node-host.js';

const host = createNodeHost();
let folder = '';

beforeEach(() => {
  folder = host.realPath(mkdtempSync(join(tmpdir(), 'sagac-host-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('createNodeHost', () => {
  it('writes, lists in code-unit order, renames and removes', () => {
    host.makeFolder(join(folder, 'b/c'));
    host.writeText(join(folder, 'b/c/x.txt'), 'x');
    host.writeText(join(folder, 'a.txt'), 'a');
    host.writeText(join(folder, 'Z.txt'), 'z');
    expect(host.list(folder)).toEqual([
      { name: 'Z.txt', kind: 'file' },
      { name: 'a.txt', kind: 'file' },
      { name: 'b', kind: 'folder' },
    ]);
    host.rename(join(folder, 'a.txt'), join(folder, 'b/a.txt'));
    expect(new TextDecoder().decode(host.readBytes(join(folder, 'b/a.txt')))).toBe('a');
    host.remove(join(folder, 'b'));
    expect(host.kindOf(join(folder, 'b'))).toBeUndefined();
  });

  it('sees links as links and follows them when asked', () => {
    symlinkSync(folder, join(folder, 'link'));
    expect(host.kindOf(join(folder, 'link'))).toBe('link');
    expect(host.realPath(join(folder, 'link'))).toBe(folder);
  });

  it('throws nothing but host errors', () => {
    const missing = join(folder, 'none');
    expect(() => host.readBytes(missing)).toThrow(HostError);
    expect(() => host.readBytes(missing)).toThrow(expect.objectContaining({ code: 'ENOENT', path: missing }));
    expect(() => host.list(missing)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    expect(() => host.readBytes(folder)).toThrow(expect.objectContaining({ code: 'EISDIR' }));
    expect(() => host.remove(missing)).toThrow(HostError);
    expect(host.kindOf(missing)).toBeUndefined();
  });
});
