import { defineConfig } from 'vitest/config';

// The suites that talk to a database, on the PostgreSQL server of PACER_TEST_DATABASE_URL; `npm run test:postgres`
// starts a private one (scripts/with-postgres.mjs). `npm test` runs the same files on the embedded database.
export default defineConfig({
  test: {
    include: ['test/**/*.store.test.ts', 'test/**/*.postgres.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
