import { defineConfig } from 'vitest/config';

/** Tests of this kind have a process to themselves: they start processes and servers, or put other modules in the place of ours. */
const ALONE = ['int', 'e2e', 'broker', 'mock', 'hostile'].map((kind) => `src/**/*.${kind}.test.ts`);

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['scripts/vitest-setup.mjs'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      // Loading the modules anew for each file takes most of their time.
      { extends: true, test: { name: 'pure', include: ['src/**/*.test.ts'], exclude: ALONE, isolate: false } },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
  },
});
