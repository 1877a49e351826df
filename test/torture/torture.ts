import { type ChildProcess, spawn } from 'node:child_process';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { addPerson, channelId, control, directMessage, signIn } from '../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { type Db, openDb } from '../../src/platform/db/index.ts';
import type { Rules } from '../../src/platform/jobs/rules.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { temporaryDirectory } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { type Expected, judge } from './checker.ts';
import { record } from './recorder.ts';
import { addTeam, type Place } from './teams.ts';
import type { WorkerStart } from './worker.ts';

/** Who does the work: each process all of it, or the queue's workers, whom each tick wakes. */
export const ways = ['passes', 'carriers'] as const;
export type Way = (typeof ways)[number];

/** One run of the torture; answers how many things the checker found wrong, and says them. */
export interface Ordeal {
  databaseUrl: string | undefined;
  processes: number;
  by: Way;
  seconds: number;
  seed: number;
  /** Guards that are off. */
  rules: Partial<Rules>;
  say(line: string): void;
}

/** All times are compressed alike: a call takes at most one second instead of ten, and so on. */
const CALL_MS = 1_000;
const compressed: Partial<Rules> = {
  settleMs: 3_000,
  buildMs: 5_000,
  leaseMs: 4_000,
  beginsMs: 2_000,
  sweepMs: 3_600_000,
};
/** Each process is struck about this often. */
const STRUCK_EVERY_MS = 10_000;
const TEAMS_A_SECOND = 2;
const CHANNELS = 12;
const WORKSPACES = 4;
/** Nothing else is done any more: what was struck has to come to an end. */
const CALM_MS = 300_000;

/** Half of the posts, and some of the looks, go wrong in one way or the other. */
const faults = [
  ...(['fails_before', 'fails_after', 'reset_before', 'reset_after', 'rate_limited'] as const).map(
    (kind) => ({
      ...{ kind, method: 'chat.postMessage', probability: 0.09 },
    }),
  ),
  { kind: 'slow', method: 'chat.postMessage', probability: 0.05, ms: 1_500 },
  { kind: 'slow_before', method: 'chat.postMessage', probability: 0.08, ms: 1_800 },
  { kind: 'rate_limited', method: 'conversations.history', probability: 0.1 },
  { kind: 'fails_before', method: 'conversations.history', probability: 0.1 },
];

export async function torture(ordeal: Ordeal): Promise<number> {
  const directory = temporaryDirectory();
  const sandboxDirectory = temporaryDirectory();
  const sandbox = await startSandbox({
    ...{ dataDir: sandboxDirectory.path, port: 0, manifestPath: 'manifest.yml', rateLimits: false },
  });
  const recording = record(sandbox);
  const chance = randomOf(ordeal.seed);
  const start: WorkerStart = {
    ...{ databaseUrl: ordeal.databaseUrl, dataDir: directory.path, callMs: CALL_MS, by: ordeal.by },
    ...{ token: sandbox.address.botToken, api: sandbox.address.api },
    rules: { ...compressed, ...ordeal.rules },
  };
  const { expected, forbidden } = await prepare(ordeal, directory.path, sandbox, chance);
  for (const [index, fault] of faults.entries())
    await control(sandbox.address, 'fault', { ...fault, times: 0, seed: ordeal.seed + index });
  const herd = createHerd(ordeal.processes, start);
  await herd.ready;
  const startedAt = Date.now();
  const end = Date.now() + ordeal.seconds * 1000;
  while (Date.now() < end) {
    await sleep((STRUCK_EVERY_MS / ordeal.processes) * (0.5 + chance()));
    await herd.strike(chance);
  }
  await control(sandbox.address, 'clear-faults', {});
  await herd.heal();
  const isQuiet = (): boolean =>
    expected.every((one) =>
      one.messages.every(({ text }) => recording.posted.some((post) => post.text === text)),
    );
  for (const calm = Date.now(); Date.now() - calm < CALM_MS && !isQuiet(); ) await sleep(1_000);
  // A second copy would come within the settle time, and a note of lateness a moment later.
  await sleep(8_000);
  await herd.end();
  const found = judge(recording, { expected, forbidden, withinMs: 60_000, startedAt });
  ordeal.say(
    `  ${expected.length} reports, ${recording.attempts.length} attempts for ${recording.posted.length} messages, ${herd.killed()} processes killed, ${herd.paused()} paused, ${(loadavg()[0] ?? 0).toFixed(1)} processes busy at the end`,
  );
  if (ordeal.by === 'carriers') {
    const carried = await wakeUpsTaken(ordeal.databaseUrl, directory.path);
    ordeal.say(`  ${carried} wake-ups of the queue taken`);
    if (carried === 0) found.push('the queue carried nothing');
  }
  for (const line of found.slice(0, 20)) ordeal.say(`  ${line}`);
  await sandbox.stop();
  directory.remove();
  sandboxDirectory.remove();
  return found.length;
}

