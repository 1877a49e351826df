import { join } from 'node:path';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { inTurn, median } from './support/measure.ts';
import { type Program, startProgram } from './support/program.ts';
import { settingsOf, startApp } from './support/programs.ts';

/** How long `npm start` with no setting takes until it can be used, and what it holds in memory, beside the least that has the same parts. */

interface Start {
  seconds: number;
  residentMb: number;
}

type Starter = (dataDir: string) => Promise<Pick<Program, 'residentMb' | 'stop'>>;

/** With the sandbox and the sample company. */
const pacer: Starter = async (dataDir) => {
  const program = startProgram('src/main.ts', settingsOf({ dataDir }));
  await program.said('Ctrl-C stops Pacer');
  return program;
};

/** PGlite and Bolt in one process. */
const bare: Starter = async (dataDir) => {
  const { program, stop } = await startApp('bench/apps/bare-start.ts', 'ready', {
    PACER_DATA_DIR: join(dataDir, 'db'),
  });
  return { residentMb: program.residentMb, stop };
};

async function timed(start: Starter, dataDir: string): Promise<Start> {
  const begun = performance.now();
  const program = await start(dataDir);
  const seconds = (performance.now() - begun) / 1000;
  const residentMb = program.residentMb();
  await program.stop();
  return { seconds, residentMb };
}

interface Side {
  start: Starter;
  first: Start[];
  later: Start[];
}

function result(
  name: string,
  what: string,
  [ours, theirs]: readonly [number, number],
  most: number,
  unit: string,
): BenchResult {
  const isAimed = Number.isFinite(most);
  const aim = isAimed ? `≤ ${most} ${unit}` : '–';
  return { name, what, ours, theirs, unit, ratio: ours / theirs, aim, met: isAimed ? ours <= most : null };
}

async function run(bench: Bench): Promise<BenchResult[]> {
  const sides = [pacer, bare].map((start): Side => ({ start, first: [], later: [] }));
  for (let round = 0; round < (bench.full ? 5 : 2); round += 1) {
    bench.say(`startup: round ${round + 1}`);
    for (const side of inTurn(round, sides)) {
      const dataDir = bench.directory();
      side.first.push(await timed(side.start, dataDir));
      side.later.push(await timed(side.start, dataDir));
    }
  }
  const pair = (figure: (side: Side) => number[]): [number, number] => {
    const [ours = Number.NaN, theirs = Number.NaN] = sides.map((side) => median(figure(side)));
    return [ours, theirs];
  };
  const beside = 'beside a process that opens PGlite and connects Bolt';
  return [
    result(
      'start-up: first',
      `From nothing to usable, with sandbox and sample company, ${beside}`,
      pair((side) => side.first.map((start) => start.seconds)),
      20,
      's',
    ),
    result(
      'start-up: later',
      `On what is there already, ${beside}`,
      pair((side) => side.later.map((start) => start.seconds)),
      5,
      's',
    ),
    result(
      'start-up: memory',
      `Resident memory of app and sandbox when usable, ${beside}`,
      pair((side) => side.later.map((start) => start.residentMb)),
      Number.POSITIVE_INFINITY,
      'MB',
    ),
  ];
}

export const startup: Benchmark = { name: 'startup', run };
