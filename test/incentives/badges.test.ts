import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allStand, badgesFor, type Covered, paidOf } from '../../src/incentives/badges/badges.ts';
import type { PaidBadge } from '../../src/incentives/pay/inputs.ts';
import { payout } from '../../src/incentives/pay/payout.ts';
import { flawsOf, runHash, statementHash } from '../../src/incentives/pay/seal.ts';
import type { BadgeTerms, Plan } from '../../src/incentives/plan/plan.ts';
import { readPlan } from '../../src/incentives/plan/read.ts';
import { planValues, termsText } from '../../src/incentives/plan/show.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { currency } from '../../src/kpi/money.ts';
import { parsePeriodKey } from '../../src/kpi/period.ts';
import { unwrap } from '../../src/kpi/result.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { type Badge, type BadgeDetail, earned } from '../../src/recognition/badges/badge.ts';
import { personOf, rulesOf, runOf } from './given.ts';
import { statement, statements } from './statements/worked.ts';

/** $50 for each target that was reached, $20 for each streak; amounts in cents. */
const terms: BadgeTerms = {
  kind: 'badges',
  rewards: [
    { badge: 'target', amount: '5000' },
    { badge: 'streak', amount: '2000' },
  ],
};
const rules = rulesOf(terms);
const plan: Plan = {
  ...{ id: 'p1', version: 1, name: 'Badges', state: 'active', from: '2026-07-01', rules },
  who: { role: 'any', teamIds: [], memberIds: [] },
};

const at = (text: string) => Temporal.Instant.from(`${text}T06:00:00Z`);
const month = (key: string): BadgeDetail => {
  const periodKey = unwrap(parsePeriodKey(key));
  return { kind: 'target', metricKey: 'revenue', periodKey, value: 130_000n, target: 120_000n };
};
const streak = (weeks: number): BadgeDetail => ({ kind: 'streak', metricKey: 'calls', weeks });
/** Ana's, earned on the day before `to`. */
const badge = (detail: BadgeDetail, to: string, more: Partial<Badge> = {}): Badge => ({
  ...earned({ from: localDate('2026-01-01'), to: localDate(to) }, detail),
  ...{ memberId: 'ana', grantedAt: at(to), withdrawnAt: null },
  ...more,
});
const quarter = { from: localDate('2026-07-01'), to: localDate('2026-10-01') };
const given = (badges: readonly Badge[], more = {}) => ({ badges, paid: [], covered: [], ...more });
const keysOf = (badges: readonly PaidBadge[]): string[] => badges.map(({ key }) => key);
const frozen = (...badges: readonly Badge[]): PaidBadge[] => badgesFor('ana', [plan], quarter, given(badges));

describe('which badges a run pays', () => {
  test('those of the kinds that the plan rewards, earned in the period, by date', () => {
    const badges = [
      badge(month('2026-09'), '2026-10-01'),
      badge(streak(4), '2026-08-03'),
      badge({ kind: 'first-log' }, '2026-07-10'),
      badge(month('2026-06'), '2026-07-01'),
      badge(month('2026-10'), '2026-11-01'),
    ];
    // June's was earned on June 30, September's on September 30; a first entry is not rewarded.
    expect(keysOf(frozen(...badges))).toEqual(['streak:calls:4', 'target:revenue:2026-09']);
    expect(badgesFor('bo', [plan], quarter, given(badges))).toEqual([]);
  });

  test('one that was withdrawn pays nothing', () => {
    const gone = badge(streak(4), '2026-08-03', { withdrawnAt: at('2026-08-20') });
    expect(frozen(gone)).toEqual([]);
  });

  test('one that the plan has paid is not paid again, as where a quarter comes after its months; another plan still pays it', () => {
    const july = badge(month('2026-07'), '2026-08-01');
    const paid = [{ memberId: 'ana', planId: 'p1', key: july.key }];
    const other = { ...plan, id: 'p2' };
    const found = badgesFor('ana', [plan, other], quarter, given([july], { paid }));
    expect(found.map(({ plan: id }) => id)).toEqual(['p2']);
  });

  test('P-05 one that was granted after its own period was paid follows in the next run; one that nobody paid for then does not', () => {
    const june = { period: { from: '2026-04-01', to: '2026-07-01' }, at: at('2026-07-02') };
    const covered: Covered[] = [{ memberId: 'ana', planId: 'p1', ...june }];
    const late = badge(month('2026-06'), '2026-07-01', { grantedAt: at('2026-07-20') });
    const early = badge(month('2026-05'), '2026-06-01');
    expect(keysOf(badgesFor('ana', [plan], quarter, given([late, early], { covered })))).toEqual([late.key]);
    expect(badgesFor('ana', [plan], quarter, given([late]))).toEqual([]);
  });

  test('the order in which badges, plans’ payments and earlier runs are read is irrelevant, and asked twice the answer is the same', () => {
    const months = ['2026-06', '2026-07', '2026-08', '2026-09'];
    const all = months.map((one, index) =>
      badge(month(one), ['2026-07-01', '2026-08-01', '2026-09-01', '2026-10-01'][index] ?? '', {
        grantedAt: at('2026-10-02'),
      }),
    );
    const june = { period: { from: '2026-06-01', to: '2026-07-01' }, at: at('2026-07-02') };
    const covered: Covered[] = [{ memberId: 'ana', planId: 'p1', ...june }];
    const paid = [{ memberId: 'ana', planId: 'p1', key: 'target:revenue:2026-08' }];
    const expected = badgesFor('ana', [plan], quarter, given(all, { paid, covered }));
    expect(keysOf(expected)).toEqual(['06', '07', '09'].map((one) => `target:revenue:2026-${one}`));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 4 }), (badges) => {
        expect(badgesFor('ana', [plan], quarter, given(badges, { paid, covered }))).toEqual(expected);
      }),
    );
  });

  test('a run whose badge was withdrawn since does not stand any more', () => {
    const kept = badge(streak(4), '2026-08-03');
    const paid = paidOf([{ memberId: 'ana', inputs: { badges: frozen(kept) } }]);
    expect(allStand(paid, [kept])).toBe(true);
    expect(allStand(paid, [])).toBe(false);
    expect(allStand(paid, [{ ...kept, memberId: 'bo' }])).toBe(false);
  });
});

