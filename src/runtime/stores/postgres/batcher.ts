/** Fewer than that are not divided: where several workers share a server, larger batches win more than overlap does. */
const WORTH_DIVIDING = 50;

/** How things that arrive one by one are done many at a time. */
export interface BatcherOptions<Item, Result> {
  /** Most items of a batch. */
  readonly limit: number;
  /** Most bytes of a batch, if it has more than one item. */
  readonly maxBytes: number;
  /** Batches that may be on their way at once. */
  readonly parallel: number;
  readonly bytesOf: (item: Item) => number;
  /** Items that share a key are never on their way at once, and keep their order. */
  readonly keysOf: (item: Item) => readonly string[];
  /** Results in the order of the items. */
  readonly run: (items: readonly Item[]) => Promise<readonly Result[]>;
}

export interface Batcher<Item, Result> {
  add(item: Item): Promise<Result>;
  /** Resolves when nothing is waiting or on its way. */
  drained(): Promise<void>;
}

interface Entry<Item, Result> {
  readonly item: Item;
  readonly keys: readonly string[];
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** Makes a batcher: what arrives while a batch is on its way forms the next one. */
export function createBatcher<Item, Result>(options: BatcherOptions<Item, Result>): Batcher<Item, Result> {
  let waiting: Entry<Item, Result>[] = [];
  let running = 0;
  let underway = 0;
  let scheduled = false;
  let idle: (() => void)[] = [];
  const busy = new Set<string>();

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    // Not at once: what else this turn of the event loop brings comes along.
    setImmediate(() => {
      scheduled = false;
      flush();
    });
  }

  function flush(): void {
    while (running < options.parallel && waiting.length > 0) {
      const batch = take();
      if (batch.length === 0) return;
      void send(batch);
    }
  }

  function take(): readonly Entry<Item, Result>[] {
    // Half of what there is, so that one half is written while whoever waited for the other one goes on.
    const half = Math.max(WORTH_DIVIDING, Math.ceil((waiting.length + underway) / 2));
    const { batch, left } = divide(waiting, busy, { ...options, limit: Math.min(options.limit, half) });
    waiting = left;
    return batch;
  }

  async function send(batch: readonly Entry<Item, Result>[]): Promise<void> {
    running += 1;
    underway += batch.length;
    const tell = await runBatch(options.run, batch);
    running -= 1;
    for (const key of batch.flatMap(({ keys }) => keys)) busy.delete(key);
    // The next batch is on its way before anybody hears of this one.
    flush();
    underway -= batch.length;
    tell();
    if (waiting.length === 0 && running === 0) rest();
  }

  function rest(): void {
    for (const resolve of idle) resolve();
    idle = [];
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, keys: options.keysOf(item), resolve, reject });
        if (running < options.parallel) schedule();
      }),
    drained: () =>
      waiting.length === 0 && running === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve)),
  };
}

/** The next batch, whose keys are busy from now on, and what is left for later ones. */
function divide<Item, Result>(
  waiting: readonly Entry<Item, Result>[],
  busy: Set<string>,
  { limit, maxBytes, bytesOf }: Pick<BatcherOptions<Item, Result>, 'limit' | 'maxBytes' | 'bytesOf'>,
): { readonly batch: Entry<Item, Result>[]; readonly left: Entry<Item, Result>[] } {
  const batch: Entry<Item, Result>[] = [];
  const left: Entry<Item, Result>[] = [];
  const passed = new Set<string>();
  let bytes = 0;
  for (const entry of waiting) {
    bytes += bytesOf(entry.item);
    const isFull = batch.length === limit || (batch.length > 0 && bytes > maxBytes);
    const mustWait = isFull || entry.keys.some((key) => busy.has(key) || passed.has(key));
    for (const key of entry.keys) (mustWait ? passed : busy).add(key);
    (mustWait ? left : batch).push(entry);
  }
  return { batch, left };
}

/** Gives how to tell everybody what came of the batch. */
async function runBatch<Item, Result>(
  run: BatcherOptions<Item, Result>['run'],
  batch: readonly Entry<Item, Result>[],
): Promise<() => void> {
  try {
    const results = await run(batch.map(({ item }) => item));
    return () => {
      for (const [index, result] of results.entries()) batch[index]?.resolve(result);
    };
  } catch (error) {
    return () => {
      for (const { reject } of batch) reject(error);
    };
  }
}
