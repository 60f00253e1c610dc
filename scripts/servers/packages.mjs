import { spawn } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const POLICY = '/usr/sbin/policy-rc.d';
/** Debian's packages ask this file before they start a service; 101 means that they may not. */
const NO_SERVICES = '#!/bin/sh\nexit 101\n';

/** The path of a program on PATH, or in the folders of the system's own programs. Undefined where there is none. */
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Runs a program to its end. Rejects with the end of what it said, where it fails. */
export function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    let said = '';
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        said = `${said}${chunk}`.slice(-4_000);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`\`${[file, ...args].join(' ')}\` ended with ${code}:\n${said.trim()}`));
    });
  });
}

let lastInstallation = Promise.resolve();

/**
 * Installs Debian packages without starting their services. Rejects with what to do by hand where that is not possible:
 * no apt-get, no right to use it.
 */
export async function installPackages(names, say) {
  const what = names.join(' ');
  const apt = findProgram('apt-get');
  if (apt === undefined) throw new Error(`Install ${what}: there is no apt-get here that could do it.`);
  const sudo = process.getuid?.() === 0 ? [] : [findProgram('sudo')];
  if (sudo.includes(undefined)) throw new Error(`Install it as root: apt-get install ${what}`);
  say(`installs ${what}`);
  const prefix = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', apt, '-o', 'DPkg::Lock::Timeout=300', '-y', '-q'];
  const aptGet = (...args) => run(prefix[0], [...prefix.slice(1), ...args]);
  const install = () => aptGet('install', '--no-install-recommends', ...names);
  const installOrUpdate = () =>
    install().catch(async () => {
      // The lists are missing or older than the archive.
      await aptGet('update');
      return install();
    });
  // One after the other: each puts back the policy that it has found.
  const turn = lastInstallation.then(() => withoutServices(sudo, installOrUpdate));
  lastInstallation = turn.catch(() => undefined);
  await turn;
}

/** While the action lasts, no package may start a service. What was there before is put back. */
async function withoutServices(sudo, action) {
  if (sudo.length > 0) {
    if (existsSync(POLICY)) return action();
    await run(sudo[0], ['sh', '-c', `printf '#!/bin/sh\\nexit 101\\n' > ${POLICY}; chmod 755 ${POLICY}`]);
    return action().finally(() => run(sudo[0], ['rm', '-f', POLICY]));
  }
  const before = existsSync(POLICY) ? readFileSync(POLICY) : undefined;
  writeFileSync(POLICY, NO_SERVICES);
  chmodSync(POLICY, 0o755);
  return action().finally(() => (before === undefined ? rmSync(POLICY) : writeFileSync(POLICY, before)));
}
