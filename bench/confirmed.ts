import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { createDatabase } from './support/databases.ts';
import { load } from './support/load.ts';
import { inTurn, median } from './support/measure.ts';
import { settleOffice, userId } from './support/office.ts';
import {
  launch,
  type Place,
  type Running,
  settingsOf,
  startPacer,
  type Transport,
} from './support/programs.ts';
import { recordingOf } from './support/replay.ts';

/** The most `/log` a second that are each confirmed within a second, beside a handler written by hand around the same SQL. */

const WITHIN_MS = 1_000;
const SLICE_MS = 3_000;
const FIRST = 60;
const STEP = 1.25;
const MOST = 2_000;
const QUIET_MS = 1_500;

/** Has Pacer serve one `/log` and writes down the SQL that it ran. */
async function captureStatements(place: Place, memberIds: ReadonlyMap<string, string>): Promise<string> {
  const capture = join(place.dataDir, 'capture.jsonl');
  const preload = fileURLToPath(new URL('./apps/capture.ts', import.meta.url));
  const pacer = await startPacer(place, { BENCH_CAPTURE: capture }, ['--import', preload]);
  const who = { userId: userId(1), command: '/log', text: '3 calls with Acme' };
  // The first one also reads what is kept in memory afterwards.
  await pacer.slack.command(who).answered;
  await sleep(QUIET_MS);
  writeFileSync(capture, '');
  const sent = pacer.slack.command(who);
  await sent.answered;
  const act = {
    userId: who.userId,
    triggerId: `trigger-${sent.id}`,
    memberIds: Object.fromEntries(memberIds),
  };
  const recorded = recordingOf(readFileSync(capture, 'utf8'), act);
  await pacer.stop();
  const file = join(place.dataDir, 'statements.json');
  writeFileSync(file, JSON.stringify(recorded));
  return file;
}

/** Whether all of a slice's `/log` were confirmed in time; one that was disturbed gets a second try. */
async function keepsUp(app: Running, perSecond: number): Promise<boolean> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const { answers } = await load(app.slack, { perSecond, ms: SLICE_MS, answers: true });
    if (answers.every((ms) => ms <= WITHIN_MS)) return true;
  }
  return false;
}

/** Steps up until a side does not keep up; the last rate that it kept. Sides take turns, step by step. */
async function highest(apps: readonly Running[]): Promise<number[]> {
  const sides = apps.map((app) => ({ app, best: 0, climbing: true }));
  for (let perSecond = FIRST, round = 0; perSecond <= MOST; perSecond *= STEP, round += 1) {
    for (const side of inTurn(round, sides)) {
      if (!side.climbing) continue;
      side.climbing = await keepsUp(side.app, Math.round(perSecond));
      if (side.climbing) side.best = Math.round(perSecond);
    }
    if (sides.every((side) => !side.climbing)) break;
  }
  return sides.map((side) => side.best);
}

async function measure(
  bench: Bench,
  label: string,
  place: () => Promise<Place>,
  transport: Transport = 'socket',
): Promise<BenchResult> {
  const [mine, other] = [await place(), await place()];
  const [members] = [await settleOffice(other), await settleOffice(mine)];
  const statements = await captureStatements(other, members);
  bench.say(`confirmed: stepping up (${label})`);
  const pacer = await startPacer(mine, {}, [], transport);
  const byHand = await launch({
    script: 'bench/apps/by-hand.ts',
    ready: 'ready',
    env: { ...settingsOf(other), BENCH_STATEMENTS: statements },
    transport,
  });
  const apps = [pacer, byHand];
  for (const perSecond of [20, 50, 50])
    for (const { slack } of apps) await load(slack, { perSecond, ms: 3_000, answers: true });
  const climbs: number[][] = [];
  for (let round = 0; round < (bench.full ? 2 : 1); round += 1) climbs.push(await highest(apps));
  for (const app of apps) await app.stop();
  const [ours, theirs] = [0, 1].map((side) => median(climbs.map((climb) => climb[side] ?? 0)));
  return resultOf(label, ours ?? 0, theirs ?? 0);
}

function resultOf(label: string, ours: number, theirs: number): BenchResult {
  const ratio = ours / theirs;
  return {
    name: `confirmed: /log within 1 s, ${label}`,
    what: 'Most /log a second of which each is confirmed to its sender within 1 s, beside a Bolt handler that acknowledges, runs the same SQL through pg and responds',
    ...{ ours, theirs, unit: '/s', ratio, aim: '≥ 0.5 ×', met: ratio >= 0.5 },
    notes: [`in steps of ${STEP} ×; open loop over ${SLICE_MS / 1000} s, the slowest counts`],
  };
}

async function run(bench: Bench): Promise<BenchResult[]> {
  const { postgres } = bench;
  const embedded = async (): Promise<Place> => ({ dataDir: bench.directory() });
  const results = [
    await measure(bench, 'embedded', embedded),
    await measure(bench, 'embedded, HTTP', embedded, 'http'),
  ];
  if (postgres === undefined || !bench.full) return results;
  let databases = 0;
  const onServer = async (): Promise<Place> => {
    databases += 1;
    return {
      dataDir: bench.directory(),
      databaseUrl: await createDatabase(postgres, `bench_confirmed_${databases}`),
    };
  };
  return [...results, await measure(bench, 'PostgreSQL', onServer)];
}

export const confirmed: Benchmark = { name: 'confirmed', run };
