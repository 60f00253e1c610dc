import { describeStoreContract } from '../store-contract.js';
import { createMemoryData, createMemoryStore } from './index.js';

describeStoreContract('memory', async () => {
  const data = createMemoryData();
  return { open: async () => createMemoryStore(data), cleanUp: async () => undefined, watches: true };
});
