import { describe, expect, test } from 'vitest';
import { workCalendar } from '../../src/kpi/calendar.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { boardReply } from '../../src/leaderboard/blocks.ts';
import { tellerFor } from '../../src/leaderboard/figures.ts';
import { postedReply } from '../../src/leaderboard/report/blocks.ts';
import type { Locale } from '../../src/platform/words.ts';
import { conversion, day, key, playbook, row, target } from '../goals/given.ts';
import { textsOf } from '../support/office.ts';
import { boardFrom, candidatesFrom, everybody, type Given, person } from './given.ts';

/** K-01…K-08 on boards: what is not known is said in words, and nobody gets a place, or 0 %, for it. */
const choice = { measure: { kind: 'attainment', metric: null }, reach: 'within' } as const;
const common = { people: [person('ana')], choice };
const share = target({ of: 'ana', metric: conversion, steps: [['2026-01-01', 25]] });
const fifty = target({ of: 'ana', steps: [['2026-01-01', 50]] });
const cases: [string, Given, Record<Locale, string>][] = [
  [
    'nothing logged yet on the first morning',
    { ...common, targets: [fifty], today: '2026-11-16' },
    { en: 'Nothing counted: Ana', zh: '没有记录：Ana' },
  ],
  [
    'too few data: four deals of four leads',
    { ...common, targets: [share], rows: [row('2026-11-17', 4, 'lead'), row('2026-11-17', 4, 'deal')] },
    { en: 'Without a place, too few data yet: Ana', zh: '不参与排名（数据太少）：Ana' },
  ],
  [
    'no data',
    { ...common, targets: [share] },
    { en: 'Without a place, no data yet: Ana', zh: '不参与排名（暂无数据）：Ana' },
  ],
  [
    'not rated: not there yet',
    { ...common, targets: [fifty], calendars: { ana: workCalendar({ firstDay: day('2026-12-07') }) } },
    {
      en: 'Without a place, there for less than half of the working days: Ana',
      zh: '不参与排名（出勤不足工作日的一半）：Ana',
    },
  ],
];

describe.each<Locale>(['en', 'zh'])('in %s', (locale) => {
  const teller = tellerFor(locale, 'USD');
  test.each(cases)('%s', (_, given, wanted) => {
    const period = { key: key('2026-W47'), kind: 'week', isComplete: given.today === undefined } as const;
    const board = boardFrom(given);
    const live = {
      ...{
        board,
        candidates: candidatesFrom(given),
        ...choice,
        period,
        range: rangeOf(period.key),
        playbook,
      },
      ...{ daysCounted: 5, scope: everybody, team: undefined, memberId: 'ana', isLong: false },
      streaks: new Map(),
      today: day(given.today ?? '2026-11-23'),
    };
    const posted = {
      ...({ team: 'West', every: 'week', period: period.key, top: 5, scope: everybody } as const),
      ...{ measure: choice.measure, board, totals: [], isQuiet: false },
      streaks: new Map(),
    };
    const text = textsOf(boardReply(live, teller).blocks ?? []);
    expect(text).toContain(wanted[locale]);
    for (const shown of [text, textsOf(postedReply(posted, teller).blocks ?? [])]) {
      expect(shown).not.toMatch(/\b0\s?%|▼/);
      expect(shown).not.toMatch(/\*1\.\*/);
    }
  });

  test('K-05 five deals of five leads are a rate, and have a place', () => {
    const rows = [row('2026-11-17', 5, 'lead'), row('2026-11-17', 5, 'deal')];
    expect(boardFrom({ ...common, targets: [share], rows }).ranked).toHaveLength(1);
  });
});
