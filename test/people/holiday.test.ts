import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kpi/localDate.ts';
import { parseHoliday } from '../../src/people/holidays/command.ts';
import { wantsToHide } from '../../src/people/members/boards.ts';
import { normalise } from '../../src/platform/normalise.ts';

const TODAY = localDate('2026-11-23');

function read(typed: string): string {
  const command = parseHoliday(normalise(typed).text, TODAY, ['Americas', '中国', 'Middle East']);
  if (command.kind !== 'set') return command.kind;
  const { dates, name, region, isWorkday } = command;
  return `${dates.from}<${dates.to} ${name} @${region}${isWorkday ? ' works' : ''}`;
}

describe('/pace holiday (P-04)', () => {
  it.each([
    ['', 'list'],
    ['2026-11-26 Thanksgiving region:Americas', '2026-11-26<2026-11-27 Thanksgiving @Americas'],
    ['2026-11-26 Thanksgiving region:americas', '2026-11-26<2026-11-27 Thanksgiving @Americas'],
    ['region:"Middle East" 2026-12-02 National Day', '2026-12-02<2026-12-03 National Day @Middle East'],
    ['2026-12-25 Christmas', '2026-12-25<2026-12-26 Christmas @'],
    ['2026-10-01..2026-10-07 国庆节 区域：中国', '2026-10-01<2026-10-08 国庆节 @中国'],
    ['2026-10-10 调休 区域:中国', '2026-10-10<2026-10-11  @中国 works'],
    ['2026-10-10 National Day workday region:中国', '2026-10-10<2026-10-11 National Day @中国 works'],
    ['2026-11-26 x region:Europe', 'unknown-region'],
    ['2026-11-26', 'usage'],
    ['Thanksgiving', 'usage'],
    ['2026-01-01..2026-12-31 everything', 'usage'],
    ['2026-02-30 leap', 'usage'],
  ])('%s → %s', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });
});

describe('/pace boards (L-03)', () => {
  it.each([
    ['off', true],
    [' OFF ', true],
    ['隐藏', true],
    ['on', false],
    ['显示', false],
    ['', undefined],
    ['maybe', undefined],
  ])('%s → %s', (typed, expected) => {
    expect(wantsToHide(typed)).toBe(expected);
  });
});
