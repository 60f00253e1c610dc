import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/**
 * Installs the other engines as this folder's lock file says, unless they are there. No install scripts: one of the
 * packages below would report the installation to its vendor.
 */
export async function installPeers() {
  if (Object.keys(peerVersions()).every(isInstalled)) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const install = promisify(execFile)(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: FOLDER });
  await install.catch(({ stderr, message }) => {
    const reason = stderr?.match(/^npm error (.*)/m)?.[1] ?? message;
    throw new Error(`the other engines could not be installed: ${reason}`);
  });
}

/** Exact versions of the other engines, by package. */
export function peerVersions() {
  return JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')).dependencies;
}

function isInstalled(name) {
  const manifest = join(FOLDER, 'node_modules', name, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === peerVersions()[name];
}

/** Loads one of the other engines, which only modules in this folder can see. */
export function importPeer(name) {
  return import(name);
}

/** Path of the Restate server's program for this machine. */
export function restateProgram() {
  const name = `@restatedev/restate-server-${process.platform}-${process.arch}`;
  const program = join(FOLDER, 'node_modules', name, 'bin', 'restate-server');
  if (existsSync(program)) return program;
  throw new Error(`Restate has no server for ${process.platform}-${process.arch}`);
}
