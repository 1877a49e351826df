import { describe, expect, it } from 'vitest';
import { checkForm, readForm } from '../../src/activities/form/form.ts';
import { type FormHints, hintsOf, needsOf, printHints } from '../../src/activities/form/hints.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { currency } from '../../src/kpi/money.ts';
import { Temporal } from '../../src/kpi/time.ts';
import type { ViewValues } from '../../src/platform/slice.ts';
import { b2bTypes as readyMadeTypes } from '../../src/playbook/readyMade/b2bTypes.ts';

const hints: FormHints = {
  ...{ activityId: '', origin: 'modal', tz: 'Asia/Shanghai', daysBack: 14, currency: currency('USD') },
  needs: needsOf({ version: 1, types: readyMadeTypes, metrics: [] }),
};
// In Shanghai it is the 24th already.
const now = Temporal.Instant.from('2026-11-23T20:00:00Z');
const check = (values: ViewValues, locale: 'en' | 'zh' = 'en', given = hints) =>
  checkForm({ values, metadata: printHints(given), locale, now });

describe('the form is checked before it is acknowledged', () => {
  it.each<[string, ViewValues, string[]]>([
    ['a call', { type: 'call', quantity: '3' }, []],
    ['the form as it opens', { type: '', quantity: '1' }, ['type']],
    ['a deal without its amount', { type: 'deal', quantity: '1' }, ['amount']],
    ['a deal', { type: 'deal', quantity: '1', amount: '12.5k', customer: 'Acme' }, []],
    ['a call with an amount', { type: 'call', quantity: '1', amount: '5' }, ['amount']],
    ['an amount of two readings', { type: 'deal', quantity: '1', amount: '1.234' }, ['amount']],
    ['no number', { type: 'call', quantity: 'many' }, ['quantity']],
    ['nothing done', { type: 'call', quantity: '0' }, ['quantity']],
    ['full-width digits', { type: 'call', quantity: '３' }, []],
    ['the person’s own today', { type: 'call', quantity: '1', date: '2026-11-24' }, []],
    ['their tomorrow', { type: 'call', quantity: '1', date: '2026-11-25' }, ['date']],
    ['fourteen days back', { type: 'call', quantity: '1', date: '2026-11-10' }, []],
    ['further back', { type: 'call', quantity: '1', date: '2026-11-09' }, ['date']],
    ['a customer where there is none', { type: 'event', quantity: '1', customer: 'Acme' }, ['customer']],
    [
      'everything wrong',
      { type: 'deal', quantity: '-1', amount: 'x', date: '2027-01-01' },
      ['amount', 'date', 'quantity'],
    ],
  ])('%s', (_, values, fields) => {
    expect(Object.keys(check(values) ?? {}).toSorted()).toEqual(fields);
  });

  it('speaks the person’s language, without signs of mrkdwn', () => {
    expect(check({ type: 'deal', quantity: '1' })).toEqual({ amount: 'This activity needs an amount.' });
    expect(check({ type: 'deal', quantity: '1' }, 'zh')).toEqual({ amount: '这种活动需要金额。' });
    expect(JSON.stringify(check({ type: 'deal', quantity: 'x', amount: '1.234' }))).not.toMatch(/[`*]/);
  });

  it('leaves what it cannot know to the time after', () => {
    expect(check({ type: 'new-activity', quantity: '1' })).toBeUndefined();
    expect(checkForm({ values: {}, metadata: 'not ours', locale: 'en', now })).toBeUndefined();
  });

  it('P-05 a manager enters any past date', () => {
    const free = { ...hints, daysBack: Number.POSITIVE_INFINITY };
    expect(check({ type: 'call', quantity: '1', date: '2024-01-01' }, 'en', free)).toBeUndefined();
    expect(hintsOf(printHints(free))).toEqual(free);
  });
});

it('reads the fields as a line', () => {
  const values = {
    type: 'deal',
    quantity: '2',
    amount: 'EUR 900',
    customer: ' “Acme”  Corp ',
    date: '2026-11-20',
    channel: 'webinar',
    note: ' n ',
  };
  const rules = {
    needs: (key: string) => hints.needs.get(key),
    currency: hints.currency,
    today: localDate('2026-11-24'),
    daysBack: 14,
  };
  expect(readForm(values, rules)).toEqual({
    ok: true,
    value: {
      ...{ typeKey: 'deal', quantity: 200n, customer: '“Acme” Corp', channel: 'webinar', note: 'n' },
      ...{ money: { minor: 90_000n, currency: 'EUR' }, date: '2026-11-20' },
    },
  });
});
