import { describe, expect, test } from 'vitest';
import { behindOf } from '../../../src/feedback/digest/behind.ts';
import { type Digest, digestReply } from '../../../src/feedback/digest/blocks.ts';
import { silentOf } from '../../../src/feedback/digest/silent.ts';
import { tellerFor } from '../../../src/feedback/figures.ts';
import { decideWeek } from '../../../src/feedback/weekly/week.ts';
import { asOfEnd } from '../../../src/goals/asOf.ts';
import type { Facts } from '../../../src/goals/standing.ts';
import { absenceMap, workCalendar } from '../../../src/kpi/calendar.ts';
import { rangeOf } from '../../../src/kpi/period.ts';
import { actions, button, section } from '../../../src/platform/blocks.ts';
import type { DigestPart } from '../../../src/platform/slice.ts';
import { complaints, conversion, day, facts, key, revenue, row, target, visits } from '../../goals/given.ts';
import { textsOf } from '../../support/office.ts';

/** The manager's digest of W47, Monday 16 to Sunday 22 November 2026: exceptions alone. */
const week = key('2026-W47');
const given = (some: Partial<Facts>): Facts => facts({ asOf: asOfEnd(rangeOf(week)), ...some });
const fifty = target({ steps: [['2026-09-07', 50]] });
const twoVisits = target({ metric: visits, steps: [['2026-09-07', 2]] });

const behind = (some: Partial<Facts>) => {
  const read = given(some);
  return behindOf(read, decideWeek(read, week));
};

describe('who is behind', () => {
  test('K-03 a count: 20 of 50 calls is no chance (P(X ≤ 20) < 0.001), 1 of 2 visits is (P = 0.41)', () => {
    expect(behind({ targets: [fifty], rows: [row('2026-11-17', 20)] })).toMatchObject({ weeks: 1 });
    expect(behind({ targets: [twoVisits], rows: [row('2026-11-17', 1, 'visit')] })).toBeUndefined();
  });

  test('K-03 at the edge: 40 of 50 (P(X ≤ 40) = 0.086) is beyond noise, 42 of 50 (P = 0.145) may be chance', () => {
    expect(behind({ targets: [fifty], rows: [row('2026-11-17', 40)] })).toBeDefined();
    expect(behind({ targets: [fifty], rows: [row('2026-11-17', 42)] })).toBeUndefined();
  });

  test('since when: three weeks running, and the good one before them ends it', () => {
    const rows = [row('2026-10-27', 52), row('2026-11-03', 20), row('2026-11-10', 25), row('2026-11-17', 30)];
    expect(behind({ targets: [fifty], rows })).toMatchObject({ weeks: 3, since: '2026-11-02' });
  });

  test('L-07 a week away neither ends the row nor lengthens it', () => {
    const away = ['09', '10', '11', '12', '13'].map((d) => ({
      date: day(`2026-11-${d}`),
      part: 'full' as const,
    }));
    const calendar = workCalendar({ absences: absenceMap(away) });
    const rows = [row('2026-10-27', 52), row('2026-11-03', 20), row('2026-11-17', 30)];
    expect(behind({ targets: [fifty], rows, calendar })).toMatchObject({ weeks: 2, since: '2026-11-02' });
  });

  test('K-03 sums: $100 of $1,000 where the days of eight weeks brought $200 each is no chance', () => {
    const money = target({ metric: revenue, kind: 'week', steps: [['2026-09-07', 1_000]] });
    const days = Array.from({ length: 40 }, (_, index) => 28 + 7 * Math.floor(index / 5) + (index % 5));
    const usual = days.map((at) => {
      const date = new Date(Date.UTC(2026, 7, at + 3 - 0));
      return row(date.toISOString().slice(0, 10), 1, 'deal', 200);
    });
    expect(behind({ targets: [money], rows: [...usual, row('2026-11-17', 1, 'deal', 100)] })).toBeDefined();
  });

  test('K-05 ratios: 4 of 20 against 25 % may be chance (upper bound 33.5 %), 2 of 40 is not (10.6 %)', () => {
    const quarter = target({ metric: conversion, steps: [['2026-09-07', 25]] });
    const of = (won: number, all: number) => [row('2026-11-17', all, 'lead'), row('2026-11-18', won, 'deal')];
    expect(behind({ targets: [quarter], rows: of(4, 20) })).toBeUndefined();
    expect(behind({ targets: [quarter], rows: of(2, 40) })).toBeDefined();
  });

  test('K-04 lower is better: 9 complaints where 3 were the most is no chance (P(X ≥ 9) = 0.004)', () => {
    const three = target({ metric: complaints, steps: [['2026-09-07', 3]] });
    expect(behind({ targets: [three], rows: [row('2026-11-17', 9, 'complaint')] })).toBeDefined();
  });

  test('a month that is behind is so since the first week of it in which it was', () => {
    // 21 working days ask for 210; after the weeks of Nov 2, 9 and 16 (5, 10, 15 days) 50, 100, 150 are expected.
    const month = target({ kind: 'month', steps: [['2026-09-01', 210]] });
    const rows = [row('2026-11-03', 48), row('2026-11-10', 20), row('2026-11-17', 20)];
    expect(behind({ targets: [month], rows })).toMatchObject({ weeks: 2, since: '2026-11-09' });
  });
});

