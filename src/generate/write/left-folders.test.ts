import { describe, expect, it } from 'vitest';
import { createMemoryHost } from '../../memory-host.js';
import { leftFolders } from './left-folders.js';

describe('leftFolders', () => {
  it('tells of outputs that no target has any more, and of no others', () => {
    const manifest = (folder: string) => [`/catalog/${folder}/.sagac-manifest.json`, '{}'] as const;
    const host = createMemoryHost(
      {
        ...Object.fromEntries(['g/old', 'g/new', '.hidden/g', 'node_modules/g', 'inner/g'].map(manifest)),
        '/catalog/sagac.yaml': 'catalog: shop',
        '/catalog/inner/sagac.yaml': 'catalog: inner',
        '/elsewhere/.sagac-manifest.json': '{}',
        '/catalog/locked/x': '',
      },
      {
        links: { '/catalog/link': '/elsewhere' },
        fail: (operation, path) => (operation === 'list' && path.endsWith('locked') ? 'EACCES' : undefined),
      },
    );
    const found = leftFolders(host, '/catalog', ['g/new']);
    expect(found.map(({ code, severity, span }) => [code, severity, span?.file])).toEqual([
      ['left-over-output', 'warning', 'g/old/.sagac-manifest.json'],
    ]);
  });
});
