// What one would write by hand: a Bolt handler that acknowledges, runs the SQL of a `/log` through `pg`, and responds. The statements are
// those that Pacer itself ran for one `/log` (BENCH_STATEMENTS); who, what and which act are put in their place.
import { readFileSync } from 'node:fs';
import { openDb } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { poolOn } from '../support/databases.ts';
import { type Recorded, recordedSchema, valuesFor } from '../support/replay.ts';
import { boltApp } from './bolt.ts';

const dataDir = process.env['PACER_DATA_DIR'] ?? '';
const databaseUrl = process.env['DATABASE_URL'];
const recorded: Recorded = recordedSchema.parse(
  JSON.parse(readFileSync(process.env['BENCH_STATEMENTS'] ?? '', 'utf8')),
);
const db = await openDb({ dataDir, databaseUrl, role: 'app', log: createLog('error') });
const pool = poolOn(dataDir, databaseUrl);
const { app, start } = boltApp();

app.command('/log', async ({ ack, command, respond }) => {
  await ack();
  const client = await pool.connect();
  try {
    for (const { text, values, isWrite } of recorded.statements) {
      await client.query(text, valuesFor(recorded, values, command.user_id, command.trigger_id));
      if (isWrite) await db.durable();
    }
  } finally {
    client.release();
  }
  await respond({ response_type: 'ephemeral', text: 'logged' });
});
await start();
