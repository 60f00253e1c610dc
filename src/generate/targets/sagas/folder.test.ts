import { describe, expect, it } from 'vitest';
import { fixtureCatalog, loadTemplate } from '../../testing/catalog.js';
import { sagas } from './index.js';

function pathsWith(options: Readonly<Record<string, string>>): readonly string[] {
  const template = (file: string) => loadTemplate('sagas', file);
  const catalog = fixtureCatalog('shop');
  return sagas.generate({ catalog, options, template, earlier: () => undefined }).files.map(({ path }) => path);
}

describe('the folder of a saga', () => {
  it('is in that of the service which runs it, where the option says so', () => {
    const paths = pathsWith({ folder: 'src/sagas' });
    expect(paths).toContain('order/src/sagas/checkout/orchestrator.ts');
    expect(paths.filter((path) => !path.startsWith('order/src/sagas/checkout/'))).toEqual([]);
  });

  it('is by itself otherwise', () => {
    expect(pathsWith({})).toContain('checkout/orchestrator.ts');
  });
});
