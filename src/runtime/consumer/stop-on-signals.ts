import { describeError } from '../errors.js';

export interface StopOptions {
  /** Default: SIGTERM, as platforms send it, and SIGINT of Ctrl-C. */
  readonly signals?: readonly NodeJS.Signals[];
  /** How long to wait before the process ends all the same, in milliseconds. Default 30000. */
  readonly timeoutMs?: number;
}

/**
 * Stops the service when the process is told to end: `stop` is called once, then the process exits with 0, or with 1 where
 * `stop` fails or takes too long. A second signal ends it at once. The function that comes back takes the handlers off again.
 */
export function stopOnSignals(stop: () => Promise<unknown>, options: StopOptions = {}): () => void {
  const { signals = ['SIGTERM', 'SIGINT'], timeoutMs = 30_000 } = options;
  let isStopping = false;

  function end(code: number, why?: string): void {
    if (why !== undefined) process.stderr.write(`sagac: ${why}\n`);
    process.exit(code);
  }
  function onSignal(signal: NodeJS.Signals): void {
    if (isStopping) {
      end(1, `${signal} again: stopped at once`);
      return;
    }
    isStopping = true;
    setTimeout(() => end(1, `not stopped after ${timeoutMs} ms`), timeoutMs).unref();
    void stop().then(
      () => end(0),
      (error: unknown) => end(1, describeError(error)),
    );
  }

  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
