import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive, thisProcess } from './processes.mjs';

/** Of this clone, so that two clones do not disturb each other. `SAGAC_SERVICES_FOLDER` names another one. */
const FOLDER = process.env.SAGAC_SERVICES_FOLDER || fileURLToPath(new URL('../../.services', import.meta.url));

/** The servers of this clone, by name, as `makeSite` gives them. Empty where none has been started. */
export function readState(folder = FOLDER) {
  try {
    return JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')).servers;
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw new Error(`${join(folder, 'state.json')} cannot be read: ${error.message}`);
  }
}

/** Whole or not at all. Without servers, nothing stays. */
export function writeState(servers, folder = FOLDER) {
  const path = join(folder, 'state.json');
  if (Object.keys(servers).length === 0) return rmSync(path, { force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify({ servers }, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** One process at a time starts or stops servers of a clone; another one waits. */
export async function alone(action, folder = FOLDER) {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'lock.json');
  while (!take(lock)) await sleep(100);
  try {
    return await action();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(thisProcess()));
  try {
    // A link is there at once and whole, so that nobody reads half a lock.
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isHeld(lock)) rmSync(lock, { force: true });
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

function isHeld(lock) {
  try {
    return isAlive(JSON.parse(readFileSync(lock, 'utf8')));
  } catch {
    // Given back meanwhile.
    return false;
  }
}
