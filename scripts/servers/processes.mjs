import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Starts a program that outlives this one, in a process group of its own, with its output at the end of the log file.
 * Resolves to `{ pid, began }`: the number and when it began, by which it is known again after the number has gone round.
 */
export function launch({ file, args, env = {}, uid, gid }, { folder, log }) {
  const output = openSync(log, 'a');
  const options = { cwd: folder, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', output, output] };
  const child = spawn(file, args, { ...options, ...(uid === undefined ? {} : { uid, gid }) });
  closeSync(output);
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve({ pid: child.pid, began: beginningOf(child.pid) }));
  });
}

/** This process, in the same form. */
export function thisProcess() {
  return { pid: process.pid, began: beginningOf(process.pid) };
}

export function isAlive({ pid, began }) {
  const found = beginningOf(pid);
  return found !== undefined && found === began;
}

/** When the process began, in units of the system. Undefined where it has ended, as one that only waits to be reaped. */
function beginningOf(pid) {
  try {
    if (process.platform !== 'linux') {
      const [state, ...began] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
        .trim()
        .split(/\s+/);
      return state?.startsWith('Z') ? undefined : began.join(' ');
    }
    // The name before may hold anything, brackets too.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** `one` is what `launch` has given. Sends the signal and waits for the end; what has not ended after `patience` milliseconds is killed with its children. */
export async function end(one, signal, patience = 60_000) {
  if (!isAlive(one)) return;
  // Children too: a server that is killed cannot end them itself.
  process.kill(signal === 'SIGKILL' ? -one.pid : one.pid, signal);
  if (await isOver(one, patience)) return;
  process.kill(-one.pid, 'SIGKILL');
  if (!(await isOver(one, 10_000))) throw new Error(`Process ${one.pid} does not end`);
}

async function isOver(one, patience) {
  for (const began = Date.now(); isAlive(one); await sleep(20)) {
    if (Date.now() - began > patience) return false;
  }
  return true;
}