describe('statements worked by hand: amounts in cents', () => {
  const badges = frozen(
    badge(month('2026-07'), '2026-08-01'),
    badge(streak(4), '2026-08-03'),
    badge(month('2026-08'), '2026-09-01'),
  );

  test('two months’ targets and a streak: 50 + 20 + 50', () => {
    expect(statement(rules, { badges })).toEqual(['badges 5000 + 2000 + 5000 = 12000 → 12000']);
  });

  test('no badge earns nothing, which is no missing figure', () => {
    expect(statement(rules, {})).toEqual(['badges  = 0 → 0']);
  });

  test('T-04 a badge is paid whole, also to somebody who was there for half of the period, and without a score', () => {
    const half = { presence: { present: '33', working: '66' }, total: null, band: null };
    expect(statement(rules, { badges, ...half })).toEqual(['badges 5000 + 2000 + 5000 = 12000 → 12000']);
  });

  test('at most 100 each, and B-10 at least 150', () => {
    expect(statement(rulesOf(terms, { cap: '10000' }), { badges })).toEqual([
      'badges 5000 + 2000 + 5000 = 12000 → 10000 [cap]',
    ]);
    expect(statement(rulesOf(terms, { guarantee: '15000' }), { badges })).toEqual([
      'badges 5000 + 2000 + 5000 = 12000 → 15000 [guarantee]',
    ]);
  });

  test('B-04 a budget of 85 for 120 + 50: everybody gets half', () => {
    const one = badges.slice(0, 1);
    expect(statements(rulesOf(terms, { budget: '8500' }), { a: { badges }, b: { badges: one } })).toEqual({
      a: ['badges 5000 + 2000 + 5000 = 12000 → 6000 [budget 1/2]'],
      b: ['badges 5000 = 5000 → 2500 [budget 1/2]'],
    });
  });

  test('M-05 in yen: ¥3,000 for each of two', () => {
    const yen = rulesOf(
      { kind: 'badges', rewards: [{ badge: 'target', amount: '3000' }] },
      { currency: 'JPY' },
    );
    expect(statement(yen, { badges })).toEqual(['badges 3000 + 3000 = 6000 → 6000']);
  });

  test('B-05 is recomputed from what is frozen, and a badge that is put in is found', () => {
    const inputs = runOf(rules);
    const person = personOf('a', { badges });
    const [result] = payout(inputs, [person]);
    if (result === undefined) throw new Error('no statement');
    const row = { memberKey: 'a', inputs: person, result, sha256: statementHash('r1', person, result) };
    const sealed = { id: 'r1', inputs, sha256: runHash('r1', inputs, [row]) };
    expect(flawsOf(sealed, [row])).toEqual([]);
    const more = {
      ...row,
      inputs: { ...person, badges: [...badges, ...frozen(badge(streak(8), '2026-09-07'))] },
    };
    expect(flawsOf(sealed, [more]).map(({ kind }) => kind)).toEqual(['hash', 'amounts']);
  });
});

describe('the form', () => {
  const frame = { metrics: [], currency: currency('USD') };
  const scene = { metrics: [], teams: [], names: new Map(), currency: 'USD' };
  const fields = { name: 'Badges', kind: 'badges', currency: 'USD', from: '2026-07-01' };

  test('reads an amount for each kind, and writes it as it was typed', () => {
    const read = readPlan({ ...fields, badge3: '$50', badge2: '20' }, frame);
    if (!read.ok) throw new Error(read.problem.problem.kind);
    expect(read.value.wish.rules.terms).toEqual({ ...terms, rewards: terms.rewards.toReversed() });
    const values = planValues({ ...plan, ...read.value.wish }, scene, { from: '2026-07-01' });
    expect(values).toMatchObject({ kind: 'badges', badge2: '20', badge3: '50' });
    expect(termsText(rules, scene, 'en')).toBe(
      'For each badge: Target of a month or longer reached $50, Weeks in a row on target $20',
    );
    expect(termsText(rules, scene, 'zh')).toBe('每枚徽章：月度及以上目标达成 US$50、连续数周达标 US$20');
  });

  test('says at the field what is no amount, and where nothing is rewarded', () => {
    const wrong = readPlan({ ...fields, badge2: 'much' }, frame);
    expect(wrong).toMatchObject({ ok: false, problem: { field: 'badge2', problem: { kind: 'amount' } } });
    const none = readPlan(fields, frame);
    expect(none).toMatchObject({ ok: false, problem: { field: 'badge0', problem: { kind: 'no prizes' } } });
  });
});
