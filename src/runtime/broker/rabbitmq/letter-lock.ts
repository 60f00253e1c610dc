import { setTimeout as sleep } from 'node:timers/promises';
import { SagaError } from '../../errors.js';
import { codeOf } from './amqp-errors.js';
import type { RabbitmqConnection } from './connection.js';
import { lockQueue } from './settings.js';

const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 250;
/** How long another one may look through the same letters before it is told of, in milliseconds. */
const PATIENCE_MS = 15_000;

/**
 * Keeps everybody else away from the letters of a queue, until the function that it gives is called or the connection ends: whoever
 * looks through letters has them in hand meanwhile, and two who do so would see half of them each and put them back out of order.
 * The lock is a queue that belongs to one connection. A user who may not make one goes without.
 */
export async function lockLetters(connection: RabbitmqConnection, queue: string): Promise<() => Promise<void>> {
  const lock = lockQueue(queue);
  const until = performance.now() + PATIENCE_MS;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const line = await connection.open();
    try {
      await line.queueDeclare({ queue: lock, exclusive: true, autoDelete: true });
      return async () => {
        await line.queueDelete(lock).catch(() => undefined);
        await line.close();
      };
    } catch (error) {
      void line.close();
      if (codeOf(error) === 'ACCESS_REFUSED') return async () => undefined;
      if (codeOf(error) !== 'RESOURCE_LOCKED') throw error;
    }
    if (performance.now() > until) {
      throw new SagaError(
        'broker-failed',
        `somebody else is looking through the dead letters of \`${queue}\`; try again when they are done`,
      );
    }
    await sleep(pause);
  }
}
