import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Campaign } from '../../src/campaigns/campaign.ts';
import {
  type Decision,
  hasChanged,
  mostMoved,
  movesOf,
  type Side,
  sideOf,
} from '../../src/campaigns/moves/moves.ts';
import { areApart, figuresOf, rateOf } from '../../src/campaigns/report/figures.ts';
import { type Funnel, funnelOf } from '../../src/campaigns/report/funnel.ts';
import { compare } from '../../src/kpi/exact.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { readyMadeOf } from '../../src/playbook/readyMade/all.ts';

/** R-02 by hand. Money is cents, counts are hundredths. */
const funnel = funnelOf({ version: 1, ...readyMadeOf('funnel') }) as Funnel;
const campaign = (id: string, budget: bigint | null): Campaign => ({
  ...{ id, name: id, aliases: [], channel: '', region: '', from: localDate('2026-10-01'), to: null, budget },
  ...{ original: null, ownerId: 'm1', expectedLeads: null },
});
function side(
  id: string,
  leads: number,
  customers: number,
  spend: bigint | null,
  budget: bigint | null = 1_000_000n,
) {
  const counts = new Map([
    ['lead', BigInt(leads) * 100n],
    ['deal', BigInt(customers) * 100n],
  ]);
  return sideOf(campaign(id, budget), figuresOf({ counts, spend, revenue: 0n }, funnel));
}
const sides = (...all: (Side | undefined)[]): Side[] => all.flatMap((one) => one ?? []);
const told = (moves: ReturnType<typeof movesOf>) =>
  moves.map(({ from, to, amount }) => `${from.campaign.id}→${to.campaign.id} ${amount}`);

describe('R-02 budget proposals', () => {
  // 20 of 200 = 10 % (6.6–14.9 %), 60 of 200 = 30 % (24.1–36.7 %): apart. 15 % of $10,000.00 = $1,500.00.
  const [bad, good] = [side('bad', 200, 20, 400_000n), side('good', 200, 60, 400_000n)];

  test('R-02 15 % of the budget moves from what converts worse to what converts better', () => {
    expect(told(movesOf(sides(bad, good), []))).toEqual(['bad→good 150000']);
  });

  test('R-02 never more than is left: of $10,000.00 with $9,200.00 spent, $800.00; of a spent one nothing', () => {
    expect(told(movesOf(sides(side('bad', 200, 20, 920_000n), good), []))).toEqual(['bad→good 80000']);
    expect(movesOf(sides(side('bad', 200, 20, 1_000_000n), good), [])).toEqual([]);
  });

  test('R-02 not with 29 leads on a side, not where intervals overlap, not without spend or budget', () => {
    expect(movesOf(sides(side('bad', 29, 0, 400_000n), good), [])).toEqual([]);
    // 40 of 200 = 20 % (15.0–26.1 %) overlaps 24.1–36.7 %.
    expect(movesOf(sides(side('bad', 200, 40, 400_000n), good), [])).toEqual([]);
    expect(sides(side('bad', 200, 20, null), side('bad', 200, 20, 1n, null))).toEqual([]);
  });

  test('R-02 not to what converts better but costs more for each customer', () => {
    // $4,000 ÷ 20 = $200 a customer there; $15,000 ÷ 60 = $250 here.
    expect(movesOf(sides(bad, side('good', 200, 60, 1_500_000n, 2_000_000n)), [])).toEqual([]);
  });

  test('R-02 each campaign is in one proposal: the worst gives to the best', () => {
    const all = sides(bad, good, side('worst', 400, 8, 400_000n), side('best', 400, 240, 400_000n));
    expect(told(movesOf(all, []))).toEqual(['worst→best 150000', 'bad→good 150000']);
  });

  test('R-02 what was declined does not come back, until half as many leads again came in or a conversion left its interval', () => {
    const decision: Decision = {
      ...{ id: 'd', fromId: 'bad', toId: 'good', kind: 'declined' },
      ...{ from: { hits: 2_000n, total: 20_000n }, to: { hits: 6_000n, total: 20_000n } },
    };
    expect(movesOf(sides(bad, good), [decision])).toEqual([]);
    expect(told(movesOf(sides(side('bad', 299, 30, 400_000n), good), [decision]))).toEqual([]);
    expect(told(movesOf(sides(side('bad', 300, 30, 400_000n), good), [decision]))).toEqual([
      'bad→good 150000',
    ]);
    // 10 % lies outside of 5 of 200 = 2.5 % (1.1–5.7 %).
    expect(told(movesOf(sides(side('bad', 200, 5, 400_000n), good), [decision]))).toEqual([
      'bad→good 150000',
    ]);
    expect(hasChanged(decision.to, rateOf(6_000n, 20_000n) ?? expect.fail())).toBe(false);
  });

  test('R-02 whatever the figures: enough on both sides, apart, at most 15 %, nobody twice', () => {
    const one = fc.record({
      ...{ leads: fc.integer({ min: 0, max: 600 }), won: fc.integer({ min: 0, max: 600 }) },
      ...{ spend: fc.bigInt({ min: 1n, max: 2_000_000n }), budget: fc.bigInt({ min: 1n, max: 2_000_000n }) },
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (given) => {
        const all = given.flatMap(({ leads, won, spend, budget }, index) =>
          sides(side(`c${index}`, leads, Math.min(won, leads), spend, budget)),
        );
        const moves = movesOf(all, []);
        const named = moves.flatMap(({ from, to }) => [from.campaign.id, to.campaign.id]);
        expect(new Set(named).size).toBe(named.length);
        for (const { from, to, amount } of moves) {
          expect(areApart(from.overall, to.overall)).toBe(true);
          expect(compare(to.overall.share, from.overall.share)).toBe(1);
          expect(
            amount > 0n && amount * 100n <= from.campaign.budget * 15n && amount <= mostMoved(from),
          ).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
