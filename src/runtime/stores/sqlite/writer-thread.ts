import { resolve as resolvePath } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SagaError } from '../../errors.js';
import type { Outcome } from './group-writer.js';
import type { PlainWrite } from './plain-write.js';
import { type FromWriter, unpackOutcome } from './writer-messages.js';

interface Pending {
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A thread with a connection of its own, for writing groups while the main thread computes: on the main thread, writing
 * and waiting for the disk is a third of a busy worker's time. It needs tens of milliseconds to start and about 20 MB, so
 * it is started when a first big group comes; until it is ready, and where it cannot be, groups are written on the main
 * thread. It takes more processor time in all, so it gains nothing where no second processor is free.
 */
export class WriterThread {
  readonly #script: string;
  readonly #path: string;
  #worker: Worker | undefined;
  #state: 'new' | 'starting' | 'ready' | 'gone' = 'new';
  readonly #pending: Pending[] = [];

  /** `script` is the path of the bundled `writer-script.ts`, `path` that of the store. */
  constructor(script: string, path: string) {
    this.#script = script;
    this.#path = resolvePath(path);
  }

  get isReady(): boolean {
    return this.#state === 'ready';
  }

  /** Starts the thread unless that was tried before. A thread that cannot start is never ready. */
  start(): void {
    if (this.#state !== 'new') return;
    this.#state = 'starting';
    try {
      this.#worker = this.#listen(new Worker(this.#script, { workerData: this.#path, execArgv: [] }));
    } catch {
      this.#state = 'gone';
    }
  }

  /** Writes a group, after those before it. Rejects where the thread ends before it has told the outcomes. */
  write(writes: readonly PlainWrite[]): Promise<readonly Outcome[]> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ resolve, reject });
      // A process lives as long as it waits for a write.
      this.#worker?.ref();
      this.#worker?.postMessage(writes);
    });
  }

  /** Ends the thread when nothing is being written. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined || this.#state === 'gone') return;
    worker.ref();
    worker.postMessage('close');
    await new Promise((resolve) => worker.once('exit', resolve));
  }

  #listen(worker: Worker): Worker {
    worker.on('message', (message: FromWriter) => this.#hear(message));
    // What it died of is told by the exit that follows; what was in flight may be written or not.
    worker.on('error', () => undefined);
    worker.on('exit', () => this.#end());
    // Last, as a listener for messages makes the process wait for them again.
    worker.unref();
    return worker;
  }

  #hear(message: FromWriter): void {
    if (message === 'ready') {
      this.#state = 'ready';
      return;
    }
    const pending = this.#pending.shift();
    if (this.#pending.length === 0) this.#worker?.unref();
    pending?.resolve(message.map(unpackOutcome));
  }

  #end(): void {
    this.#state = 'gone';
    const text = `the thread that writes \`${this.#path}\` has ended; whether its last writes are there is not known`;
    const error = new SagaError('store-unreachable', text);
    for (const { reject } of this.#pending.splice(0)) reject(error);
  }
}
