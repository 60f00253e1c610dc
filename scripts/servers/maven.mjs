import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findProgram, installPackages, run } from './packages.mjs';

const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sagac-services');
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';

/** Starts in seconds on a small machine: little heap, and no second compiler that would pay off after minutes only. */
export const JAVA_FLAGS = ['-Xms256m', '-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

/** Where something of Maven Central is kept for all clones. */
export function cached(name) {
  return join(CACHE, name);
}

export function findJava() {
  const own = process.env.JAVA_HOME && join(process.env.JAVA_HOME, 'bin', 'java');
  return own && existsSync(own) ? own : findProgram('java');
}

let lastFetch = Promise.resolve();

/**
 * Makes sure that there is a Java, and that the folder, one of `cached`, is there. Else its content comes from that goal of
 * Maven's dependency plugin; `argumentsIn` gives what it is to be told, for a folder in which it may lay files. `what` is for people.
 */
export async function installWithMaven({ folder, what, goal, argumentsIn }, say) {
  const missing = [];
  if (findJava() === undefined) missing.push('default-jre-headless');
  if (!existsSync(folder) && findProgram('mvn') === undefined) missing.push('maven');
  if (missing.length > 0) await installPackages(missing, say);
  // One after the other: two would write the same files of Maven's own.
  const turn = lastFetch.then(() => existsSync(folder) || fetchInto({ folder, what, goal, argumentsIn }, say));
  lastFetch = turn.catch(() => undefined);
  await turn;
}

async function fetchInto({ folder, what, goal, argumentsIn }, say) {
  say(`fetches ${what} with Maven`);
  mkdirSync(CACHE, { recursive: true });
  // Beside the final folder, so that a download that is cut off leaves nothing half.
  const work = mkdtempSync(join(CACHE, 'fetch-'));
  try {
    const args = ['-B', '-q', `${PLUGIN}:${goal}`, ...argumentsIn(work), `-DoutputDirectory=${join(work, 'found')}`];
    const fetch = () => run(findProgram('mvn'), args, { cwd: work });
    // A large download may break off; Maven keeps what has arrived.
    await fetch().catch(fetch);
    renameSync(join(work, 'found'), folder);
  } catch (error) {
    // Another clone may have been quicker.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
