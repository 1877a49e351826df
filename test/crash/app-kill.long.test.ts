import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { channelId, command, type Driver, signIn } from '../../sandbox/driver.ts';
import { objectOf } from '../../sandbox/json.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { openDb } from '../../src/platform/db/index.ts';
import { temporaryDirectory } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { textsOf } from '../support/office.ts';
import { endLeftovers, type Pacer, runCommand, startPacer } from '../support/pacer.ts';
import { copyTemplate } from '../support/template.ts';

/** A round is a start of the app. */
const ROUNDS = 20;
const CLIENTS = ['ana', 'bo', 'priya', 'theo', 'grace', 'omar', 'lilei', 'chenchen'];
/** How long somebody waits for an answer before they type on. */
const PATIENCE_MS = 5_000;

endLeftovers();
const directory = temporaryDirectory();
let sandbox: Sandbox;
let drivers: Driver[];

beforeAll(async () => {
  const manifestPath = join(import.meta.dirname, '../../manifest.yml');
  sandbox = await startSandbox({ dataDir: directory.path, port: 0, manifestPath });
  await copyTemplate(directory.path);
  // The first start brings the sample company.
  const pacer = await startedPacer();
  pacer.signal('SIGKILL');
  await pacer.ended;
  drivers = await Promise.all(CLIENTS.map((handle) => signIn(sandbox.address, handle)));
});
afterAll(async () => {
  for (const driver of drivers) driver.leave();
  await sandbox.stop();
  directory.remove();
});

/** The app on the sandbox of this process, which stays up when the app is killed. */
async function startedPacer(): Promise<Pacer> {
  const pacer = startPacer(directory.path);
  await pacer.ready();
  return pacer;
}

/** What the clients typed, each with a note of its own, and which of it was answered as recorded. */
const confirmed: string[] = [];
let typed = 0;

/** One person who logs, reads the answer, and logs again until `isOver`. */
async function logOn(driver: Driver, handle: string, isOver: () => boolean): Promise<void> {
  const general = channelId(driver, 'general');
  while (!isOver()) {
    typed += 1;
    const note = `${handle}/${typed}/`;
    const problems = driver.seen.notices.length;
    await command(driver, `/log 1 call note:${note}`, general);
    const isTold = await driver
      .waitFor(
        note,
        ({ ephemerals, notices }) =>
          notices.length > problems ||
          ephemerals.some(
            ({ blocks }) =>
              textsOf(blocks).includes(note) && JSON.stringify(blocks).includes('activities.undo'),
          ) ||
          undefined,
        PATIENCE_MS,
      )
      .catch(() => undefined);
    if (isTold && driver.seen.notices.length === problems) confirmed.push(note);
    // Nobody is there to answer: a person would look up, too.
    else await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Payloads of commands, the last first: as Slack would send them again when an acknowledgement was lost. */
function lastCommands(most: number) {
  const sent = sandbox.world.calls
    .all()
    .filter(({ name, direction }) => name === '/log' && direction === 'slack→app');
  return sent.slice(-most).map(({ request }) => request);
}

const again = (payloads: ReturnType<typeof lastCommands>) =>
  Promise.all(
    payloads.map((payload) =>
      sandbox.world.link.deliver({
        type: 'slash_commands',
        name: '/log',
        payload: objectOf({ payload }, 'payload'),
      }),
    ),
  );

const noteOf = (payload: unknown): string =>
  /note:(\S+)/.exec(JSON.stringify(payload))?.[1]?.replace(/".*/, '') ?? '';

describe(`kill -9 of the app while ${CLIENTS.length} people log, ${ROUNDS} rounds`, () => {
  let redelivered: string[] = [];

  test('every round the app comes back, and people go on', { timeout: 120_000 * ROUNDS }, async () => {
    let isOver = false;
    const people = drivers.map((driver, index) => logOn(driver, CLIENTS[index] ?? '', () => isOver));
    for (let round = 0; round < ROUNDS; round += 1) {
      const pacer = await startedPacer();
      const before = confirmed.length;
      await again(lastCommands(6));
      await expect
        .poll(() => confirmed.length - before, { timeout: 120_000, interval: 5 })
        .toBeGreaterThan(10 + 7 * (round % 5));
      pacer.signal('SIGKILL');
      await pacer.ended;
    }
    isOver = true;
    await Promise.all(people);
    const pacer = await startedPacer();
    const payloads = lastCommands(2 * CLIENTS.length);
    redelivered = payloads.map(noteOf);
    expect(redelivered.filter((note) => note.endsWith('/'))).toHaveLength(2 * CLIENTS.length);
    await again(payloads);
    await again(payloads);
    pacer.signal('SIGTERM');
    expect(await pacer.ended).toBe(0);
  });

  test('what was confirmed is there, once; nothing is there twice, sent again or not', async () => {
    const db = await openDb({ dataDir: directory.path, role: 'command', log: silentLog });
    const rows = await db.client.activity.findMany({
      where: { note: { contains: '/' } },
      select: { note: true },
    });
    await db.close();
    const times = Map.groupBy(rows, (row) => row.note);
    expect(confirmed.length).toBeGreaterThan(10 * ROUNDS);
    expect(confirmed.filter((note) => times.get(note)?.length !== 1)).toEqual([]);
    expect([...times.values()].filter((found) => found.length > 1)).toEqual([]);
    expect(redelivered.filter((note) => times.get(note)?.length !== 1)).toEqual([]);
  });

  test('the roll-up is what the facts say', async () => {
    const verified = await runCommand('rollup-verify', [], { PACER_DATA_DIR: directory.path });
    expect(verified).toMatchObject({ code: 0, complained: '' });
  });
});