describe('who is silent', () => {
  const silent = (some: Partial<Facts>) => silentOf(given(some));

  test('three working days without an entry; two are none', () => {
    expect(silent({ rows: [row('2026-11-17', 1)] })).toEqual({ days: 3, last: '2026-11-17' });
    expect(silent({ rows: [row('2026-11-18', 1)] })).toBeUndefined();
  });

  test('P-04 absences and holidays are no silence', () => {
    const calendar = workCalendar({
      absences: absenceMap([{ date: day('2026-11-18'), part: 'full' }]),
      holidays: new Set([day('2026-11-19')]),
    });
    expect(silent({ rows: [row('2026-11-17', 1)], calendar })).toBeUndefined();
    expect(silent({ rows: [row('2026-11-12', 1)], calendar })).toEqual({ days: 4, last: '2026-11-12' });
  });

  test('T-05 whoever began on Thursday has had two days', () => {
    const calendar = workCalendar({ firstDay: day('2026-11-19') });
    expect(silent({ rows: [], calendar })).toBeUndefined();
  });

  test('what was taken back is no entry', () => {
    expect(silent({ rows: [row('2026-11-10', 1), row('2026-11-18', 0)] })).toEqual({
      days: 8,
      last: '2026-11-10',
    });
  });
});

describe.each(['en', 'zh'] as const)('the digest in %s', (locale) => {
  const teller = tellerFor(locale, 'USD');
  const person = (name: string, some: Partial<Facts>) => {
    const read = given(some);
    const own = decideWeek(read, week);
    return { name, week: own, behind: behindOf(read, own), silent: silentOf(read) };
  };
  const digest = (some: Partial<Digest>): Digest => ({
    ...{
      team: 'West & Co',
      weekName: 'W47',
      date: day('2026-11-23'),
      standings: [],
      people: [],
      parts: [],
    },
    ...some,
  });
  const said = (some: Partial<Digest>) => textsOf(digestReply(digest(some), teller).blocks ?? []);
  const fine = person('Fay', { targets: [fifty], rows: [row('2026-11-20', 50)] });

  test('names who is behind and since when, who is silent, and the others in small print; names are escaped', () => {
    const text = said({
      people: [
        person('Ana <b>', { targets: [fifty], rows: [row('2026-11-10', 20), row('2026-11-20', 20)] }),
        person('Bo', { targets: [fifty], rows: [row('2026-11-20', 43)] }),
        person('Cy', { targets: [fifty], rows: [row('2026-11-12', 9)] }),
        person('Di', { rows: [row('2026-11-20', 5)] }),
        fine,
      ],
    });
    const wanted =
      locale === 'en'
        ? [
            /Behind, more than chance[^\n]*\n▼ \*Ana &lt;b&gt;\*, 2 weeks running, since Mon, Nov 9: Calls, 20 of 50 \(40%\)/,
            /Silent\*\n○ \*Cy\*: nothing logged for 6 working days, last for Thu, Nov 12/,
            /may be chance: Bo/,
            /Without a target:\* Di/,
            /1 person has every target reached/,
          ]
        : [
            /明显落后[^\n]*\n▼ \*Ana &lt;b&gt;\* （从11月9日周一开始，已连续 2 周）：电话/,
            /没有记录\*\n○ \*Cy：\* 已 6 个工作日没有记录，最近一条是 11月12日周四的/,
            /可能只是偶然：Bo/,
            /还没有目标：\* Di/,
            /1 人的目标全部达成/,
          ];
    for (const one of wanted) expect(text).toMatch(one);
    expect(text).not.toMatch(/\{\{|undefined|Nothing out of|没有特别/);
    // Cy is told of once: silence says more than the shortfall that comes of it.
    expect(text.match(/Cy/g)).toHaveLength(1);
  });

  test('where nothing is exceptional it says so in one line', () => {
    const text = said({ people: [fine] });
    expect(text).toMatch(locale === 'en' ? /Nothing out of the ordinary/ : /没有特别的情况/);
    expect(text).not.toMatch(/Fay/);
  });

  test('sixty people who are all behind: the eight longest are named, and the message keeps to the limits', () => {
    const bad = person('x', { targets: [fifty], rows: [row('2026-11-20', 10)] });
    const people = Array.from({ length: 60 }, (_, index) => ({ ...bad, name: `Person ${index}` }));
    const parts = Array.from(
      { length: 60 },
      (_, at): DigestPart => ({
        ...{ kind: 'decision', order: at },
        blocks: [
          section(`Decision ${at} ${'x'.repeat(200)}`),
          actions(button('Yes', 'goals.accept', `${at}`)),
        ],
      }),
    );
    const { blocks = [] } = digestReply(digest({ people, parts }), teller);
    const text = textsOf(blocks);
    expect(text.match(/▼/g)).toHaveLength(8);
    expect(text).toMatch(locale === 'en' ? /and 52 more: `\/kpi team/ : /另有 52 位/);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(text.length).toBeLessThan(13_200);
    const ids = blocks.flatMap(({ block_id: id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
