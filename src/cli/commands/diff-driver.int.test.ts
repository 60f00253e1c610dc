import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGitFolder, type GitFolder } from '../../testing/git-folder.js';
import { SHOP, shopWith } from '../compat/testing/shop.js';

const BIN = fileURLToPath(new URL('../../../bin/sagac.js', import.meta.url));
const AVSC = '{"type":"record","name":"Order","fields":[{"name":"id","type":"string"}]}\n';

describe('diff-driver, called by git', () => {
  let folder: GitFolder;

  beforeAll(() => {
    folder = createGitFolder();
    folder.write('repo/catalog/sagac.yaml', 'catalog: shop\n');
    folder.write('repo/catalog/shop.yaml', SHOP);
    folder.write('repo/order.avsc', AVSC);
    folder.write('repo/notes.txt', 'one\n');
    folder.write('repo/.gitattributes', '*.yaml diff=sagac\n*.avsc diff=sagac\n*.txt diff=sagac\n');
    folder.git('repo', 'init', '-q', '-b', 'main');
    folder.git('repo', 'config', 'diff.sagac.command', `"${process.execPath}" "${BIN}" diff-driver`);
    folder.commit('repo');
  });

  afterAll(() => folder.remove());

  it('shows the difference and what it means, for definitions and for schemas', () => {
    folder.write('repo/catalog/shop.yaml', shopWith(['total: Money, note', 'total: Money, basket: uuid, note']));
    folder.write('repo/order.avsc', AVSC.replace('}]}', '},{"name":"total","type":"long"}]}'));
    folder.write('repo/notes.txt', 'two\n');
    const out = folder.git('repo', 'diff');
    expect(out).toContain('+    payload: { orderId: uuid, total: Money, basket: uuid, note: string? }');
    expect(out).toContain('# error field-added: `OrderPlaced` has a new field `basket`.');
    expect(out).toContain('# error READER_FIELD_MISSING_DEFAULT_VALUE: ');
    expect(out).toContain('-one\n+two\n');
  });

  it('shows files that came and went, and those that cannot be read', () => {
    folder.write('repo/catalog/shop.yaml', 'events: [\n');
    folder.git('repo', 'rm', '-q', '--cached', 'order.avsc');
    folder.write('repo/catalog/new.yaml', 'types:\n  Fee: { type: int }\n');
    folder.git('repo', 'add', '-N', 'catalog/new.yaml');
    const out = folder.git('repo', 'diff', 'HEAD');
    expect(out).toContain('diff --sagac a/catalog/shop.yaml b/catalog/shop.yaml');
    expect(out).toContain('+  Fee: { type: int }');
    expect(out).toContain('diff --sagac a/order.avsc b/order.avsc');
  });

  it('works where it is started by hand', () => {
    const argv = [BIN, 'diff-driver', 'order.avsc', '/dev/null', '.', '.', 'order.avsc', '.', '.'];
    const out = execFileSync(process.execPath, argv, { cwd: `${folder.path}/repo`, encoding: 'utf8' });
    expect(out).toContain('diff --sagac a/order.avsc b/order.avsc');
  });
});
