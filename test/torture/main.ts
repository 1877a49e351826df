// npm run torture [-- --seconds 600] [--without looksFirst|settle|isFenced|oncePerPeriod|begins]
// Reports of hundreds of teams, sent by processes that are killed and paused at random, to a workspace that answers half of the posts with a fault.
// On the PostgreSQL server of PACER_TEST_DATABASE_URL with four processes, and on the embedded database with one. Ends with 1 where the checker
// finds that the promise was broken.
import { parseArgs } from 'node:util';
import type { Rules } from '../../src/platform/jobs/rules.ts';
import { createServerDatabase, temporaryDirectory } from '../support/db.ts';
import { torture } from './torture.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    without: { type: 'string' },
  },
});
/** How each guard is switched off. */
const off: Record<string, Partial<Rules>> = {
  looksFirst: { looksFirst: false },
  settle: { settleMs: 0 },
  isFenced: { isFenced: false },
  oncePerPeriod: { oncePerPeriod: false },
  begins: { beginsMs: 3_600_000 },
};
const rules = values.without === undefined ? {} : off[values.without];
if (rules === undefined) throw new Error(`--without takes one of ${Object.keys(off).join(', ')}`);
const seconds = Number(values.seconds);
const seed = Number(values.seed);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const server = process.env['PACER_TEST_DATABASE_URL'];
let faults = 0;
if (server !== undefined) {
  const database = await createServerDatabase(server);
  say(`PostgreSQL, four processes, ${seconds} s, seed ${seed}`);
  faults += await torture({ databaseUrl: database.url, processes: 4, seconds, seed, rules, say });
  await database.drop();
} else say('There is no PostgreSQL server (PACER_TEST_DATABASE_URL): the embedded database alone.');
const directory = temporaryDirectory();
const rest = Math.max(20, Math.round(seconds / 3));
say(`The embedded database, one process, ${rest} s, seed ${seed}`);
faults += await torture({ databaseUrl: undefined, processes: 1, seconds: rest, seed, rules, say });
directory.remove();
say(faults === 0 ? 'Each report was there once, and in time.' : `${faults} things are wrong.`);
process.exit(faults === 0 ? 0 : 1);
