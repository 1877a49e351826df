import { describe, expect, test } from 'vitest';
import type { CustomerSum } from '../../src/activities/customers/store.ts';
import { bareKey, nearKeys } from '../../src/customers/near.ts';
import { viewOf } from '../../src/customers/view.ts';
import { toDecimal } from '../../src/kpi/exact.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';

describe('names', () => {
  test.each([
    ['acme ltd.', 'acme'],
    ['acme co., ltd', 'acme'],
    ['müller gmbh', 'müller'],
    ['华为技术有限公司', '华为技术'],
    ['acme corp', 'acmecorp'.slice(0, 4)],
    ['inc', 'inc'],
    ['costco', 'costco'],
    ['公司', '公司'],
  ])('%s is near to what is called %s', (key, bare) => {
    expect(bareKey(key)).toBe(bare);
  });

  test('those that differ by the legal form alone come first, and none is the same as what was typed', () => {
    expect(nearKeys('acme', ['acme', 'acne', 'acme gmbh', 'zeta'])).toEqual(['acme gmbh', 'acne']);
    expect(nearKeys('...', ['acme'])).toEqual([]);
  });
});

describe('M-05 a customer as a whole', () => {
  const sum = (typeKey: string, more: Partial<CustomerSum> = {}): CustomerSum => ({
    ...{ memberId: 'ana', typeKey, facts: 1, bought: 1, amount: 0n, ratingScale: null, rated: 0, rating: 0n },
    ...{ last: localDate('2026-11-18'), ...more },
  });
  const playbook = { version: 1, ...readyMade };

  test('value and purchases of what brings revenue alone, ratings with how many they are of', () => {
    const view = viewOf(
      [
        sum('call', { facts: 4, amount: 777n }),
        sum('deal', { facts: 2, bought: 2, amount: 300_000n }),
        sum('deal', { memberId: 'bo', amount: 50_000n }),
        // (4.5 + 4 + 3) ÷ 3 = 3.83…
        sum('call', { ratingScale: 5, rated: 3, facts: 3, rating: 11_500n }),
      ],
      playbook,
    );
    expect(view).toMatchObject({ value: 350_000n, purchases: 3, stage: { key: 'deal' } });
    expect(view.satisfaction.map(({ mean, scale, n }) => [toDecimal(mean, 1), scale, n])).toEqual([
      ['3.8', 5, 3],
    ]);
    expect(view.by).toEqual([
      { memberId: 'ana', facts: 9 },
      { memberId: 'bo', facts: 1 },
    ]);
  });

  test('nothing is nothing', () => {
    expect(viewOf([], playbook)).toMatchObject({ stage: undefined, value: 0n, purchases: 0, by: [] });
  });
});
