import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../virtual-clock.js';
import { RetryLater, Unprocessable } from '../broker.js';
import { createRetryMemory } from './retry-memory.js';

const message = { id: '1', key: 'k', type: 'T', data: {}, headers: {} };

describe('the memory of what failed and waits', () => {
  function setUp() {
    const clock = createVirtualClock();
    const memory = createRetryMemory(clock, 50);
    let answer: Error | undefined;
    const handled: number[] = [];
    const handler = memory.watch(async (_message, { attempt }) => {
      handled.push(attempt);
      if (answer !== undefined) throw answer;
    });
    return {
      clock,
      memory,
      handled,
      async deliver(attempt: number, how?: Error): Promise<unknown> {
        answer = how;
        return handler(message, { attempt, position: 'p' }).then(
          () => 'taken',
          (error: unknown) => error,
        );
      },
    };
  }

  it('lets what comes again too early wait for the rest of its time, with its attempts', async () => {
    const { clock, memory, handled, deliver } = setUp();
    expect(memory.begin('p', 1)).toBe(1);
    await deliver(3, new RetryLater(1_000, 'not yet'));
    await clock.sleep(400);
    const begun = memory.begin('p', 2);
    expect(begun).toBe(3);
    const error = await deliver(begun);
    expect(error).toBeInstanceOf(RetryLater);
    expect((error as RetryLater).delayMs).toBeCloseTo(600, -1);
    expect(handled).toEqual([3]);
    expect(await deliver(4)).toBe('taken');
    expect(handled).toEqual([3, 4]);
    expect(memory.begin('p', 2)).toBe(2);
  });

  it('only counts where the time has passed', async () => {
    const { clock, memory, deliver } = setUp();
    await deliver(3, new Error('no database'));
    await clock.sleep(60);
    expect(memory.begin('p', 2)).toBe(4);
    expect(memory.begin('p', 7)).toBe(7);
    expect(await deliver(7)).toBe('taken');
  });

  it('forgets what is given up', async () => {
    const { memory, deliver } = setUp();
    await deliver(3, new Unprocessable('nobody knows it'));
    expect(memory.begin('p', 2)).toBe(2);
  });
});
