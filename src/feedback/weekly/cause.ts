import {
  add,
  divide,
  type Exact,
  exact,
  isLess,
  isZero,
  multiply,
  ONE,
  subtract,
  ZERO,
} from '../../kpi/exact.ts';
import { isCountBeyondNoise } from '../../kpi/noise.ts';

/**
 * Why a result fell short, as volume × conversion × value: the activity at the widest point of the way to it, what became of it from link to
 * link, and what one success was worth. Each is compared with what is usual; the part of each in the difference is exact. Pure.
 */

/** What a way came to: how often each link happened (hundredths), the widest first and the success last, and the amount of the successes. */
export interface Tallied {
  counts: readonly Exact[];
  /** Minor units; null where the result is the number of successes itself. */
  amount: Exact | null;
}

/** Whose usual it is. */
export type Usual = 'own' | 'team';

/** The factor that explains most of the shortfall; counts are those of the window, usual ones scaled to its working days. */
export type Cause =
  | { kind: 'volume'; usual: Usual; now: Exact; expected: Exact }
  /** From link `at − 1` to link `at`: so many came of so many, where the usual rate makes `expected`. */
  | {
      kind: 'conversion';
      usual: Usual;
      at: number;
      from: Exact;
      now: Exact;
      expected: Exact;
      isChance: boolean;
    }
  | { kind: 'value'; usual: Usual; now: Exact; expected: Exact }
  /** Nothing is below what is usual: at the usual rates the target takes so much of the first link. */
  | { kind: 'usual'; now: Exact; needed: Exact };

/** K-05: rates of fewer successes than this say nothing. */
const fewestSuccesses = exact(500);

/** First the volume, then each conversion, last the value; where something never happened, what comes of it is as usual (no evidence). */
export function factorsOf({ counts, amount }: Tallied, usual?: readonly Exact[]): Exact[] {
  const over = (at: number, value: Exact | undefined, by: Exact | undefined): Exact =>
    value === undefined || by === undefined || isZero(by) ? (usual?.[at] ?? ZERO) : divide(value, by);
  const [first = ZERO, ...later] = counts;
  const rates = later.map((count, index) => over(index + 1, count, counts[index]));
  return amount === null ? [first, ...rates] : [first, ...rates, over(counts.length, amount, counts.at(-1))];
}

export const product = (factors: readonly Exact[]): Exact => factors.reduce(multiply, ONE);

/**
 * The part of each factor in Π now − Π usual, exact: the mean, over all orders in which the factors may change one after the other, of what
 * each change adds (Shapley). The parts add up to the difference, and no factor is favoured by its place.
 */
export function partsOf(now: readonly Exact[], usual: readonly Exact[]): Exact[] {
  const places = now.map((_, index) => index);
  const weightOf = (changed: number) => {
    const factorial = (n: number): bigint => (n <= 1 ? 1n : BigInt(n) * factorial(n - 1));
    return exact(factorial(changed) * factorial(now.length - changed - 1), factorial(now.length));
  };
  return places.map((at) => {
    const others = places.filter((place) => place !== at);
    const step = subtract(now[at] ?? ZERO, usual[at] ?? ZERO);
    let part = ZERO;
    for (let mask = 0; mask < 2 ** others.length; mask += 1) {
      const isChanged = (index: number) => (mask & (2 ** index)) !== 0;
      const rest = product(others.map((place, index) => (isChanged(index) ? now : usual)[place] ?? ZERO));
      const changed = others.filter((_, index) => isChanged(index)).length;
      part = add(part, multiply(multiply(weightOf(changed), rest), step));
    }
    return part;
  });
}

/** What is usual over so many working days, as much of it as the window has. */
export function scaled({ counts, amount }: Tallied, days: Exact, windowDays: Exact): Tallied | undefined {
  if (isZero(days)) return undefined;
  const scale = (value: Exact) => multiply(value, divide(windowDays, days));
  return { counts: counts.map(scale), amount: amount === null ? null : scale(amount) };
}

/** Whether rates can be read from it: enough successes, and something at every link. */
export function isKnown({ counts }: Tallied): boolean {
  const successes = counts.at(-1) ?? ZERO;
  return counts.length > 1 && !isLess(successes, fewestSuccesses) && counts.every((count) => !isZero(count));
}

/**
 * The cause of a result below `goal`: against one's own usual where that was better than now, else against the team's, else that usual is not
 * enough. Undefined where nothing usual is known.
 */
export function causeOf(
  now: Tallied,
  goal: Exact,
  usual: { own: Tallied | undefined; team: Tallied | undefined },
): Cause | undefined {
  for (const whose of ['own', 'team'] as const) {
    const known = usual[whose];
    if (known === undefined) continue;
    const before = factorsOf(known);
    const factors = factorsOf(now, before);
    if (isLess(product(factors), product(before))) return largest(now, factors, before, whose);
  }
  const [first = ZERO] = now.counts;
  const rates = usual.own === undefined ? undefined : product(factorsOf(usual.own).slice(1));
  if (rates === undefined || isZero(rates)) return undefined;
  return { kind: 'usual', now: first, needed: divide(goal, rates) };
}

/** The conversions together are one factor; of them the link that costs most is named. */
function largest(now: Tallied, factors: Exact[], before: Exact[], usual: Usual): Cause {
  const parts = partsOf(factors, before);
  const links = now.counts.length;
  const conversions = parts.slice(1, links);
  const volume = parts[0] ?? ZERO;
  const conversion = conversions.reduce(add, ZERO);
  const value = parts[links] ?? ZERO;
  const at =
    conversions.reduce(
      (worst, part, index) => (isLess(part, conversions[worst] ?? ZERO) ? index : worst),
      0,
    ) + 1;
  if (!isLess(conversion, volume) && !isLess(value, volume))
    return { kind: 'volume', usual, now: factors[0] ?? ZERO, expected: before[0] ?? ZERO };
  if (isLess(value, conversion))
    return { kind: 'value', usual, now: factors[links] ?? ZERO, expected: before[links] ?? ZERO };
  const from = now.counts[at - 1] ?? ZERO;
  const came = now.counts[at] ?? ZERO;
  const expected = multiply(from, before[at] ?? ZERO);
  const isChance = !isCountBeyondNoise(came, expected, 'below');
  return { kind: 'conversion', usual, at, from, now: came, expected, isChance };
}