/** How many wake-ups the queue's workers have done: without any, the ticks did the work alone. */
async function wakeUpsTaken(databaseUrl: string | undefined, dataDir: string): Promise<number> {
  const db = await openDb({ databaseUrl, dataDir, role: 'app', log: silentLog });
  try {
    const rows = await db.client.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM pgboss.job WHERE state = 'completed' AND name LIKE 'pacer-%'`;
    return Number(rows[0]?.count ?? 0);
  } finally {
    await db.close();
  }
}

/** Teams whose reports fall due one after the other, some that are late already, and a workspace that removed the app. */
async function prepare(
  { databaseUrl, seconds }: Ordeal,
  dataDir: string,
  sandbox: Sandbox,
  chance: () => number,
): Promise<{ expected: Expected[]; forbidden: string[] }> {
  const places = await placesIn(sandbox);
  const gonePlace = places.pop();
  const db = await openDb({ databaseUrl, dataDir, role: 'app', log: silentLog });
  try {
    for (let number = 0; number < WORKSPACES; number += 1)
      await ensureWorkspace(db, { id: `T${number}`, name: `Here ${number}` });
    await ensureWorkspace(db, { id: 'TGONE', name: 'Gone' });
    await db.client.workspace.update({ where: { id: 'TGONE' }, data: { uninstalledAt: new Date() } });
    const expected: Expected[] = [];
    const count = Math.round(seconds * TEAMS_A_SECOND);
    for (let number = 0; number < count; number += 1) {
      const place = places[number % places.length];
      const lateMs = chance() < 0.05 ? 3_600_000 * (1 + Math.floor(chance() * 9)) : 0;
      const dueAt = new Date(Date.now() + chance() * (seconds - 5) * 1000 - lateMs);
      // A channel belongs to one workspace: its messages go out one after the other.
      if (place !== undefined)
        expected.push(await addTeam(db, `T${(number % places.length) % WORKSPACES}`, number, place, dueAt));
      if (gonePlace !== undefined && number % 10 === 0)
        await addTeam(db, 'TGONE', number, gonePlace, new Date());
    }
    return { expected, forbidden: gonePlace === undefined ? [] : [gonePlace.channel, gonePlace.direct] };
  } finally {
    await (db as Db).close();
  }
}

async function placesIn({ address }: Sandbox): Promise<Place[]> {
  const places: Place[] = [];
  for (let number = 0; number <= CHANNELS; number += 1) {
    const handle = `rep${number}`;
    const person = await addPerson(address, { userName: handle, displayName: `Rep ${number}` });
    const made = await control(address, 'channel', { name: `board-${number}`, memberIds: [person] });
    if (!made.ok) throw new Error(JSON.stringify(made));
    const driver = await signIn(address, handle);
    places.push({
      channel: channelId(driver, `board-${number}`),
      person,
      direct: await directMessage(driver),
    });
    driver.leave();
  }
  return places;
}

/** The processes; one that is killed is started again at once. */
function createHerd(count: number, start: WorkerStart) {
  let [killed, paused] = [0, 0];
  let isOver = false;
  const script = fileURLToPath(new URL('./worker.ts', import.meta.url));
  /** Those that have come up: one that is killed before it ever works says nothing, however slow the machine. */
  const up = new WeakSet<ChildProcess>();
  const launch = (): ChildProcess => {
    const flags = ['--disable-warning=ExperimentalWarning'];
    const child = spawn(process.execPath, [...flags, script, JSON.stringify(start)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout?.once('data', () => up.add(child));
    return child;
  };
  const herd = Array.from({ length: count }, launch);
  const watch = (child: ChildProcess, index: number): void => {
    child.once('exit', () => {
      if (isOver) return;
      const next = launch();
      herd[index] = next;
      watch(next, index);
    });
  };
  herd.forEach(watch);
  const ready = Promise.all(
    herd.map((child) => new Promise((resolve) => child.stdout?.once('data', resolve))),
  );
  return {
    /** All of them are at work. */
    ready,
    killed: () => killed,
    paused: () => paused,
    /** Kills one, or pauses it for longer than it may have a message. */
    async strike(chance: () => number): Promise<void> {
      const child = herd[Math.floor(chance() * herd.length)];
      const isKilled = chance() < 0.6;
      const pauseMs = 1_000 + chance() * 7_000;
      if (child === undefined || !up.has(child)) return;
      if (isKilled) {
        killed += 1;
        child.kill('SIGKILL');
        return;
      }
      paused += 1;
      child.kill('SIGSTOP');
      setTimeout(() => child.kill('SIGCONT'), pauseMs);
    },
    async heal(): Promise<void> {
      await sleep(8_500);
      for (const child of herd) child.kill('SIGCONT');
    },
    async end(): Promise<void> {
      isOver = true;
      const gone = herd.map((child) => new Promise<void>((resolve) => child.once('exit', () => resolve())));
      for (const child of herd) child.kill('SIGKILL');
      await Promise.all(gone);
    },
  };
}

/** The same seed strikes the same (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
