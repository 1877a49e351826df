import { type Character, characters } from './character.ts';

/** The sample company: who is there. All names are invented. */

export const REGIONS = ['Americas', 'Greater China'] as const;

export interface SampleTeam {
  name: string;
  region: (typeof REGIONS)[number];
  tz: string;
  /** Name of the channel of its board. */
  channel: string;
  /** Handle of who leads it. */
  lead: string;
  /** What the team's reps speak and sell in. */
  market: 'en' | 'zh';
  /** What the team is asked for in a quarter, in thousands. */
  quarter: number;
}

export interface SamplePerson {
  handle: string;
  name: string;
  title: string;
  tz: string;
  locale: 'en-US' | 'zh-CN';
  role: 'rep' | 'manager' | 'none';
  team: string | null;
  isAdmin?: boolean;
  isFinance?: boolean;
  /** Reps only: how they work. */
  character?: Character;
  /** First day of work; or the weeks before this one in which they began, for who is new. */
  since: string | { weeksAgo: number };
}

/** E-mail address of a sample person. */
export const emailOf = (handle: string): string => `${handle}@pacer.example`;

const losAngeles = 'America/Los_Angeles';
const newYork = 'America/New_York';
const shanghai = 'Asia/Shanghai';

export const teams: readonly SampleTeam[] = [
  {
    name: 'West',
    region: 'Americas',
    tz: losAngeles,
    channel: 'west',
    lead: 'maya',
    market: 'en',
    quarter: 190,
  },
  {
    name: 'East',
    region: 'Americas',
    tz: newYork,
    channel: 'east',
    lead: 'daniel',
    market: 'en',
    quarter: 250,
  },
  {
    name: '华东',
    region: 'Greater China',
    tz: shanghai,
    channel: '华东',
    lead: 'wangfang',
    market: 'zh',
    quarter: 360,
  },
];

function rep(
  handle: string,
  name: string,
  team: SampleTeam['name'],
  character: Character,
  since: SamplePerson['since'],
): SamplePerson {
  const place = teams.find((one) => one.name === team);
  const isChinese = place?.market === 'zh';
  return {
    handle,
    name,
    team,
    character,
    title: isChinese ? `销售代表 · ${team}` : `Sales rep · ${team}`,
    tz: place?.tz ?? newYork,
    locale: isChinese ? 'zh-CN' : 'en-US',
    role: 'rep',
    since,
  };
}

const office = { locale: 'en-US', role: 'none', team: null, since: '2018-01-08' } as const;

export const people: readonly SamplePerson[] = [
  { handle: 'sam', name: 'Sam Rivera', title: 'Workspace owner', tz: newYork, isAdmin: true, ...office },
  { handle: 'elena', name: 'Elena Rossi', title: 'Finance', tz: newYork, isFinance: true, ...office },
  {
    ...{ handle: 'maya', name: 'Maya Okafor', title: 'Sales manager · West', tz: losAngeles },
    ...{ locale: 'en-US', role: 'manager', team: 'West', since: '2018-02-05' },
  },
  {
    ...{ handle: 'daniel', name: 'Daniel Brandt', title: 'Sales manager · East', tz: newYork },
    ...{ locale: 'en-US', role: 'manager', team: 'East', since: '2018-02-05' },
  },
  {
    ...{ handle: 'wangfang', name: '王芳', title: '销售经理 · 华东', tz: shanghai },
    ...{ locale: 'zh-CN', role: 'manager', team: '华东', since: '2018-02-05' },
  },
  rep('ana', 'Ana Torres', 'West', characters.star, '2021-03-01'),
  rep('bo', 'Bo Lindqvist', 'West', characters.steady, '2019-09-02'),
  rep('priya', 'Priya Raman', 'West', characters.struggling, '2024-01-15'),
  rep('theo', 'Theo Marsh', 'West', characters.newcomer, { weeksAgo: 5 }),
  rep('grace', 'Grace Kim', 'East', characters.bursts, '2022-06-06'),
  rep('omar', 'Omar Haddad', 'East', characters.rising, '2025-02-03'),
  rep('nina', 'Nina Kowalski', 'East', characters.steady, '2020-08-17'),
  rep('jack', 'Jack Sullivan', 'East', characters.busy, '2023-10-02'),
  rep('lilei', '李雷', '华东', characters.star, '2020-04-07'),
  rep('hanmeimei', '韩梅梅', '华东', characters.demonstrator, '2021-11-01'),
  rep('chenchen', '陈晨', '华东', characters.hunter, '2018-05-14'),
  rep('zhouyue', '周悦', '华东', characters.slipping, '2023-03-20'),
];

/** Days away, counted from the Monday of the week in which the sample is made (0 = that Monday). */
export interface SampleAbsence {
  handle: string;
  first: number;
  last: number;
  part: 'full' | 'am' | 'pm';
  kind: string;
}

export const absences: readonly SampleAbsence[] = [
  { handle: 'ana', first: -98, last: -94, part: 'full', kind: 'leave' },
  { handle: 'bo', first: -63, last: -54, part: 'full', kind: 'leave' },
  { handle: 'grace', first: -62, last: -60, part: 'full', kind: 'sick' },
  { handle: 'omar', first: -30, last: -30, part: 'am', kind: 'leave' },
  { handle: 'lilei', first: -11, last: -11, part: 'pm', kind: 'leave' },
  // Away now: from Wednesday of last week to Friday of this one.
  { handle: 'nina', first: -5, last: 4, part: 'full', kind: 'leave' },
  { handle: 'chenchen', first: -150, last: -148, part: 'full', kind: 'sick' },
  // Planned.
  { handle: 'hanmeimei', first: 14, last: 18, part: 'full', kind: 'leave' },
];
