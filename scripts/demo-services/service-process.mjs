import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the generated `main.ts` prints when all channels are subscribed to. */
const READY = /listens to .*; Ctrl-C stops it/;
/** For a process to end, or to be ready. */
const PATIENCE = 60_000;
/** For one whose broker or database may be away for now. */
const LONG_PATIENCE = 300_000;
const LAST_LINES = 15;
/** How long a process that has ended by itself stays away, as a platform would have it. */
const RESTART_AFTER = 500;

/**
 * A service as a process of its own: `node dist/main.js` in its folder. One that ends unasked is started again after a moment, and
 * stands in `exits` with its last words.
 */
export function createService({ name, folder, env, logs, onStart = () => undefined }) {
  const exits = [];
  const waiters = new Set();
  let child;
  let isReady = false;
  let isWanted = false;

  function launch() {
    // A group of its own: Ctrl-C reaches the parent alone, which ends its services in order.
    const options = { cwd: folder, env: { ...process.env, ...env }, detached: true, serialization: 'advanced' };
    const own = spawn(process.execPath, [join('dist', 'main.js')], {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const log = createWriteStream(join(logs, `${name}.log`), { flags: 'a' });
    // Without its log a service is still worth running.
    log.on('error', () => undefined);
    const lines = [];
    const hear = (chunk) => {
      log.write(chunk);
      lines.push(...String(chunk).trimEnd().split('\n'));
      lines.splice(0, lines.length - LAST_LINES);
      if (!isReady && child === own && READY.test(String(chunk))) {
        isReady = true;
        for (const { resolve } of waiters) resolve();
      }
    };
    own.stdout.on('data', hear);
    own.stderr.on('data', hear);
    child = own;
    isReady = false;
    onStart(own);
    // Not `exit`: its last words may still be in the pipe then.
    own.once('close', (code, signal) => {
      log.end();
      child = undefined;
      isReady = false;
      const exit = { how: signal === null ? `with ${code}` : `by ${signal}`, lines };
      if (!isWanted) return;
      exits.push(exit);
      for (const { ended } of waiters) ended(exit);
      void sleep(RESTART_AFTER).then(() => {
        if (isWanted && child === undefined) launch();
      });
    });
  }

  async function untilReady(isPatient) {
    if (isReady) return;
    let stopWaiting = () => undefined;
    await new Promise((resolve, reject) => {
      const ms = isPatient ? LONG_PATIENCE : PATIENCE;
      const timer = setTimeout(() => reject(new Error(`${name} was not ready after ${ms / 1_000} s`)), ms);
      const ended = ({ how, lines }) => {
        if (!isPatient)
          reject(new Error(`${name} ended ${how} before it was ready. Its last words:\n${lines.join('\n')}`));
      };
      const waiter = { resolve, ended };
      waiters.add(waiter);
      stopWaiting = () => {
        clearTimeout(timer);
        waiters.delete(waiter);
      };
    }).finally(() => stopWaiting());
  }

  /** Resolves when it listens. Rejects where its process ends before, unless it `isPatient`: then the next one may fare better. */
  async function start({ isPatient = false } = {}) {
    isWanted = true;
    if (child === undefined) launch();
    await untilReady(isPatient);
  }

  /** Ends the process and resolves when it has gone. With SIGKILL it has no time for anything; SIGTERM is how one stops a service. */
  async function kill(signal = 'SIGKILL') {
    isWanted = false;
    const ending = child;
    if (ending === undefined) return;
    const gone = once(ending, 'close');
    ending.kill(signal);
    const timer = setTimeout(() => ending.kill('SIGKILL'), PATIENCE);
    await gone;
    clearTimeout(timer);
  }

  return {
    name,
    exits,
    get pid() {
      return child?.pid;
    },
    start,
    kill,
    /** Sends a signal and goes on: SIGSTOP, SIGCONT. */
    signal: (signal) => void child?.kill(signal),
    /** Resolves when it listens again, which it may not do while its broker or database is away. */
    async restart() {
      await kill('SIGKILL');
      await start({ isPatient: true });
    },
  };
}
