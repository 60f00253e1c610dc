import { readFileSync } from 'node:fs';
import { type Host, HostError } from '../host.js';
import { createNodeHost } from '../node-host.js';
import type { Io, Output } from './context.js';
import { print } from './context.js';
import { EXIT } from './exit.js';
import { run } from './run.js';

/** What a process that a signal ends gives to its caller: 128 and the number of the signal. */
const SIGNALS = { SIGHUP: 129, SIGINT: EXIT.interrupted, SIGTERM: 143 } as const;

const ENDS = Object.entries(SIGNALS).map(([signal, code]) => ({ signal, end: () => process.exit(code) }));

/** The process around `run`: streams, signals and the exit code. */
export async function main(): Promise<void> {
  // The compiler writes in one go, so a signal is only ever seen before or after a whole set of files.
  for (const { signal, end } of ENDS) process.on(signal, end);
  const stopping = new AbortController();
  const io = {
    out: outputOf(process.stdout, () => stopping.abort()),
    err: outputOf(process.stderr),
    readInput: () => readFileSync(0),
    interruptible,
    betweenActs: () => stopOnce(stopping),
  };
  const host = hostOrRefusal(io);
  process.on('exit', refuseEarlyEnd);
  const code = host === undefined ? EXIT.input : await run(process.argv.slice(2), host, io);
  process.off('exit', refuseEarlyEnd);
  // What could not be written has set a code of its own.
  process.exitCode ??= code;
}

/** Code of `lint.plugins` may end the process with 0 before anything is found: a check that has not run must not be green. */
function refuseEarlyEnd(code: number): void {
  if (code !== EXIT.clean) return;
  process.stderr.write(
    'error: The command was ended before it was done, by code that it runs, such as `lint.plugins`.\n',
  );
  process.exitCode = EXIT.input;
}

/** Leaves signals to the system meanwhile: our own answer to them would wait for the end of the work. */
function interruptible<Result>(work: () => Result): Result {
  for (const { signal, end } of ENDS) process.off(signal, end);
  try {
    return work();
  } finally {
    for (const { signal, end } of ENDS) process.on(signal, end);
  }
}

/** Has the first Ctrl-C ask for an end, and leaves it to the next one to bring it about. */
function stopOnce(stopping: AbortController): AbortSignal {
  const ends = process.listeners('SIGINT');
  process.removeAllListeners('SIGINT');
  process.once('SIGINT', () => {
    for (const end of ends) process.on('SIGINT', end);
    stopping.abort();
  });
  return stopping.signal;
}

/** Nothing where the folder that the process runs in was deleted. */
function hostOrRefusal(io: Io): Host | undefined {
  try {
    return createNodeHost();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    print(io.err, 'error: The current folder does not exist any more.\n  help: Change to a folder that does.');
    return undefined;
  }
}

function outputOf(stream: NodeJS.WriteStream, onBroken = (): void => undefined): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    onBroken();
    // Whoever reads may stop early (`sagac lint | head`): that is no failure of ours.
    if (error.code === 'EPIPE') return;
    // Once is enough, however much cannot be written.
    if (process.exitCode === EXIT.input) return;
    process.exitCode = EXIT.input;
    const help = 'Check the disk that the output goes to.';
    if (stream !== process.stderr)
      process.stderr.write(`error: The output cannot be written (${error.code}).\n  help: ${help}\n`);
  });
  return {
    write: (text) => void stream.write(text),
    terminal: stream.isTTY === true,
    // A terminal that does not know its width, such as one of a container, says 0.
    columns: stream.columns || undefined,
  };
}
