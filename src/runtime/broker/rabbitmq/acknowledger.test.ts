import { expect, it } from 'vitest';
import { createRandom } from '../../testing/random.js';
import { createAcknowledger } from './acknowledger.js';
import type { AmqpChannel } from './driver.js';

interface Said {
  readonly deliveryTag?: number;
  readonly multiple?: boolean;
}

/** What the server has to hear of one line; it ends lines on which it is told of what it does not know. */
function createServer(delivered: number) {
  const open = new Set(Array.from({ length: delivered }, (_, index) => index + 1));
  const acknowledged = new Set<number>();
  const returned = new Set<number>();
  let answers = 0;
  const settle = (deliveryTag = 0, to: Set<number>, multiple = false): void => {
    answers += 1;
    if (!open.has(deliveryTag)) throw new Error(`the server does not know ${deliveryTag}`);
    for (const tag of [...open]) {
      if (tag !== deliveryTag && !(multiple && tag < deliveryTag)) continue;
      open.delete(tag);
      to.add(tag);
    }
  };
  const line = {
    active: true,
    basicAck: ({ deliveryTag, multiple }: Said) => settle(deliveryTag, acknowledged, multiple),
    basicNack: ({ deliveryTag }: Said) => settle(deliveryTag, returned),
  };
  return { line: line as unknown as AmqpChannel, open, acknowledged, returned, answers: () => answers };
}

it('tells of nothing but what is done, in whatever order it is done', () => {
  const random = createRandom(Number(process.env['SAGAC_SEED'] ?? 1));
  for (let round = 0; round < 200; round += 1) {
    const count = random.between(1, 40);
    const server = createServer(count);
    const acknowledger = createAcknowledger(server.line);
    const left = Array.from({ length: count }, (_, index) => index + 1);
    const done = new Set<number>();
    const returned = new Set<number>();
    while (left.length > 0 && !random.chance(0.02)) {
      const [tag = 0] = left.splice(random.chance(0.5) ? 0 : random.between(0, left.length - 1), 1);
      if (random.chance(0.15)) {
        returned.add(tag);
        acknowledger.giveBack(tag);
      } else {
        done.add(tag);
        acknowledger.acknowledge(tag);
      }
      if (random.chance(0.3)) acknowledger.flush();
    }
    acknowledger.flush();
    expect([...server.acknowledged].sort()).toEqual([...done].sort());
    expect([...server.returned].sort()).toEqual([...returned].sort());
    expect([...server.open].sort()).toEqual([...left].sort());
  }
});

it('tells of many at once, in the same turn', async () => {
  const server = createServer(100);
  const acknowledger = createAcknowledger(server.line);
  for (let tag = 1; tag <= 100; tag += 1) acknowledger.acknowledge(tag);
  await new Promise((resolve) => setImmediate(resolve));
  expect(server.acknowledged.size).toBe(100);
  expect(server.answers()).toBe(1);
});
