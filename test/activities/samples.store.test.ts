import { describe, expect, it } from 'vitest';
import type { NewActivity } from '../../src/activities/activity.ts';
import { samplesNeeded } from '../../src/activities/samples/need.ts';
import { readSamples } from '../../src/activities/samples/store.ts';
import { edit, readRollup, record, undo } from '../../src/activities/store.ts';
import { measure } from '../../src/goals/measure.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import type { MetricDefinition } from '../../src/kpi/metric.ts';
import { type PeriodKey, parsePeriodKey } from '../../src/kpi/period.ts';
import { unwrap } from '../../src/kpi/result.ts';
import type { Measured } from '../../src/kpi/tally.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { activity } from './samples.ts';

/** M-01…M-04: the kinds that do not add up, from the facts of a real database, with figures worked by hand. */

const db = useDb();
const november = { from: localDate('2026-11-01'), to: localDate('2026-12-01') };
const period: PeriodKey = unwrap(parsePeriodKey('2026-11'));
const on = (date: string) => localDate(date);
const common = { direction: 'higher', nature: 'quality', prorated: false } as const;
const of = (...types: string[]) => ({ filter: { activityType: types } });

const csat: MetricDefinition = {
  ...common,
  key: 'csat',
  unit: 'rating',
  kind: 'average',
  source: of('csat'),
};
const buyers: MetricDefinition = {
  ...common,
  key: 'buyers',
  unit: 'count',
  kind: 'distinct',
  source: of('deal', 'repeat'),
};
const days: MetricDefinition = {
  ...common,
  key: 'days',
  unit: 'days',
  kind: 'elapsed',
  start: { activityType: ['lead'] },
  end: { activityType: ['qualified'] },
};
const health: MetricDefinition = {
  ...common,
  key: 'health',
  unit: 'count',
  kind: 'manual',
  additive: false,
  source: { ...of('health'), field: 'quantity' },
};
const revenue: MetricDefinition = {
  ...common,
  key: 'revenue',
  unit: 'money',
  kind: 'sum',
  source: { ...of('deal'), field: 'amount' },
};
const growth: MetricDefinition = { ...common, key: 'growth', unit: 'percent', kind: 'growth', of: 'revenue' };
const spend: MetricDefinition = {
  ...common,
  key: 'spend',
  unit: 'money',
  kind: 'sum',
  source: { ...of('spend'), field: 'amount' },
};
const leads: MetricDefinition = { ...common, key: 'leads', unit: 'count', kind: 'count', source: of('lead') };
const perLead: MetricDefinition = {
  ...common,
  key: 'perLead',
  unit: 'money',
  kind: 'ratio',
  numerator: 'spend',
  denominator: 'leads',
};
const perBuyer: MetricDefinition = {
  ...common,
  key: 'perBuyer',
  unit: 'money',
  kind: 'ratio',
  numerator: 'revenue',
  denominator: 'buyers',
};
const all = [csat, buyers, days, health, revenue, growth, spend, leads, perLead, perBuyer];
const metrics = all.map((definition) => ({
  key: definition.key,
  definition,
  aliases: [],
  isRetired: false,
  names: { en: { one: '', other: '' }, zh: { other: '' } },
}));

let keys = 0;
async function log(workspaceId: string, memberId: string, ...lines: Partial<NewActivity>[]) {
  keys += 1;
  const transportKey = `sample-${keys}`;
  const done = await record(db(), {
    ...{ workspaceId, actorId: memberId, memberId, transportKey, origin: 'slash' as const },
    lines: lines.map(activity),
  });
  return done.activities;
}

async function measured(
  workspaceId: string,
  definition: MetricDefinition,
  who?: string[],
  range = november,
): Promise<Measured> {
  const need = samplesNeeded(all);
  const query = {
    range: { from: on('2026-10-01'), to: range.to },
    ...(who === undefined ? {} : { memberIds: who }),
  };
  const rows = [
    ...(await readRollup(db(), workspaceId, query)),
    ...(need === undefined ? [] : await readSamples(db(), workspaceId, need, query)),
  ];
  return measure({ rows, metrics }, definition, range, period);
}

/** The value as a number of smallest units, or the state. */
const figure = (found: Measured) =>
  found.state === 'value' ? Number(found.value.n) / Number(found.value.d) : found.state;

