import { describe, expect, it } from 'vitest';
import type { MetricDefinition } from '../../../src/kpi/metric.ts';
import { newProblems } from '../../../src/playbook/edit/check.ts';
import { pastProblems } from '../../../src/playbook/edit/guard.ts';
import { full } from '../../../src/playbook/edit/process.ts';
import { explain } from '../../../src/playbook/explain.ts';
import type { MetricInfo } from '../../../src/playbook/playbook.ts';
import { readyMadeOf } from '../../../src/playbook/readyMade/all.ts';

const { types, metrics } = readyMadeOf('funnel');
const book = full({ types, metrics });
const known = { channel: ['fair', 'ads'], campaign: [], region: [], product: [], segment: [] };
const common = { unit: 'count', direction: 'higher', nature: 'process', prorated: true } as const;

function metric(key: string, definition: object): MetricInfo {
  const names = { en: { one: key, other: key }, zh: { other: key } };
  return {
    key,
    names,
    aliases: [key],
    definition: { key, ...common, ...definition } as MetricDefinition,
    isRetired: false,
  };
}
const troubles = (...fresh: MetricInfo[]) =>
  newProblems(book, { ...book, metrics: [...book.metrics, ...fresh] }, known).map(
    ({ field, trouble }) => `${field}: ${trouble.kind}`,
  );

describe('M-01 a metric is refused at the field that is wrong', () => {
  it.each([
    ['divides by itself', { kind: 'ratio', numerator: 'calls', denominator: 'calls' }, 'denominator: itself'],
    ['is a part of itself', { kind: 'growth', of: 'fresh' }, 'of: itself'],
    [
      'divides by what does not add up',
      { kind: 'ratio', numerator: 'calls', denominator: 'winrate' },
      'denominator: not additive',
    ],
    ['is made of what there is not', { kind: 'growth', of: 'callz' }, 'of: unknown'],
    [
      'has a channel that nobody used',
      { kind: 'count', source: { filter: { channel: ['fare'] } } },
      'channel: unknown',
    ],
    [
      'adds up amounts that nobody gives',
      { kind: 'sum', source: { filter: { activityType: ['call'] }, field: 'amount' } },
      'types: no amount',
    ],
    [
      'fits no activity',
      { kind: 'count', source: { filter: { activityType: ['call'], stage: ['deal'] } } },
      'stages: nothing',
    ],
    [
      'runs from an activity to itself',
      { kind: 'elapsed', start: { activityType: ['lead'] }, end: { activityType: ['lead'] } },
      'end: itself',
    ],
  ])('that %s', (_, definition, expected) =>
    expect(troubles(metric('fresh', definition))).toEqual([expected]),
  );

  it('that goes round in a circle', () => {
    const circle = [
      metric('first', { kind: 'growth', of: 'second' }),
      metric('second', { kind: 'growth', of: 'first' }),
    ];
    expect(troubles(...circle)).toEqual(['of: circle', 'of: circle']);
  });

  it('M-02 that divides by itself under another name', () => {
    const twin = metric('twin', { kind: 'count', source: { filter: { activityType: ['call'] } } });
    const ratio = metric('fresh', {
      kind: 'ratio',
      unit: 'percent',
      numerator: 'calls',
      denominator: 'twin',
    });
    expect(troubles(twin, ratio)).toEqual(['denominator: itself']);
  });

  it('and one that is right is not', () => {
    expect(troubles(metric('fresh', { kind: 'count', source: { filter: { channel: ['fair'] } } }))).toEqual(
      [],
    );
  });
});

it('P-05 what was logged or aimed at can be retired, but neither deleted nor made to count something else', () => {
  const usage = { types: new Set(['call']), metrics: new Set(['winrate']) };
  const without = {
    ...book,
    types: book.types.filter((type) => type.key !== 'call'),
    metrics: book.metrics.filter((one) => !['calls', 'winrate', 'deals', 'plans'].includes(one.key)),
  };
  const found = pastProblems(book, without, usage).map(({ thing, key, field }) => `${thing} ${key} ${field}`);
  expect(found.toSorted()).toEqual([
    ...['metric calls state', 'metric deals state', 'metric winrate state', 'type call state'],
  ]);
  const dearer = { ...book, types: book.types.map((type) => ({ ...type, points: type.points + 100 })) };
  expect(pastProblems(book, dearer, usage).map(({ key, field }) => `${key} ${field}`)).toEqual([
    'call points',
  ]);
  const retired = { ...book, types: book.types.map((type) => ({ ...type, isRetired: true })) };
  expect(pastProblems(book, retired, usage)).toEqual([]);
});

describe('M-06 words come from the definition', () => {
  const playbook = { version: 1, ...book };
  it('with stages by their names, and both ends of a span with their limits', () => {
    const staged = metric('fresh', { kind: 'count', source: { filter: { stage: ['lead'] } } });
    expect(explain(staged, playbook, 'en')).toContain('where the stage is Leads');
    expect(explain(staged, playbook, 'zh')).toContain('（阶段为线索）');
    const span = metric('fresh', {
      kind: 'elapsed',
      start: { activityType: ['lead'], channel: ['fair'] },
      end: { activityType: ['deal'] },
    });
    expect(explain(span, playbook, 'en')).toContain('from lead where the channel is fair to deal');
    expect(explain(span, playbook, 'zh')).toContain('从线索（渠道为fair）到');
  });
});
