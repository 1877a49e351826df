import { exact, isLess, toNumber } from '../../kpi/exact.ts';
import { readFraction } from '../fraction.ts';
import type { PersonInputs } from '../pay/inputs.ts';
import type { Statement } from '../pay/line.ts';
import { totalsOf } from '../pay/payout.ts';

/** What a plan would have paid in one closed evaluation. */
export interface Tried {
  cycleName: string;
  cycleId: string;
  people: readonly { memberId: string; inputs: PersonInputs; statement: Statement }[];
}

export interface TriedTotals {
  totals: Statement['totals'];
  /** How many would have got something. */
  paid: number;
  /** Without an automatic line, and under the quality gate. */
  policy: number;
  gated: number;
  budgetFactor: string | null;
}

export function triedTotals({ people }: Pick<Tried, 'people'>): TriedTotals {
  const lines = people.flatMap(({ statement }) => statement.lines);
  return {
    totals: totalsOf(lines),
    paid: people.filter(({ statement }) => statement.lines.some(({ amount }) => BigInt(amount) > 0n)).length,
    policy: lines.filter(({ way }) => way.kind === 'policy').length,
    gated: lines.filter(({ limits }) => limits.gate === 'under').length,
    budgetFactor: lines.find(({ limits }) => limits.budgetFactor !== null)?.limits.budgetFactor ?? null,
  };
}

/** The best paid first. */
export const byAmount = (people: Tried['people']): Tried['people'] =>
  people.toSorted((a, b) => {
    const [first, second] = [amountOf(a.statement), amountOf(b.statement)];
    return first === second ? 0 : first > second ? -1 : 1;
  });

export const amountOf = ({ lines }: Pick<Statement, 'lines'>): bigint =>
  lines.reduce((all, { amount }) => all + BigInt(amount), 0n);

/** B-07: who had a higher score than in the evaluation before, and was paid nothing in any of them. Oldest first. */
export function improvedUnrewarded(tried: readonly Tried[]): string[] {
  const [before, now] = tried.slice(-2);
  if (before === undefined || now === undefined) return [];
  const paid = new Set(
    tried.flatMap(({ people }) =>
      people.filter(({ statement }) => amountOf(statement) > 0n).map(({ memberId }) => memberId),
    ),
  );
  const past = new Map(before.people.map(({ memberId, inputs }) => [memberId, inputs.total]));
  return now.people
    .filter(({ memberId, inputs }) => {
      const was = past.get(memberId) ?? null;
      if (paid.has(memberId) || was === null || inputs.total === null) return false;
      return isLess(readFraction(was), readFraction(inputs.total));
    })
    .map(({ memberId }) => memberId);
}

/** For placing bars alone. */
export const barOf = (minor: bigint): number => toNumber(exact(minor));
