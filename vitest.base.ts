import { configDefaults, type TestUserConfig } from 'vitest/config';
import { SlowFirst } from './test/support/order.ts';

/** What all suites begin with (`vitest.config.ts` and its neighbours). */
export const base = {
  globalSetup: ['test/support/run.ts'],
  // Generous, for machines with little to compute with: several files run at once.
  testTimeout: 90_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 30_000 } },
  pool: 'forks',
  // More than a small machine has processors: much of what takes time waits, for a socket, a process, a clock.
  maxWorkers: 4,
  sequence: { sequencer: SlowFirst },
} satisfies TestUserConfig;

/** One process takes one file after the other: what they import, and the embedded database's program, are loaded once. */
export const together = {
  isolate: false,
  setupFiles: ['test/support/together.ts'],
} satisfies TestUserConfig;

/** Files that watch or change the process that they run in: each has one of its own. */
export const alone = [
  'test/platform/db-raw.test.ts',
  'test/platform/garbled.test.ts',
  'test/platform/metrics.test.ts',
];

/** Files that `npm test` leaves to the other suites. */
export const notHere = [
  ...configDefaults.exclude,
  // Many troubles, years and crashes, one after the other: on PostgreSQL alone (vitest.ci.config.ts).
  'test/torture/strange.store.test.ts',
  'test/torture/guards.store.test.ts',
  'test/platform/years.store.test.ts',
  'test/browser/**',
  'test/**/*.postgres.test.ts',
  'test/**/*.long.test.ts',
];

/**
 * What takes minutes because it goes through a closed list of troubles, or through many orders of the same; and files of `npm test` that try the
 * same more often here (test/support/rounds.ts).
 */
export const long = {
  ...together,
  include: [
    'test/**/*.long.test.ts',
    'test/slack/limits.test.ts',
    'test/slack/text.test.ts',
    'test/slack/hostile.test.ts',
  ],
  env: { PACER_LONG: '1' },
} satisfies TestUserConfig;

/** The suites that talk to a database, on the PostgreSQL server of PACER_TEST_DATABASE_URL (scripts/with-postgres.mjs). */
export const postgres = {
  ...together,
  include: ['test/**/*.store.test.ts', 'test/**/*.postgres.test.ts'],
} satisfies TestUserConfig;
