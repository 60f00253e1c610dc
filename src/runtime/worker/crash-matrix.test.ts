import { createMemoryData, createMemoryStore } from '../stores/memory/index.js';
import { describeCrashMatrix } from '../testing/crash-matrix.js';

describeCrashMatrix('a memory store', async () => {
  const data = createMemoryData();
  return { open: async () => createMemoryStore(data), cleanUp: async () => undefined };
});
