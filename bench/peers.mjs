// What benches with other programs have in common: they are installed on demand, and catalogs in their formats come from a generator
// that is shared with the project.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SHARED = process.env.SAGAC_SHARED ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'shared');
const GENERATOR = join(SHARED, 'bench', 'compile', 'gen.mjs');

/**
 * Those of `all` that can be measured here, and why others cannot. `needs` of a peer is a path that is there when it is; what is
 * missing is installed as the lock file in `folder` says.
 */
export function preparePeers(all, folder) {
  if (!existsSync(GENERATOR)) {
    const problem = `their generator is not there (SAGAC_SHARED, ${join('bench', 'compile', 'gen.mjs')})`;
    return { peers: [], problems: [`all: ${problem}`] };
  }
  const isThere = ({ needs }) => existsSync(needs);
  const problem = all.every(isThere) ? undefined : install(folder);
  const others = all.filter((peer) => !isThere(peer));
  return {
    peers: all.filter(isThere),
    problems: others.map(({ name }) => `${name}: ${problem ?? 'not there after the installation'}`),
  };
}

function install(folder) {
  try {
    const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
    execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    return undefined;
  } catch (error) {
    return `could not be installed (${error.message.split('\n')[0]})`;
  }
}

/** Writes `count` events in every peer's format, in two states `v1` and `v2` of which one percent differs; the folders of their JSON twins. */
export function writePeerCatalogs(folder, count) {
  execFileSync(process.execPath, [GENERATOR, '--n', String(count), '--out', folder], { stdio: 'ignore' });
  return { v1: join(folder, 'v1', 'json'), v2: join(folder, 'v2', 'json') };
}
