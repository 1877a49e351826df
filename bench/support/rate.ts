import { inTurn, median } from './measure.ts';

/** Something done over and over; the number tells one time from another. */
export type Work = (turn: number) => Promise<unknown>;

export interface RateOptions {
  rounds: number;
  /** Length of one side's slice in a round. Milliseconds. */
  sliceMs: number;
  /** How many do it at the same time. */
  workers: number;
}

let turns = 0;

/** What the slices of a run say. */
export interface Rates<Name extends string> {
  /** Times a second: the median of the slices. */
  of(name: Name): number;
  /** One side ÷ another: the median of the rounds' ratios, since what disturbs a round disturbs both. */
  ratio(ours: Name, theirs: Name): number;
}

/**
 * How often a second each side gets its work done: closed loop, the sides in alternating slices of one run. A longer slice of each comes
 * first and does not count.
 */
export async function rates<Name extends string>(
  sides: Readonly<Record<Name, Work>>,
  { rounds, sliceMs, workers }: RateOptions,
): Promise<Rates<Name>> {
  const all = Object.entries<Work>(sides).map(([name, work]) => ({ name, work, samples: [0].slice(1) }));
  for (const { work } of all) await slice(work, sliceMs * 3, workers);
  for (let round = 0; round < rounds; round += 1) {
    for (const { work, samples } of inTurn(round, all)) samples.push(await slice(work, sliceMs, workers));
  }
  const samplesOf = (name: Name): number[] => all.find((side) => side.name === name)?.samples ?? [];
  return {
    of: (name) => median(samplesOf(name)),
    ratio(ours, theirs) {
      const beside = samplesOf(theirs);
      return median(samplesOf(ours).map((value, round) => value / (beside[round] ?? Number.NaN)));
    },
  };
}

async function slice(work: Work, ms: number, workers: number): Promise<number> {
  const start = performance.now();
  let done = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() - start < ms) {
      turns += 1;
      await work(turns);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return (done * 1000) / (performance.now() - start);
}