describe('averages', () => {
  it('M-01, M-03: are Σ ÷ n of the ratings, and no data without any', async () => {
    const ws = freshWorkspaceId();
    const rating = (value: bigint) => ({ typeKey: 'csat', rating: { value, scale: 5 } });
    expect(await measured(ws, csat)).toEqual({ state: 'no data' });
    await log(ws, 'ana', rating(4_000n), rating(5_000n), { ...rating(2_000n), quantity: 300n });
    await log(ws, 'bo', rating(1_000n));
    await log(ws, 'ana', { typeKey: 'csat' });
    // Ana: (4 + 5 + 3 × 2) ÷ 5 = 3; both: (15 + 1) ÷ 6 = 2.6667, never the mean of 3 and 1.
    const own = await measured(ws, csat, ['ana']);
    expect(figure(own)).toBe(3_000);
    expect(own.state === 'value' && own.samples?.total).toBe(5);
    expect(figure(await measured(ws, csat))).toBeCloseTo(2_666.67, 1);
    expect(figure(await measured(ws, csat, ['cy']))).toBe('no data');
  });

  it('M-04: weigh a shared rating by the share', async () => {
    const ws = freshWorkspaceId();
    const shares = { ana: 25, bo: 75 };
    await log(ws, 'ana', { typeKey: 'csat', rating: { value: 2_000n, scale: 5 }, shares });
    await log(ws, 'ana', { typeKey: 'csat', rating: { value: 5_000n, scale: 5 } });
    // (0.25 × 2 + 1 × 5) ÷ 1.25 = 4.4
    const own = await measured(ws, csat, ['ana']);
    expect(figure(own)).toBe(4_400);
    expect(own.state === 'value' && own.samples?.total).toBe(2);
    expect(figure(await measured(ws, csat, ['bo']))).toBe(2_000);
  });
});

describe('distinct customers', () => {
  it('M-01, M-04: count each once, of a shared one the larger part, and the parts make the whole', async () => {
    const ws = freshWorkspaceId();
    const deal = (customer: string, more: Partial<NewActivity> = {}) => ({
      typeKey: 'deal',
      customer,
      ...more,
    });
    await log(ws, 'ana', deal('Acme'), deal('ACME '), deal('Beta', { shares: { ana: 30, bo: 70 } }));
    await log(ws, 'ana', deal('Beta', { typeKey: 'repeat', shares: { ana: 50, bo: 50 } }), {
      typeKey: 'deal',
    });
    await log(ws, 'ana', deal('Old', { localDate: on('2026-10-31') }), deal('Other', { typeKey: 'call' }));
    expect(figure(await measured(ws, buyers, ['ana']))).toBe(150);
    expect(figure(await measured(ws, buyers, ['bo']))).toBe(70);
    expect(figure(await measured(ws, buyers))).toBe(200);
    expect(figure(await measured(ws, buyers, ['cy']))).toBe(0);
  });
});

describe('days between', () => {
  const at = (typeKey: string, customer: string, date: string) => ({
    typeKey,
    customer,
    localDate: on(date),
  });

  it('M-01: are dated by the end; an end without a start is no sample', async () => {
    const ws = freshWorkspaceId();
    await log(ws, 'ana', at('lead', 'Acme', '2026-10-20'), at('lead', 'Acme', '2026-11-01'));
    await log(ws, 'ana', at('qualified', 'Acme', '2026-11-05'), at('qualified', 'Nobody', '2026-11-06'));
    await log(ws, 'ana', at('lead', 'Late', '2026-11-09'), at('qualified', 'Late', '2026-11-08'));
    // Acme: 20 October to 5 November, 16 days; the others have no start.
    const first = await measured(ws, days);
    expect(figure(first)).toBe(1_600);
    expect(first.state === 'value' && first.samples?.total).toBe(1);
    expect(
      figure(await measured(ws, days, undefined, { from: on('2026-10-01'), to: on('2026-11-01') })),
    ).toBe('no data');
  });

  it('M-02: a second round of a customer is measured from its own start, and more ends are a mean', async () => {
    const ws = freshWorkspaceId();
    await log(ws, 'ana', at('lead', 'Acme', '2026-11-01'), at('qualified', 'Acme', '2026-11-03'));
    await log(ws, 'ana', at('lead', 'Acme', '2026-11-10'), at('qualified', 'Acme', '2026-11-14'));
    await log(ws, 'ana', at('qualified', 'Acme', '2026-11-20'));
    expect(figure(await measured(ws, days))).toBe(300);
  });

  it('forgets what was undone or changed', async () => {
    const ws = freshWorkspaceId();
    const [start] = await log(ws, 'ana', at('lead', 'Acme', '2026-11-01'));
    await log(ws, 'ana', at('qualified', 'Acme', '2026-11-05'));
    const act = { workspaceId: ws, actorId: 'ana', activityId: start?.id ?? '' };
    const what = activity(at('lead', 'Acme', '2026-11-03'));
    const edited = await edit(db(), { ...act, transportKey: `${ws}-edit`, what });
    expect(figure(await measured(ws, days))).toBe(200);
    const activityId = edited.status === 'edited' ? edited.activity.id : '';
    await undo(db(), { ...act, transportKey: `${ws}-undo`, activityId });
    expect(figure(await measured(ws, days))).toBe('no data');
  });
});

