import { add, divide, type Exact, exact, multiply, roundHalfEven, subtract, ZERO } from '../../kpi/exact.ts';
import { addDays, type DateRange, type LocalDate } from '../../kpi/localDate.ts';
import { periodOf, rangeOf } from '../../kpi/period.ts';

/** M-01: what several raters make of one piece of work. Grades are whole; everything computed of them is exact. */

/** A criterion as it was when it was graded, and its grade: 1 is the lowest. */
export interface CriterionGrade {
  en: string;
  zh: string;
  /** Whole per cent. */
  weight: number;
  grade: number;
}

/** What one rater handed in, as the result needs it. */
export interface Graded {
  /** Σ weight × grade. */
  points: bigint;
  /** Σ weight. */
  weight: bigint;
  /** So many raters the rubric asked for then. */
  needed: number;
  /** The highest grade. */
  scale: number;
}

/** The result of a piece of work. */
export interface Result {
  /** Thousandths: 3.75 is 3750n. */
  value: bigint;
  scale: number;
  raters: number;
}

/** Σ weight × grade and Σ weight: 40 % × 4 + 35 % × 3 + 25 % × 5 → 390 of 100, which is 3.9. */
export function totalOf(grades: readonly CriterionGrade[]): Pick<Graded, 'points' | 'weight'> {
  const sum = (value: (one: CriterionGrade) => number): bigint =>
    grades.reduce((total, one) => total + BigInt(value(one)), 0n);
  return { points: sum((one) => one.weight * one.grade), weight: sum((one) => one.weight) };
}

const meanOf = (values: readonly Exact[]): Exact => divide(values.reduce(add, ZERO), exact(values.length));
const gradeOf = ({ points, weight }: Pick<Graded, 'points' | 'weight'>): Exact => exact(points, weight);

/**
 * M-01, M-03: the mean over raters of their weighted grades, in thousandths, rounded once at the end; undefined until as many have rated as
 * the rubric asks for. `graded` are the newest of each rater, the latest last.
 */
export function resultOf(graded: readonly Graded[]): Result | undefined {
  const last = graded.at(-1);
  if (last === undefined || graded.length < last.needed) return undefined;
  const mean = meanOf(graded.map(gradeOf));
  const value = roundHalfEven(multiply(mean, exact(1000)));
  return { value, scale: last.scale, raters: graded.length };
}

/** How a rater stands to the others of the same pieces of work. */
export interface Leniency {
  raterId: string;
  /** Pieces that others rated too. */
  common: number;
  /** The mean of own grade − mean of the others' grades, in thousandths of a grade: above 0 is milder. */
  deviation: bigint;
}

/** From so many pieces in common on a deviation is spoken of. */
export const LEAST_COMMON = 5;

/** M-01: each rater's mean deviation from the other raters of the same work; who has too little in common with others is left out. */
export function leniencyOf(
  pieces: readonly (readonly ({ raterId: string } & Pick<Graded, 'points' | 'weight'>)[])[],
): Leniency[] {
  const found = new Map<string, Exact[]>();
  for (const graded of pieces) {
    if (graded.length < 2) continue;
    for (const one of graded) {
      const others = graded.filter((other) => other.raterId !== one.raterId).map(gradeOf);
      found.set(one.raterId, [...(found.get(one.raterId) ?? []), subtract(gradeOf(one), meanOf(others))]);
    }
  }
  return [...found]
    .filter(([, deviations]) => deviations.length >= LEAST_COMMON)
    .map(([raterId, deviations]): Leniency => {
      const deviation = roundHalfEven(multiply(meanOf(deviations), exact(1000)));
      return { raterId, common: deviations.length, deviation };
    })
    .sort((a, b) => Number(b.deviation - a.deviation) || (a.raterId < b.raterId ? -1 : 1));
}

/** Entries of the last days of a quarter may come two weeks late (P-05), and so may their grades. */
const GRACE_DAYS = 14;

/** Until when, exclusive, work of a date can be rated, and rated again: two weeks past the end of its calendar quarter. */
export function rateableUntil(date: LocalDate): LocalDate {
  const range: DateRange = rangeOf(periodOf('quarter', date));
  return addDays(range.to, GRACE_DAYS);
}

/** M-01: who is asked: of the pool those with the least to do, never whose work it is; even ones by their id. */
export function drawRaters(
  pool: readonly string[],
  work: { owners: readonly string[]; needed: number },
  load: ReadonlyMap<string, number>,
): string[] {
  const loadOf = (member: string): number => load.get(member) ?? 0;
  return pool
    .filter((member) => !work.owners.includes(member))
    .toSorted((a, b) => loadOf(a) - loadOf(b) || (a < b ? -1 : 1))
    .slice(0, work.needed);
}

/** Whose work it is: nobody rates their own, nor what they share in. */
export const ownersOf = ({
  memberId,
  shares,
}: {
  memberId: string;
  shares: Readonly<Record<string, number>> | null;
}): string[] => [...new Set([memberId, ...Object.keys(shares ?? {})])];
