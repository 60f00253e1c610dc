import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './answers.mjs';
import { freePorts } from './ports.mjs';
import { end, isAlive, launch } from './processes.mjs';
import { makeSecrets } from './secrets.mjs';
import { KINDS } from './server-kinds.mjs';

const PATIENCE = 120_000;
const LOG_LINES = 30;

/**
 * A place for a server with empty data: `{ name, folder, log, ports, options, secrets, url, processes }`. It can be written as
 * JSON and read by another process; the functions below change `processes`. There are `secrets` where `options.secured` says so.
 */
export async function makeSite(name, { options = {}, say = () => undefined } = {}) {
  const kind = KINDS[name];
  await kind.install(say);
  const folder = mkdtempSync(join(tmpdir(), `sagac-${name}-`));
  try {
    const names = [...kind.ports, ...((options.secured && kind.securedPorts) || [])];
    const numbers = await freePorts(names.length);
    const ports = Object.fromEntries(names.map((port, index) => [port, numbers[index]]));
    const site = { name, folder, log: join(folder, 'log.txt'), ports, options, processes: {} };
    if (options.secured) {
      if (kind.secure === undefined) throw new Error(`${name} cannot be started as a secured server`);
      site.secrets = await makeSecrets(folder, say);
      Object.assign(site.secrets, await kind.secure(site));
    }
    site.url = kind.url(site);
    await kind.prepare(site);
    return site;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Starts what does not run of it, and resolves when the server answers. Rejects with the end of its log. `launched` is
 * called when the processes are known, before the server answers.
 */
export async function startSite(site, launched = () => undefined) {
  for (const [role, command] of Object.entries(KINDS[site.name].commands(site))) {
    const running = site.processes[role];
    if (running === undefined || !isAlive(running)) site.processes[role] = await launch(command, site);
    launched();
  }
  for (const began = Date.now(); !(await answers(site.name, site.url, site.secrets)); await sleep(50)) {
    const ended = !isAlive(site.processes.server);
    if (!ended && Date.now() - began < PATIENCE) continue;
    const what = ended ? 'ended while it started' : `has not answered for ${PATIENCE / 1_000} seconds`;
    throw new Error(`${site.name} ${what}. The end of its log:\n${endOfLog(site)}`);
  }
}

/** `kill` is like a crash of the server; `stop` asks it to end. Port and data stay. */
export async function stopSite(site, mode) {
  const { server } = site.processes;
  if (server !== undefined) await end(server, KINDS[site.name].signals[mode]);
}

/** Stops it, and what has been started for it, and deletes its data. */
export async function removeSite(site) {
  await stopSite(site, 'kill');
  for (const one of Object.values(site.processes)) await end(one, 'SIGKILL');
  rmSync(site.folder, { recursive: true, force: true, maxRetries: 5 });
}

export function isRunning(site) {
  return site.processes.server !== undefined && isAlive(site.processes.server);
}

function endOfLog({ log }) {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-LOG_LINES).join('\n');
}