describe('figures by hand, growth and costs', () => {
  it('M-01: of figures that do not add up the latest counts, and of several people their mean', async () => {
    const ws = freshWorkspaceId();
    const health7 = (quantity: bigint, date: string) => ({
      typeKey: 'health',
      quantity,
      localDate: on(date),
    });
    await log(ws, 'ana', health7(6_000n, '2026-11-10'), health7(8_000n, '2026-11-20'));
    await log(ws, 'ana', health7(1_000n, '2026-11-15'));
    await log(ws, 'bo', health7(5_000n, '2026-11-02'));
    expect(figure(await measured(ws, health, ['ana']))).toBe(8_000);
    expect(figure(await measured(ws, health))).toBe(6_500);
  });

  it('M-01, M-03: growth compares with as many days of the period before; without a base there is no data', async () => {
    const ws = freshWorkspaceId();
    const deal = (amount: bigint, date: string) => ({ typeKey: 'deal', amount, localDate: on(date) });
    await log(ws, 'ana', deal(30_000n, '2026-11-05'));
    const half = { from: november.from, to: on('2026-11-11') };
    expect(figure(await measured(ws, growth, undefined, half))).toBe('no data');
    await log(ws, 'ana', deal(20_000n, '2026-10-10'), deal(70_000n, '2026-10-11'), deal(9n, '2026-09-30'));
    // Ten days: 300 against 200, +50 %; the whole month: 300 against 900, −66.67 %.
    expect(figure(await measured(ws, growth, undefined, half))).toBe(5_000);
    expect(figure(await measured(ws, growth))).toBeCloseTo(-6_666.67, 1);
  });

  it('M-02: a cost is Σ spend ÷ Σ leads in money, and revenue for each customer likewise', async () => {
    const ws = freshWorkspaceId();
    await log(ws, 'ana', { typeKey: 'spend', amount: 50_000n }, { typeKey: 'lead', quantity: 800n });
    await log(
      ws,
      'bo',
      { typeKey: 'deal', amount: 90_000n, customer: 'Acme' },
      { typeKey: 'deal', amount: 30_000n, customer: 'Beta' },
    );
    expect(figure(await measured(ws, perLead))).toBe(6_250);
    expect(figure(await measured(ws, perLead, ['bo']))).toBe('no data');
    expect(figure(await measured(ws, perBuyer))).toBe(60_000);
  });
});

describe('what is read', () => {
  it('M-01: nothing where all metrics add up', () => {
    expect(samplesNeeded([revenue, leads, perLead, growth])).toBeUndefined();
    expect(samplesNeeded([csat, days])).toEqual({
      types: ['csat'],
      isRated: true,
      spans: [{ metric: 'days', start: { activityType: ['lead'] }, end: { activityType: ['qualified'] } }],
    });
  });

  it('never anything of another workspace', async () => {
    const [one, two] = [freshWorkspaceId(), freshWorkspaceId()];
    await log(one, 'ana', { typeKey: 'lead', customer: 'Acme', localDate: on('2026-11-01') });
    await log(two, 'ana', { typeKey: 'qualified', customer: 'Acme', localDate: on('2026-11-05') });
    expect(figure(await measured(two, days))).toBe('no data');
  });
});
