/**
 * B-07: how a period's rewards are spread. Statistics in floats: they describe, nothing is paid by them.
 */

/** The Gini coefficient of amounts not below 0: Σ (2i − n − 1)·x_i ÷ (n · Σ x), x ascending. 0 where nobody got anything. */
export function giniOf(amounts: readonly number[]): number {
  const sorted = amounts.toSorted((a, b) => a - b);
  const total = sorted.reduce((all, amount) => all + amount, 0);
  if (total <= 0) return 0;
  const weighted = sorted.reduce(
    (all, amount, index) => all + (2 * (index + 1) - sorted.length - 1) * amount,
    0,
  );
  return weighted / (sorted.length * total);
}

/** The share of all that the best paid tenth gets, at least one person; 0 where nobody got anything. */
export function topTenthOf(amounts: readonly number[]): number {
  const sorted = amounts.toSorted((a, b) => b - a);
  const total = sorted.reduce((all, amount) => all + amount, 0);
  const tenth = sorted.slice(0, Math.max(1, Math.ceil(sorted.length / 10)));
  return total <= 0 ? 0 : tenth.reduce((all, amount) => all + amount, 0) / total;
}

export interface Rewarded {
  amount: number;
  team: string;
  region: string;
  manager: string;
  /** Whole years in the job at the end of the period; null: not known. */
  years: number | null;
}

export const TENURES = ['0', '1', '2'] as const;
/** Under a year, one to three, longer. */
export const tenureOf = (years: number): (typeof TENURES)[number] =>
  years < 1 ? '0' : years < 3 ? '1' : '2';

export interface Group {
  name: string;
  people: number;
  mean: number;
}

/** The mean of each group, the highest first; people without one stand together under ''. */
export function groupsBy(people: readonly Rewarded[], nameOf: (person: Rewarded) => string): Group[] {
  return [...Map.groupBy(people, nameOf)]
    .map(([name, own]) => ({
      ...{ name, people: own.length },
      mean: own.reduce((all, { amount }) => all + amount, 0) / own.length,
    }))
    .sort((a, b) => b.mean - a.mean || (a.name < b.name ? -1 : 1));
}
