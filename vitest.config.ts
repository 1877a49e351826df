import { defineConfig } from 'vitest/config';

// The suite of `npm test`: everything that needs nothing but Node. PostgreSQL, the browser and
// what takes minutes have their own configurations (vitest.postgres.config.ts, vitest.browser.config.ts, vitest.long.config.ts), called by
// `.ci/run`.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/**/*.postgres.test.ts', 'test/**/*.long.test.ts', 'node_modules/**'],
    // Generous, for machines with little to compute with: several files run at once.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Most of what takes time waits: for a socket, a process, a clock.
    maxWorkers: 3,
  },
});
