import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { down, up } from './up-and-down.mjs';
import { variableOf } from './urls.mjs';

/**
 * Runs a command with these servers, whose URLs are in its environment, and stops those of them that it has started
 * itself. Resolves to the exit code of the command, or to 1 where a server cannot be had.
 */
export async function runWith(names, command, say) {
  const signals = heardSignals();
  const { urls, started, failed } = await up(names, say);
  try {
    for (const [name, error] of Object.entries(failed)) say(`${name}: ${error.message}`);
    if (Object.keys(failed).length > 0) return 1;
    const variables = Object.entries(urls).map(([name, url]) => [variableOf(name), url]);
    const environment = { ...process.env, ...Object.fromEntries(variables), SAGAC_REQUIRE_SERVERS: '1' };
    return await runToItsEnd(command, environment, signals);
  } finally {
    if (started.length > 0) await down(started, say);
  }
}

async function runToItsEnd([file, ...args], env, signals) {
  if (signals.heard !== undefined) return 128 + constants.signals[signals.heard];
  const child = spawn(file, args, { env, stdio: 'inherit' });
  signals.pass = (signal) => child.kill(signal);
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...how) => resolve(how));
  });
  return signal === null ? code : 128 + constants.signals[signal];
}

/** A signal ends the command and not this process, which has servers to stop. */
function heardSignals() {
  const signals = { heard: undefined, pass: () => undefined };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      signals.heard = signal;
      signals.pass(signal);
    });
  }
  return signals;
}
