import { describe, expect, it } from 'vitest';
import { HostError } from './host.js';
import { createMemoryHost } from './memory-host.js';

describe('createMemoryHost', () => {
  it('writes, lists, renames and removes', () => {
    const host = createMemoryHost({ '/catalog/a.txt': 'a', '/catalog/sub/b.txt': 'b' });
    host.makeFolder('/catalog/out/deep');
    host.writeText('/catalog/out/deep/c.txt', 'c');
    host.rename('/catalog/a.txt', '/catalog/out/a.txt');
    expect(host.list('/catalog')).toEqual([
      { name: 'out', kind: 'folder' },
      { name: 'sub', kind: 'folder' },
    ]);
    host.remove('/catalog/out/deep');
    expect(host.files()).toEqual({ '/catalog/out/a.txt': 'a', '/catalog/sub/b.txt': 'b' });
    expect(host.kindOf('/catalog/out/deep')).toBeUndefined();
  });

  it('fails as a disk does', () => {
    const host = createMemoryHost(
      { '/catalog/a.txt': 'a' },
      { fail: (operation) => (operation === 'write' ? 'ENOSPC' : undefined) },
    );
    expect(() => host.readBytes('/catalog/none')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    expect(() => host.readBytes('/catalog')).toThrow(expect.objectContaining({ code: 'EISDIR' }));
    expect(() => host.list('/none')).toThrow(HostError);
    expect(() => host.writeText('/catalog/b.txt', 'b')).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
  });

  it('follows links, and removes the link rather than its target', () => {
    const host = createMemoryHost({ '/real/a.txt': 'a' }, { links: { '/catalog/link': '/real' } });
    expect(host.kindOf('/catalog/link')).toBe('link');
    expect(host.realPath('/catalog/link/a.txt')).toBe('/real/a.txt');
    expect(new TextDecoder().decode(host.readBytes('/catalog/link/a.txt'))).toBe('a');
    host.remove('/catalog/link');
    expect(host.kindOf('/catalog/link')).toBeUndefined();
    expect(host.files()).toEqual({ '/real/a.txt': 'a' });
  });
});
