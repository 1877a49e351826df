import { type Candidate, splitTarget, type Whole } from '../src/goals/split/split.ts';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { rates } from './support/rate.ts';

/** A company's target divided among a thousand people, as a change of it does anew, beside a split by hand. No database. */

const PEOPLE = 1_000;
const VALUE = 123_456_700n;

const whole: Whole = {
  ...{
    value: VALUE,
    levels: { commit: 100_000_000n, stretch: 150_000_000n },
    isInherited: false,
    step: 100n,
  },
  rule: { direction: 'higher', unit: 'money', isAdditive: true, mayBeNegative: false },
};

const candidates: Candidate[] = Array.from({ length: PEOPLE }, (_, index) => ({
  ...{ key: `m${index}`, people: 1, past: BigInt((index * 7_919) % 10_007) * 100n + 100n, typed: null },
  locked: index % 10 === 0 ? 50_000n : undefined,
}));

/** With locked parts, the levels of each, and what is not assigned. */
const ours = () => splitTarget(whole, 'past', candidates);

/** The values alone: floor of each share, and one more step for the first ones, until nothing is left. */
function theirs(): bigint[] {
  const locked = candidates.reduce((sum, one) => sum + (one.locked ?? 0n), 0n);
  const open = candidates.filter((one) => one.locked === undefined);
  const weight = open.reduce((sum, one) => sum + one.past, 0n);
  const steps = (VALUE - locked) / 100n;
  const parts = open.map((one) => (steps * one.past) / weight);
  let left = steps - parts.reduce((sum, part) => sum + part, 0n);
  for (let index = 0; left > 0n; index += 1, left -= 1n) parts[index] = (parts[index] ?? 0n) + 1n;
  let next = 0;
  return candidates.map((one) => one.locked ?? (parts[next++] ?? 0n) * 100n);
}

function mustSumUp(): void {
  const { parts, unassigned } = ours();
  const sums = [
    parts.reduce((sum, part) => sum + (part.value ?? 0n), 0n),
    theirs().reduce((a, b) => a + b, 0n),
  ];
  if (unassigned !== 0n || sums.some((sum) => sum !== VALUE))
    throw new Error(`the parts sum to ${sums.join(' and ')}`);
}

async function run(bench: Bench): Promise<BenchResult[]> {
  mustSumUp();
  bench.say('cascade: measuring');
  const sides = { ours: async () => ours(), theirs: async () => theirs() };
  const rate = await rates(sides, { rounds: bench.full ? 20 : 10, sliceMs: 200, workers: 1 });
  const seconds = 1 / rate.of('ours');
  return [
    {
      name: 'cascade: a company',
      what: `A target split among ${PEOPLE} people by the largest remainder, with three levels and locked parts (ours), beside the values alone, rounded in order (theirs); ratio: how much longer`,
      ...{ ours: seconds * 1000, theirs: 1000 / rate.of('theirs'), unit: 'ms' },
      ...{ ratio: rate.ratio('theirs', 'ours'), aim: '≤ 1 s', met: seconds <= 1 },
    },
  ];
}

export const cascade: Benchmark = { name: 'cascade', run };
