import { defineConfig } from 'vitest/config';

// What takes minutes because it goes through a closed list of troubles, or through many orders of the same: `npm run test:long`, called by
// `.ci/run`. Everything else stands in `npm test`.
export default defineConfig({
  test: {
    include: ['test/**/*.long.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Most of what takes time waits: for a socket, a process, a clock.
    maxWorkers: 4,
  },
});
