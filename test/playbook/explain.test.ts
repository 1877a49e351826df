import { describe, expect, it } from 'vitest';
import { explain } from '../../src/playbook/explain.ts';
import { findMetric, type MetricInfo, type Playbook } from '../../src/playbook/playbook.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';

const playbook: Playbook = { version: 1, ...readyMade };

function metric(key: string): MetricInfo {
  const found = findMetric(playbook, key);
  if (found === undefined) throw new Error(`no metric ${key}`);
  return found;
}

const conversion: MetricInfo = {
  key: 'conversion',
  names: { en: { one: 'lead conversion', other: 'lead conversion' }, zh: { other: '线索转化率' } },
  aliases: ['conversion'],
  isRetired: false,
  definition: {
    kind: 'ratio',
    key: 'conversion',
    unit: 'percent',
    direction: 'higher',
    nature: 'quality',
    prorated: false,
    numerator: 'deals',
    denominator: 'leads',
  },
};

describe('M-06 a metric explains itself', () => {
  it('says what is counted, for whom and by which date', () => {
    expect(explain(metric('calls'), playbook, 'en')).toBe(
      'Calls: every call logged, credited to you, by the date it happened.',
    );
    expect(explain(metric('calls'), playbook, 'zh')).toBe(
      '电话数：记录的每一次电话，计入你名下，按发生日期统计。',
    );
  });

  it('says whose amounts are added up', () => {
    expect(explain(metric('revenue'), playbook, 'en', 'team')).toBe(
      'Revenue: the amounts of all deals logged, added up, credited to the members of the team, by the date they happened.',
    );
    expect(explain(metric('revenue'), playbook, 'zh', 'company')).toContain('所记录全部成交的金额合计');
  });

  it('names both parts of a ratio', () => {
    expect(explain(conversion, playbook, 'en')).toBe(
      'Lead conversion: deals ÷ leads, both credited to you, by the date they happened.',
    );
  });

  it('names several activities and the limits of a filter', () => {
    const touches: MetricInfo = {
      ...metric('calls'),
      definition: {
        kind: 'count',
        key: 'touches',
        unit: 'count',
        direction: 'higher',
        nature: 'process',
        prorated: true,
        source: { filter: { activityType: ['call', 'email', 'visit'], channel: ['webinar'] } },
      },
    };
    expect(explain(touches, playbook, 'en')).toContain(
      'every call, email, or visit logged where the channel is webinar',
    );
  });

  it('has words for every metric of the ready-made playbook in both languages', () => {
    for (const one of readyMade.metrics)
      for (const locale of ['en', 'zh'] as const)
        expect(explain(one, playbook, locale)).not.toMatch(/\{\{|undefined/);
  });
});
