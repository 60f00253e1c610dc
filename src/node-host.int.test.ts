import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
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

  it('copies permissions', () => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to')];
    for (const path of [from, to]) host.writeText(path, 'x');
    chmodSync(from, 0o640);
    host.copyAccess(from, to);
    expect(statSync(to).mode & 0o777).toBe(0o640);
  });

  it.runIf(existsSync('/dev/zero'))('reads no device, which might never end', () => {
    symlinkSync('/dev/zero', join(folder, 'zero'));
    expect(() => host.readBytes(join(folder, 'zero'))).toThrow(expect.objectContaining({ code: 'ENOTSUP' }));
  });

  it('makes folders with their parents, and says where it cannot', () => {
    host.makeFolder(join(folder, 'a/b/c'));
    host.makeFolder(join(folder, 'a/b/c'));
    expect(host.kindOf(join(folder, 'a/b/c'))).toBe('folder');
    host.writeText(join(folder, 'file'), 'x');
    expect(() => host.makeFolder(join(folder, 'file/x'))).toThrow(HostError);
  });

  it.runIf(existsSync('/proc/self'))('does not try for ever where no folder can be made', () => {
    expect(() => host.makeFolder('/proc/none/below')).toThrow(HostError);
  });
});
