import { defineConfig } from 'vitest/config';
import { base, long, postgres, together } from './vitest.base.ts';

// What `.ci/run` asks beside `npm test`, in one run, so that what waits and what computes share the machine.

/** What tells the time. */
const timed = [
  'test/kpi/**/*.test.ts',
  'test/platform/due.test.ts',
  'test/activities/parse.test.ts',
  'test/people/**/*.test.ts',
  'test/scenarios/**/*.test.ts',
];
/** What starts the app as a process, which lives in UTC whatever the zone is (test/process/life.test.ts starts it in others). */
const untimed = ['test/**/*.long.test.ts'];
const inZone = (zone: string) => ({
  extends: true as const,
  test: { ...together, name: zone, include: timed, exclude: untimed, env: { TZ: zone } },
});

// The server is for one project's files alone: the others' stores stay on the embedded database.
const url = process.env['PACER_TEST_DATABASE_URL'];
delete process.env['PACER_TEST_DATABASE_URL'];
if (url === undefined) throw new Error('Run this with scripts/with-postgres.mjs, which starts a server.');

export default defineConfig({
  test: {
    ...base,
    maxWorkers: 5,
    projects: [
      { extends: true, test: { ...long, name: 'long' } },
      { extends: true, test: { ...postgres, name: 'postgres', env: { PACER_TEST_DATABASE_URL: url } } },
      inZone('America/New_York'),
      inZone('Pacific/Apia'),
    ],
  },
});
