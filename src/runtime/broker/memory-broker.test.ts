import { describeBrokerContract } from './broker-contract.js';
import { createMemoryBroker } from './memory-broker.js';

describeBrokerContract('memory', async () => {
  const broker = createMemoryBroker({ redeliveryMs: 20, attempts: 3 });
  return {
    broker,
    // It lives in one process: whoever connects has the same one.
    connect: async () => broker,
    channel: (name) => name,
    forgetsUnread: true,
    cleanUp: () => broker.close(),
  };
});
