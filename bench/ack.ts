import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { load } from './support/load.ts';
import { inTurn, percentile } from './support/measure.ts';
import { settleOffice } from './support/office.ts';
import { launch, type Running, startPacer, type Transport, transports } from './support/programs.ts';

/** How soon `/log` is acknowledged under load, beside a Bolt app that does nothing else; both over Socket Mode, then over HTTP, each in its own process. */

const RATES = [100, 300];
const SLICE_MS = 4_000;

/** Until the code of both is compiled, and nothing is left to do. */
async function warmUp(pacer: Running, bare: Running): Promise<void> {
  for (const perSecond of [20, 50, 100, 100]) {
    await load(pacer.slack, { perSecond, ms: 3_000, answers: true });
    await load(bare.slack, { perSecond, ms: 3_000, answers: false });
  }
}

async function measure(
  pacer: Running,
  bare: Running,
  perSecond: number,
  rounds: number,
  transport: Transport,
): Promise<BenchResult> {
  const sides = [
    { app: pacer, answers: true, acks: [0].slice(1), confirmed: 0 },
    { app: bare, answers: false, acks: [0].slice(1), confirmed: 0 },
  ];
  for (let round = 0; round < rounds; round += 1) {
    for (const side of inTurn(round, sides)) {
      const { acks, answers } = await load(side.app.slack, {
        perSecond,
        ms: SLICE_MS,
        answers: side.answers,
      });
      side.acks.push(...acks);
      side.confirmed += answers.filter(Number.isFinite).length;
    }
  }
  const [ours = [], theirs = []] = sides.map(({ acks }) => acks);
  const ratio = percentile(ours, 0.99) / percentile(theirs, 0.99);
  const confirmed = (100 * (sides[0]?.confirmed ?? 0)) / ours.length;
  const halves = [ours, theirs].map((acks) => `${percentile(acks, 0.5).toFixed(2)} ms`);
  return {
    name: `ack: /log at ${perSecond} a second${transport === 'http' ? ', HTTP' : ''}`,
    what: `p99 from sending the ${transport === 'http' ? 'signed request' : 'envelope'} to its acknowledgement, ${perSecond} /log a second, beside a Bolt app that only acknowledges`,
    ...{
      ours: percentile(ours, 0.99),
      theirs: percentile(theirs, 0.99),
      unit: 'ms',
      ratio,
      aim: '≤ 3 ×',
      met: ratio <= 3,
    },
    notes: [`p50 ${halves.join(' beside ')}`, `${confirmed.toFixed(0)} % of them confirmed within 20 s`],
  };
}

async function over(bench: Bench, transport: Transport): Promise<BenchResult[]> {
  const dataDir = bench.directory();
  await settleOffice({ dataDir });
  const pacer = await startPacer({ dataDir }, {}, [], transport);
  const bare = await launch({ script: 'bench/apps/ack-only.ts', ready: 'ready', transport });
  const results: BenchResult[] = [];
  try {
    await warmUp(pacer, bare);
    for (const perSecond of RATES) {
      bench.say(`ack: ${perSecond} a second (${transport})`);
      results.push(await measure(pacer, bare, perSecond, bench.full ? 5 : 3, transport));
    }
  } finally {
    await bare.stop();
    await pacer.stop();
  }
  return results;
}

async function run(bench: Bench): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const transport of transports) results.push(...(await over(bench, transport)));
  return results;
}

export const ack: Benchmark = { name: 'ack', run };
