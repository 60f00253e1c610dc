import { describe, expect, it } from 'vitest';
import { HostError } from '../host.js';
import { createMemoryHost, type HostOperation } from '../memory-host.js';
import { writeWhole } from './write-whole.js';

describe('writeWhole', () => {
  it('writes a new file with its folders, and replaces an old one', () => {
    const host = createMemoryHost({ '/catalog/old.json': 'old' });
    writeWhole(host, '/catalog/a/b/new.json', 'new');
    writeWhole(host, '/catalog/old.json', 'new');
    expect(host.files()).toEqual({ '/catalog/a/b/new.json': 'new', '/catalog/old.json': 'new' });
  });

  it.each<HostOperation>(['write', 'rename', 'access'])(
    'leaves what was there when the disk says no to %s',
    (wanted) => {
      const fail = (operation: HostOperation) => (operation === wanted ? 'ENOSPC' : undefined);
      const host = createMemoryHost({ '/catalog/old.json': 'old' }, { fail });
      expect(() => writeWhole(host, '/catalog/old.json', 'new')).toThrow(HostError);
      expect(host.files()).toEqual({ '/catalog/old.json': 'old' });
    },
  );

  it('writes to a link as it is', () => {
    const host = createMemoryHost({ '/real.json': 'old' }, { links: { '/catalog/link.json': '/real.json' } });
    writeWhole(host, '/catalog/link.json', 'new');
    expect(host.files()).toEqual({ '/real.json': 'new' });
  });
});
