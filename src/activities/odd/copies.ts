import { customerKeyOf } from '../activity.ts';
import { byTime, isTyped, minutesOver, type Odd, type OddFact } from './odd.ts';

/** The same entry again and again: activity, quantity, amount, customer and date, each within minutes of the one before. Pure. */

/** Between one and the next. */
export const COPY_MINUTES = 10;
/** With a customer or an amount three alike are odd; without, where people log one by one, five. */
export const FEWEST_NAMED = 3;
export const FEWEST_PLAIN = 5;

/** One finding for each activity and date: its longest run. */
export function findCopies(facts: readonly OddFact[]): Odd[] {
  const alike = Map.groupBy(facts.filter(isTyped).toSorted(byTime), likeness);
  const runs = [...alike.values()].flatMap(runsOf).filter((run) => run.length >= fewest(run[0]));
  const perDay = Map.groupBy(runs, ([first]) => `copies:${first?.typeKey}:${first?.localDate}`);
  return [...perDay].flatMap(([key, all]): Odd[] => {
    const longest = all.toSorted((a, b) => b.length - a.length)[0] ?? [];
    const [first] = longest;
    if (first === undefined) return [];
    const { typeKey, localDate: date } = first;
    const ids = longest.map(({ id }) => id);
    return [
      { key, kind: 'copies', typeKey, date, facts: ids, outOf: ids.length, minutes: minutesOver(longest) },
    ];
  });
}

const likeness = ({ typeKey, quantity, amount, customer, localDate }: OddFact): string =>
  JSON.stringify([
    typeKey,
    ...[String(quantity), amount === null ? null : String(amount)],
    ...[customer === null ? null : customerKeyOf(customer), localDate],
  ]);

function runsOf(facts: readonly OddFact[]): OddFact[][] {
  const runs: OddFact[][] = [];
  for (const fact of facts) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const isNear =
      last !== undefined &&
      fact.recordedAt.epochMilliseconds - last.recordedAt.epochMilliseconds <= COPY_MINUTES * 60_000;
    if (run !== undefined && isNear) run.push(fact);
    else runs.push([fact]);
  }
  return runs;
}

const fewest = (fact: OddFact | undefined): number =>
  fact?.customer === null && fact.amount === null ? FEWEST_PLAIN : FEWEST_NAMED;
