import type { Broker } from '../broker/broker.js';
import type { WaitingRow } from './outbox-store.js';
import { publishRow, type Refusal } from './publish-row.js';

/** What became of messages since the last time that it was asked. */
export interface Done {
  readonly published: readonly WaitingRow[];
  readonly refused: readonly Refusal[];
}

interface Publishing {
  readonly broker: Broker;
  readonly now: () => number;
  /** Messages on their way at once. */
  readonly concurrency: number;
  /** Asked before each message; false leaves it, and what comes behind it, in the outbox. */
  readonly mayPublish: (shard: number) => Promise<boolean>;
  /** Called when so many messages are done with, or none is left. */
  readonly enough: number;
  readonly onEnough: () => void;
}

/** The messages of one channel and key, in order. */
interface Line {
  readonly name: string;
  readonly rows: WaitingRow[];
  /** Its first message is on its way. */
  isBusy: boolean;
  /**
   * A message was refused or left: nothing that was read before the database knows of it may be published, for it could come
   * from behind that message.
   */
  isBroken: boolean;
}

/**
 * Messages that were read from the outbox and are not written down as published or failed yet. One message of each line is on its
 * way at a time, and lines take turns.
 */
export class Lines {
  readonly #publishing: Publishing;
  readonly #lines = new Map<string, Line>();
  readonly #ready: Line[] = [];
  /** Read and not settled. */
  readonly #open = new Map<number, WaitingRow>();
  readonly #workers = new Set<Promise<void>>();
  #published: WaitingRow[] = [];
  #refused: Refusal[] = [];
  #unfinished = 0;
  #lastSuccessAt = Number.NEGATIVE_INFINITY;

  constructor(publishing: Publishing) {
    this.#publishing = publishing;
  }

  /** The messages that are not settled. */
  get open(): readonly WaitingRow[] {
    return [...this.#open.values()];
  }

  /** Messages that wait or are on their way. */
  get unfinished(): number {
    return this.#unfinished;
  }

  /** When the broker last took a message. */
  get lastSuccessAt(): number {
    return this.#lastSuccessAt;
  }

  /** Whether nothing of the shard is unsettled. */
  isIdle(shard: number): boolean {
    return [...this.#open.values()].every((row) => row.shard !== shard);
  }

  /** Lines up messages that were read after what was done had been settled, and publishes them. */
  add(rows: readonly WaitingRow[]): void {
    for (const row of rows) this.#append(row);
    const missing = Math.min(this.#publishing.concurrency - this.#workers.size, this.#ready.length);
    for (let index = 0; index < missing; index += 1) {
      const worker: Promise<void> = this.#work().finally(() => this.#workers.delete(worker));
      this.#workers.add(worker);
    }
  }

  /** What is to be settled. With it broken lines are forgotten: what is read from then on knows what was refused. */
  takeDone(): Done {
    const done = { published: this.#published, refused: this.#refused };
    this.#published = [];
    this.#refused = [];
    for (const { name, isBroken } of this.#lines.values()) if (isBroken) this.#lines.delete(name);
    return done;
  }

  /** The outbox knows it, so it is not read again. */
  forget({ published, refused }: Done): void {
    for (const { seq } of published) this.#open.delete(seq);
    for (const { row } of refused) this.#open.delete(row.seq);
  }

  /** It could not be settled: it is done all the same, and told again. */
  putBack({ published, refused }: Done): void {
    this.#published.unshift(...published);
    this.#refused.unshift(...refused);
  }

  /** Resolves when nothing is on its way any more. */
  async rest(): Promise<void> {
    while (this.#workers.size > 0) await Promise.all(this.#workers);
  }

  #append(row: WaitingRow): void {
    const name = JSON.stringify([row.channel, row.key]);
    const line = this.#lines.get(name) ?? { name, rows: [], isBusy: false, isBroken: false };
    if (line.isBroken) return;
    this.#lines.set(name, line);
    this.#open.set(row.seq, row);
    this.#unfinished += 1;
    line.rows.push(row);
    if (!line.isBusy && line.rows.length === 1) this.#ready.push(line);
  }

  async #work(): Promise<void> {
    for (let line = this.#ready.shift(); line !== undefined; line = this.#ready.shift()) {
      const [row] = line.rows.splice(0, 1);
      if (row === undefined) continue;
      line.isBusy = true;
      await this.#publish(line, row);
      line.isBusy = false;
      if (line.rows.length > 0) this.#ready.push(line);
      else if (!line.isBroken) this.#lines.delete(line.name);
      const { enough, onEnough } = this.#publishing;
      if (this.#unfinished === 0 || this.#published.length + this.#refused.length >= enough) onEnough();
    }
  }

  async #publish(line: Line, row: WaitingRow): Promise<void> {
    const { broker, now, mayPublish } = this.#publishing;
    if (!(await mayPublish(row.shard))) {
      line.rows.unshift(row);
      this.#breakOff(line);
      return;
    }
    const refusal = await publishRow(broker, row, now());
    this.#unfinished -= 1;
    if (refusal === undefined) {
      this.#published.push(row);
      this.#lastSuccessAt = now();
    } else {
      this.#refused.push(refusal);
      this.#breakOff(line);
    }
  }

  /** Leaves the rest of a line in the outbox. */
  #breakOff(line: Line): void {
    line.isBroken = true;
    for (const { seq } of line.rows.splice(0)) {
      this.#open.delete(seq);
      this.#unfinished -= 1;
    }
  }
}
