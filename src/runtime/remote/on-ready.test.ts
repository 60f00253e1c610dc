import { describe, expect, it } from 'vitest';
import type { Broker } from '../broker/broker.js';
import { createMemoryBroker } from '../broker/memory-broker.js';
import { createMemoryStore } from '../stores/memory/index.js';
import { testFinalStep, testSaga } from '../testing/definitions.js';
import { createWorker } from '../worker/create-worker.js';
import { createRemoteLink } from './remote-link.js';

describe('a worker that runs', () => {
  it('is ready when its channels are subscribed to, and not before', async () => {
    const memory = createMemoryBroker();
    const heard: string[] = [];
    const broker: Broker = {
      ...memory,
      async subscribe(channel, ...rest) {
        const subscription = await memory.subscribe(channel, ...rest);
        heard.push(channel);
        return subscription;
      },
    };
    const link = {
      broker,
      group: 'g',
      services: { participant: 'pay' },
      replyChannel: 'replies',
      eventChannels: ['events'],
    };
    const options = { store: createMemoryStore(), handlers: {}, onEvent: () => undefined, pollMs: 0 };
    const worker = createWorker({
      ...options,
      sagas: [testSaga([testFinalStep('C')])],
      remote: createRemoteLink(link),
    });
    let running = Promise.resolve();
    const atReady = await new Promise<readonly string[]>((resolve) => {
      running = worker.run({ onReady: () => resolve([...heard]) });
    });
    expect(atReady).toEqual(['replies', 'events']);
    await worker.stop();
    await running;
  });
});
