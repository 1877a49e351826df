import { describe, expect, test } from 'vitest';
import { USUAL_CURVE } from '../../../src/incentives/plan/typed.ts';
import { rulesOf } from '../given.ts';
import { statement } from './worked.ts';

/** B-02 by hand: on-target bonus × multiplier of the score × presence. Cents; $2,000 on target unless it says otherwise. */
const onTarget = (amount: string, curve = USUAL_CURVE) => ({ kind: 'bonus', amount, curve }) as const;

describe('B-02 statements of a bonus by score', () => {
  test('11 · 60 points: halfway between 50 (0) and 70 (0.5)', () => {
    expect(statement(rulesOf(onTarget('200000')), { total: '60' })).toEqual(['bonus ×1/4 = 50000 → 50000']);
  });

  test('12 · 87.5 points: 0.5 + 17.5 ÷ 30 × 0.5 = 19/24; of 2,000 1,583.33', () => {
    expect(statement(rulesOf(onTarget('200000')), { total: '175/2' })).toEqual([
      'bonus ×19/24 = 475000/3 → 158333',
    ]);
  });

  test('13 · published: threshold 50, target 100, maximum 120 at 150 %: 110 → 125 %', () => {
    // help.lanteria.com/docs/bonus-calculation-process: 1 + (actual − target) ÷ (max − target) × (max % − target %) ÷ target %
    // = 1 + 10 ÷ 20 × 50 ÷ 100 = 1.25. Below the target: (75 − 50) ÷ (100 − 50) = 0.5.
    const curve = [
      { points: '50', multiplier: '0' },
      { points: '100', multiplier: '1' },
      { points: '120', multiplier: '3/2' },
    ];
    const rules = rulesOf(onTarget('100000', curve));
    expect(statement(rules, { total: '110' })).toEqual(['bonus ×5/4 = 125000 → 125000']);
    expect(statement(rules, { total: '75' })).toEqual(['bonus ×1/2 = 50000 → 50000']);
    expect(statement(rules, { total: '50' })).toEqual(['bonus ×0 = 0 → 0']);
  });

  test('14 · published: who was there for half of the year has half of 10,000', () => {
    // cobrief.app, “Pro rata bonus”: 6 × 833.33 = $5,000. Ours counts working days: 131 of 262.
    const person = { presence: { present: '131', working: '262' } };
    expect(statement(rulesOf(onTarget('1000000')), person)).toEqual(['bonus ×1 = 500000 → 500000']);
  });

  test('15 · T-04 half a day away of 66: 131/132 of 2,000', () => {
    // 200,000 × 131 ÷ 132 = 198,484.84…
    const person = { presence: { present: '131/2', working: '66' } };
    expect(statement(rulesOf(onTarget('200000')), person)).toEqual(['bonus ×1 = 6550000/33 → 198485']);
  });

  test('16 · not rated: nothing by itself, or the prorated guarantee where the plan says so', () => {
    const person = { total: null, unrated: 'coverage', presence: { present: '33', working: '66' } };
    const terms = onTarget('200000');
    expect(statement(rulesOf(terms, { guarantee: '50000' }), person)).toEqual(['none, not rated → 0']);
    // 500 × 33 ÷ 66
    expect(statement(rulesOf(terms, { guarantee: '50000', unrated: 'guarantee' }), person)).toEqual([
      'none, not rated → 25000 [guarantee]',
    ]);
  });

  test('17 · a band’s fixed reward, for three quarters of the period', () => {
    // 300 × 45 ÷ 60
    const rules = rulesOf({ kind: 'bands', rewards: [{ band: 'exceeds', amount: '30000' }] });
    const person = { band: 'exceeds', presence: { present: '45', working: '60' } } as const;
    expect(statement(rules, person)).toEqual(['band exceeds = 22500 → 22500']);
    expect(statement(rules, { ...person, band: 'meets' })).toEqual(['band meets = 0 → 0']);
  });
});
