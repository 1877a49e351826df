// npm run torture [-- --seconds 600] [--by passes|carriers] [--without looksFirst|settle|isFenced|oncePerPeriod|begins]
// Reports of hundreds of teams, sent by processes that are killed and paused at random, to a workspace that answers half of the posts with a fault.
// On the PostgreSQL server of PACER_TEST_DATABASE_URL with four processes, and beside it on the embedded database with one: first every process
// runs all passes, then pg-boss wakes them as in the app. Ends with 1 where the checker finds that the promise was broken.
import { parseArgs } from 'node:util';
import type { Rules } from '../../src/platform/jobs/rules.ts';
import { createServerDatabase } from '../support/db.ts';
import { torture, type Way, ways } from './torture.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    without: { type: 'string' },
    by: { type: 'string' },
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
if (values.without !== undefined && !(values.without in off))
  throw new Error(`--without takes one of ${Object.keys(off).join(', ')}`);
const rules = off[values.without ?? ''] ?? {};
const chosen = ways.filter((way) => values.by === undefined || values.by === way);
if (chosen.length === 0) throw new Error(`--by takes one of ${ways.join(', ')}`);
const seconds = Number(values.seconds);
const seed = Number(values.seed);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Its lines come together, since two databases have their turn at the same time. */
async function ordeal(where: string, by: Way, processes: number, databaseUrl?: string): Promise<number> {
  const lines = [`${where}, ${processes} at a time, by ${by}, ${seconds} s, seed ${seed}`];
  const told = (line: string): void => void lines.push(line);
  const faults = await torture({ databaseUrl, processes, by, seconds, seed, rules, say: told });
  say(lines.join('\n'));
  return faults;
}

async function onServer(server: string, by: Way): Promise<number> {
  const database = await createServerDatabase(server);
  const faults = await ordeal('PostgreSQL', by, 4, database.url);
  await database.drop();
  return faults;
}

const server = process.env['PACER_TEST_DATABASE_URL'];
if (server === undefined)
  say('There is no PostgreSQL server (PACER_TEST_DATABASE_URL): the embedded database alone.');
let faults = 0;
for (const by of chosen) {
  const found = [ordeal('The embedded database', by, 1)];
  if (server !== undefined) found.push(onServer(server, by));
  for (const count of await Promise.all(found)) faults += count;
}
say(faults === 0 ? 'Each report was there once, and in time.' : `${faults} things are wrong.`);
process.exit(faults === 0 ? 0 : 1);
