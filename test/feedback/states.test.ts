import { describe, expect, test } from 'vitest';
import { homeBlocks, homeTeamBlocks, kpiReply, movedBlocks } from '../../src/feedback/blocks.ts';
import { digestReply } from '../../src/feedback/digest/blocks.ts';
import { tellerFor } from '../../src/feedback/figures.ts';
import { paceChart } from '../../src/feedback/pace/chart.ts';
import { weekReply } from '../../src/feedback/weekly/blocks.ts';
import { decideWeek } from '../../src/feedback/weekly/week.ts';
import { type AsOf, asOfEnd } from '../../src/goals/asOf.ts';
import { type Facts, type Standing, standingsOf } from '../../src/goals/standing.ts';
import { workCalendar } from '../../src/kpi/calendar.ts';
import { exact } from '../../src/kpi/exact.ts';
import type { PaceState } from '../../src/kpi/pace.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import type { Locale } from '../../src/platform/words.ts';
import { calls, complaints, conversion, day, facts, key, row, target } from '../goals/given.ts';
import { textsOf } from '../support/office.ts';

/** K-01…K-08: what is not known is said in these words on every surface, never as 0 % and never as behind. */

/** Monday the 23rd, an hour after nine. */
const early: AsOf = {
  moment: { date: day('2026-11-23'), fraction: exact(1, 9) },
  lastDate: day('2026-11-23'),
};
const friday: AsOf = {
  moment: { date: day('2026-11-27'), fraction: exact(1, 2) },
  lastDate: day('2026-11-27'),
};
const share = target({ metric: conversion, steps: [['2026-01-01', 25]] });
const fifty = target({ steps: [['2026-01-01', 50]] });
const cases: [PaceState, Partial<Facts>, Record<Locale, string>][] = [
  ['too early', { asOf: early, targets: [fifty] }, { en: 'too early to say', zh: '为时尚早' }],
  [
    'too few data',
    { asOf: friday, targets: [share], rows: [row('2026-11-24', 4, 'lead')] },
    { en: 'too few data', zh: '数据太少' },
  ],
  ['no data', { asOf: friday, targets: [share] }, { en: 'no data', zh: '无数据' }],
  [
    'not rated',
    { asOf: friday, targets: [fifty], calendar: workCalendar({ firstDay: day('2026-12-07') }) },
    { en: 'not rated', zh: '不评价' },
  ],
];

const first = (some: Partial<Facts>): Standing => {
  const [found] = standingsOf(facts({ since: day('2026-01-01'), ...some }));
  if (found === undefined) throw new Error('no standing');
  return found;
};
const today = day('2026-11-27');

describe.each<Locale>(['en', 'zh'])('in %s', (locale) => {
  const teller = tellerFor(locale, 'USD');
  const surfaces: [string, (standing: Standing) => string][] = [
    [
      'the instant answer',
      (one) => textsOf(movedBlocks([one], { name: 'West', standings: [one] }, teller, today)),
    ],
    [
      '/kpi',
      (one) =>
        textsOf(
          kpiReply(
            { title: 't', name: 'Ana', date: today, standings: [one], others: [], isSelf: true },
            teller,
          ).blocks ?? [],
        ),
    ],
    ['Home', (one) => textsOf(homeBlocks([one], teller, today))],
    [
      'the teams in Home',
      (one) => textsOf(homeTeamBlocks([{ name: 'West', standings: [one] }], teller, today)),
    ],
    [
      'the digest',
      (one) =>
        textsOf(
          digestReply(
            { team: 'West', weekName: 'W48', date: today, standings: [one], people: [], parts: [] },
            teller,
          ).blocks ?? [],
        ),
    ],
  ];
  describe.each(surfaces)('%s', (_, shown) => {
    test.each(cases)('says %s in these words, without a percentage', (state, some, wanted) => {
      const standing = first(some);
      expect(standing.state).toBe(state);
      const text = shown(standing);
      expect(text).toContain(wanted[locale]);
      // Figures of the target itself may be percentages ("of 25%").
      expect(text).not.toMatch(/[(（]\d+%[)）]|[▼◆▰▱]/);
    });
  });

  test.each(cases)('a chart says %s beneath its title, or there is none', (state, some, wanted) => {
    const standing = first(some);
    const read = facts({ since: day('2026-01-01'), ...some });
    const spec = paceChart(read, standing, teller, { name: 'Ana', today });
    if (state === 'not rated') expect(spec).toBeUndefined();
    else expect(spec?.subtitle).toContain(wanted[locale]);
  });

  test('the weekly feedback says no data and not rated of a week, and of the month beside it', () => {
    const week = key('2026-W48');
    const read = (some: Partial<Facts>) => facts({ asOf: asOfEnd(rangeOf(week)), ...some });
    const say = (some: Partial<Facts>) =>
      textsOf(weekReply(decideWeek(read(some), week), teller, { weekName: 'W48', types: [] }).blocks ?? []);
    const logged = [row('2026-11-24', 3)];
    const monthly = target({ metric: conversion, kind: 'month', steps: [['2026-01-01', 25]] });
    const text = say({ targets: [share, monthly], rows: logged });
    expect(text.match(locale === 'en' ? /no data/g : /无数据/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).not.toMatch(/0%|–/);
    const few = say({ targets: [monthly], rows: [...logged, row('2026-11-24', 2, 'lead')] });
    expect(few).toContain(locale === 'en' ? 'too few data' : '数据太少');
    expect(few).not.toMatch(/[(（]0%[)）]/);
  });
});

describe('K-06 what is needed a day', () => {
  const teller = tellerFor('en', 'USD');
  const shown = (some: Partial<Facts>) =>
    textsOf(homeBlocks([first({ targets: [fifty], ...some })], teller, today));

  test('K-06 30 to go on Friday noon, half a day left: 60 a day; an hour later the rest alone', () => {
    const rows = [row('2026-11-24', 20)];
    expect(shown({ asOf: friday, rows })).toMatch(/30 to go: 60 per working day, 0\.5 days left/);
    const late = { ...friday, moment: { ...friday.moment, fraction: exact(6, 9) } };
    expect(shown({ asOf: late, rows })).toMatch(/30 to go today/);
  });

  test('K-06 not for what should stay low, and not once it is reached', () => {
    const few = target({ metric: complaints, steps: [['2026-01-01', 5]] });
    expect(shown({ targets: [few], asOf: friday })).not.toMatch(/to go/);
    expect(shown({ rows: [row('2026-11-24', 50)], asOf: friday })).not.toMatch(/to go/);
  });
});

test.each<[number, PaceState]>([
  [50, 'reached'],
  [45, 'close'],
  [44, 'missed'],
  [0, 'missed'],
])('K-08 after the end %d of 50 calls are %s, without pace, need or forecast', (count, state) => {
  const standing = first({
    ...{ targets: [fifty], rows: [row('2026-11-24', count)], asOf: asOfEnd(rangeOf(key('2026-W48'))) },
  });
  expect(standing.state).toBe(state);
  expect(calls.key).toBe(standing.metricKey);
  expect(textsOf(homeBlocks([standing], tellerFor('en', 'USD'), today))).not.toMatch(/to go|Forecast/);
});
