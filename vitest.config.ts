import { defineConfig } from 'vitest/config';

// The suite of `npm test`: everything that needs nothing but Node. PostgreSQL and the browser have their own
// configurations (vitest.postgres.config.ts, vitest.browser.config.ts), called by `.ci/run`.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/**/*.postgres.test.ts', 'node_modules/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
