import { createVirtualClock } from '../virtual-clock.js';
import { describeBrokerContract } from './broker-contract.js';
import { createMemoryBroker } from './memory-broker.js';

describeBrokerContract('memory', async () => {
  const broker = createMemoryBroker({ clock: createVirtualClock(), attempts: 3 });
  return { broker, cleanUp: () => broker.close() };
});
