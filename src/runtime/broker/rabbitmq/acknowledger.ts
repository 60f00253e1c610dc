import type { AmqpChannel } from './driver.js';

/** Tells the server what has become of the messages of one line, many at a time. */
export interface Acknowledger {
  acknowledge(deliveryTag: number): void;
  giveBack(deliveryTag: number): void;
  /** Tells what has not been told yet; by itself that happens in the same turn of the event loop. */
  flush(): void;
}

/**
 * Delivery tags of a line count from 1, so that one answer can stand for all up to a tag. Nothing is held back for that: what is done
 * out of turn is told on its own.
 */
export function createAcknowledger(line: AmqpChannel): Acknowledger {
  // Up to this tag everything is answered; of those above, which ones.
  let answeredUpTo = 0;
  const answered = new Set<number>();
  let done: number[] = [];
  let isScheduled = false;

  function flush(): void {
    isScheduled = false;
    const tags = done.sort((one, other) => one - other);
    done = [];
    let upTo = 0;
    const apart: number[] = [];
    for (const tag of tags) {
      while (answered.delete(answeredUpTo + 1)) answeredUpTo += 1;
      if (tag === answeredUpTo + 1) {
        answeredUpTo = tag;
        upTo = tag;
      } else apart.push(tag);
    }
    if (upTo > 0) say(() => line.basicAck({ deliveryTag: upTo, multiple: true }));
    for (const tag of apart) {
      answered.add(tag);
      say(() => line.basicAck({ deliveryTag: tag }));
    }
  }

  /** The driver throws where the line has ended, and then the server has taken back what was not acknowledged. */
  function say(answer: () => void): void {
    if (!line.active) return;
    try {
      answer();
    } catch {}
  }

  return {
    flush,
    acknowledge(deliveryTag) {
      done.push(deliveryTag);
      if (isScheduled) return;
      isScheduled = true;
      setImmediate(flush);
    },
    giveBack(deliveryTag) {
      answered.add(deliveryTag);
      say(() => line.basicNack({ deliveryTag, requeue: true }));
    },
  };
}
