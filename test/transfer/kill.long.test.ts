import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Driver, directMessage, press, signIn } from '../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { verifyRollup } from '../../src/activities/store.ts';
import { openDb } from '../../src/platform/db/index.ts';
import { temporaryDirectory } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { textsOf } from '../support/office.ts';
import { endLeftovers, type Pacer, startPacer } from '../support/pacer.ts';
import { copyTemplate } from '../support/template.ts';

/** The app is killed in the middle of an import, and of its undo; started again, it goes on and ends them, and nothing is there twice. */

const ROWS = 30_000;
endLeftovers();
const directory = temporaryDirectory();
let sandbox: Sandbox;
let sam: Driver;

beforeAll(async () => {
  const manifestPath = join(import.meta.dirname, '../../manifest.yml');
  await copyTemplate(directory.path);
  sandbox = await startSandbox({ dataDir: directory.path, port: 0, manifestPath });
}, 60_000);
afterAll(async () => {
  sam?.leave();
  await sandbox.stop();
  directory.remove();
});

async function started(): Promise<Pacer> {
  const pacer = startPacer(directory.path);
  await pacer.ready();
  return pacer;
}

const told = (words: string | RegExp, ms: number) =>
  sam.waitFor(
    String(words),
    ({ messages }) =>
      messages.findLast((message) => {
        const text = `${message.text}\n${textsOf(message.blocks)}`;
        return typeof words === 'string' ? text.includes(words) : words.test(text);
      }),
    ms,
  );

async function imported(): Promise<{ live: number; all: number; wrong: number }> {
  const db = await openDb({ dataDir: directory.path, role: 'command', log: silentLog });
  try {
    const [counts] = await db.client.$queryRaw<{ all: number; live: number }[]>`
      SELECT count(*)::int AS all, count(*) FILTER (WHERE NOT EXISTS (
        SELECT 1 FROM activity v WHERE v.workspace_id = a.workspace_id AND v.voids_id = a.id))::int AS live
      FROM activity a WHERE a.note LIKE 'killed %' AND a.type_key IS NOT NULL`;
    return { live: counts?.live ?? 0, all: counts?.all ?? 0, wrong: (await verifyRollup(db)).length };
  } finally {
    await db.close();
  }
}

test('an import that is cut off is complete after the next start, without doubles; so is its undo', async () => {
  let pacer = await started();
  sam = await signIn(sandbox.address, 'sam');
  const lines = Array.from({ length: ROWS }, (_, at) => `2026-0${1 + (at % 9)}-1${at % 9},call,killed ${at}`);
  const base64 = Buffer.from(`date,activity,note\n${lines.join('\n')}\n`).toString('base64');
  const channel = await directMessage(sam);
  await sam.act('upload', { channel, name: 'large.csv', mimetype: 'text/csv', base64 });
  const preview = await told('30,000 rows are new', 120_000);
  await press(sam, preview, 'transfer.import');
  await told(/Importing large\.csv: [1-9][\d,]* of/, 60_000);
  pacer.signal('SIGKILL');
  await pacer.ended;
  const cut = await imported();
  expect(cut.all).toBeGreaterThan(0);
  expect(cut.all).toBeLessThan(ROWS);
  pacer = await started();
  const done = await told('Imported: 30,000 rows of large.csv', 300_000);
  expect(await imported()).toEqual({ live: ROWS, all: ROWS, wrong: 0 });
  await press(sam, done, 'transfer.undo');
  await told(/Taking large\.csv back: [1-9]/, 60_000);
  pacer.signal('SIGKILL');
  await pacer.ended;
  pacer = await started();
  await told('Taken back: 30,000 rows of large.csv', 300_000);
  expect(await imported()).toEqual({ live: 0, all: ROWS, wrong: 0 });
  pacer.signal('SIGTERM');
  await pacer.ended;
}, 900_000);
