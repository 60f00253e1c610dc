import { createNodeHost } from '../node-host.js';
import type { Output } from './context.js';
import { EXIT } from './exit.js';
import { run } from './run.js';

/** The process around `run`: streams, signals and the exit code. */
export async function main(): Promise<void> {
  // The compiler writes in one go, so a signal is only ever seen before or after a whole set of files.
  process.on('SIGINT', () => process.exit(EXIT.interrupted));
  const io = { out: outputOf(process.stdout), err: outputOf(process.stderr) };
  process.exitCode = await run(process.argv.slice(2), createNodeHost(), io);
}

function outputOf(stream: NodeJS.WriteStream): Output {
  // Whoever reads may stop early (`sagac lint | head`): that is no failure of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => void stream.write(text),
    terminal: stream.isTTY === true,
    columns: stream.columns,
  };
}
