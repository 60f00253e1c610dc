/** A message that has arrived, by its sequence in the stream and the number of its delivery by the consumer. */
export interface Arrival {
  readonly sequence: number;
  readonly delivery: number;
}

/** What the server says of a consumer. */
export interface ConsumerState {
  /** How many messages it has handed out, to anybody. */
  readonly deliveries: number;
  /** How many of them are neither acknowledged nor gone. */
  readonly pending: number;
}

/**
 * Says when messages of a stream may be begun, so that none is begun while an older one is still to come again: one that a process
 * which is gone had in hand, or that was lost with a connection.
 *
 * A consumer numbers what it hands out, to whomever. As long as the numbers that arrive have no gap, nothing is with anybody else.
 * Where there is doubt (another process has read before, the connection went, a number is missing), whatever arrives waits until the
 * server says that no more is pending than what is here; then it is begun in the order of the stream.
 */
export interface OrderKeeper {
  readonly isCertain: boolean;
  /** Whatever arrives from now on waits, until `settle`. */
  doubt(): void;
  /** Takes a message that was not here before, and gives those that may be begun now. */
  arrive<T extends Arrival>(message: T): void;
  /** Notes that a message which is here already was handed out again. */
  noteAgain(delivery: number): void;
  /** What may be begun now, in order. */
  release(): readonly number[];
  /**
   * Judges anew by what the server has said. `here` counts the messages in hand, and not acknowledged yet, that had been handed out by
   * then. Returns how many are missing, at least 1 while there is doubt.
   */
  settle(state: ConsumerState, here: (deliveries: number) => number): number;
}

export function createOrderKeeper(): OrderKeeper {
  let isCertain = false;
  /** The number of the next delivery. */
  let next = 1;
  const waiting: number[] = [];
  let ready: number[] = [];
  /** Numbers that have arrived during the doubt. */
  const seen = new Set<number>();

  function note(delivery: number): void {
    if (isCertain && delivery > next) isCertain = false;
    if (!isCertain) seen.add(delivery);
    else if (delivery === next) next += 1;
  }

  return {
    get isCertain() {
      return isCertain;
    },
    doubt() {
      isCertain = false;
      // The server has counted these before it is asked again.
      seen.clear();
    },
    arrive({ sequence, delivery }) {
      note(delivery);
      (isCertain ? ready : waiting).push(sequence);
    },
    noteAgain: note,
    release() {
      const released = ready;
      ready = [];
      return released;
    },
    settle({ deliveries, pending }, here) {
      const missing = pending - here(deliveries);
      if (missing > 0) return missing;
      next = deliveries + 1;
      while (seen.has(next)) next += 1;
      // Handed out to somebody else since the server was asked.
      if ([...seen].some((delivery) => delivery > next)) return 1;
      isCertain = true;
      seen.clear();
      ready.push(...waiting.sort((a, b) => a - b));
      waiting.length = 0;
      return 0;
    },
  };
}
