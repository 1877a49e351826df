import { describe, expect, it } from 'vitest';
import { decideNudges, type NudgeFacts } from '../../src/feedback/nudges/decide.ts';
import { checkNudges, nudgeCommand } from '../../src/feedback/nudges/form.ts';
import {
  DEFAULT_PREFERENCE,
  isQuiet,
  type NudgePreference,
  validFor,
} from '../../src/feedback/nudges/nudge.ts';
import { absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { exact } from '../../src/kpi/exact.ts';
import { addDays } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { type Badge, earned } from '../../src/recognition/badges/badge.ts';
import { day, facts, row, target } from '../goals/given.ts';

/** Wednesday, 25 November 2026; by default at 16:30. */
const today = day('2026-11-25');
const clock = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const prefer = (given: Partial<NudgePreference>): NudgePreference => ({ ...DEFAULT_PREFERENCE, ...given });
function nudge(given: Partial<NudgeFacts>, of: Parameters<typeof facts>[0] = {}) {
  const asOf = { moment: { date: today, fraction: exact(5, 6) }, lastDate: today };
  return decideNudges({
    ...{ facts: facts({ asOf, ...of }), today, minute: clock('16:30'), waiting: [] },
    ...{ preference: DEFAULT_PREFERENCE, sent: new Set<string>(), sentToday: 0 },
    ...{ badges: [], now: Temporal.Instant.from('2026-11-25T21:30:00Z'), ...given },
  });
}
const kinds = (found: ReturnType<typeof nudge>): string[] => found.map(({ kind }) => kind);
const fifty = target({ steps: [['2026-10-05', 50]] });

describe('how long a nudge may wait for Slack', () => {
  const hours = (preference: NudgePreference, at: string, zone: string): number =>
    validFor(preference, Temporal.Instant.from(at), zone) / 3_600_000;
  it('until the quiet hours begin, by the person’s own clock', () => {
    // 16:30 in New York: two and a half hours to 19:00.
    expect(hours(DEFAULT_PREFERENCE, '2026-11-25T21:30:00Z', 'America/New_York')).toBe(2.5);
  });
  it('until midnight where no quiet hours begin before', () => {
    expect(hours(prefer({ quietFrom: '00:00' }), '2026-11-25T21:30:00Z', 'America/New_York')).toBe(7.5);
    expect(hours(prefer({ quietTo: '19:00' }), '2026-11-25T21:30:00Z', 'America/New_York')).toBe(7.5);
  });
  it('an hour more, or half an hour less, where the clocks change before that', () => {
    // 00:30 in New York on a day of 25 hours: 18:30 by the wall, and one that comes twice.
    expect(hours(DEFAULT_PREFERENCE, '2026-11-01T04:30:00Z', 'America/New_York')).toBe(19.5);
    // 01:00 on Lord Howe, where half an hour is skipped at two: 18:00 by the wall, less a half.
    expect(hours(DEFAULT_PREFERENCE, '2026-10-03T14:30:00Z', 'Australia/Lord_Howe')).toBe(17.5);
  });
});

describe('nothing logged', () => {
  it('is asked about at one’s hour on a working day, not before', () => {
    expect(kinds(nudge({ minute: clock('15:59') }))).toEqual([]);
    expect(kinds(nudge({ minute: clock('16:00') }))).toEqual(['silent']);
  });
  it('not where something was logged today, nor on a day off, nor away', () => {
    expect(kinds(nudge({}, { rows: [row('2026-11-25', 1)] }))).toEqual([]);
    expect(kinds(nudge({}, { rows: [row('2026-11-24', 1)] }))).toEqual(['silent']);
    const holiday = workCalendar({ holidays: new Set([today]) });
    expect(kinds(nudge({}, { calendar: holiday }))).toEqual([]);
    const absences = absenceMap([{ date: today, part: 'full' }]);
    expect(kinds(nudge({}, { calendar: workCalendar({ absences }) }))).toEqual([]);
  });
  it('once a day', () => {
    expect(kinds(nudge({ sent: new Set(['silent:2026-11-25']) }))).toEqual([]);
  });
});

describe('quiet hours', () => {
  it('go over midnight, and may be none', () => {
    const night = prefer({ quietFrom: '19:00', quietTo: '08:00' });
    expect(['18:59', '19:00', '02:00', '07:59', '08:00'].map((time) => isQuiet(night, clock(time)))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(isQuiet(prefer({ quietFrom: '12:00', quietTo: '13:00' }), clock('12:30'))).toBe(true);
    expect(isQuiet(prefer({ quietFrom: '12:00', quietTo: '12:00' }), clock('12:00'))).toBe(false);
  });
  it('nothing is sent in them, not even good news', () => {
    const rows = [row('2026-11-24', 60)];
    expect(kinds(nudge({ minute: clock('21:00') }, { targets: [fifty], rows }))).toEqual([]);
  });
});

describe('50, 90 and 100 % of a target', () => {
  const marks = (count: number, sent: string[] = []) =>
    nudge(
      { sent: new Set(['silent:2026-11-25', ...sent]) },
      { targets: [fifty], rows: [row('2026-11-24', count)] },
    ).flatMap((one) => (one.kind === 'milestone' ? [one.percent] : []));
  it('the highest that was passed, at most once', () => {
    expect([24, 25, 44, 45, 49, 50, 80].map((count) => marks(count))).toEqual([
      [],
      [50],
      [50],
      [90],
      [90],
      [100],
      [100],
    ]);
    expect(marks(26, ['milestone:calls:2026-W48:official:50'])).toEqual([]);
    expect(marks(46, ['milestone:calls:2026-W48:official:50'])).toEqual([90]);
    expect(marks(26, ['milestone:calls:2026-W48:official:90'])).toEqual([]);
  });
});

describe('a record', () => {
  const weeks = ['2026-10-27', '2026-11-03', '2026-11-10', '2026-11-17'].map((date) => row(date, 10));
  it('is the best of nine weeks, where at least four had something', () => {
    const found = nudge({}, { rows: [...weeks, row('2026-11-25', 11)] });
    expect(found).toEqual([
      { kind: 'record', key: 'record:calls:2026-W48', metricKey: 'calls', value: 1100n, best: 1000n },
    ]);
    expect(kinds(nudge({}, { rows: [...weeks, row('2026-11-25', 10)] }))).toEqual([]);
    expect(kinds(nudge({}, { rows: [...weeks.slice(1), row('2026-11-25', 11)] }))).toEqual([]);
  });
});

describe('a follow-up that was planned', () => {
  const morning = { minute: clock('09:00') };
  const plan = (id: string, due: string, key = id) => ({
    ...{ id, memberId: 'ana', key, customer: key, due: day(due), note: '' },
  });
  it('is told once on its day, or at the next day at work, by its key', () => {
    const planned = [plan('n0', '2026-11-21'), plan('n1', '2026-11-25'), plan('n2', '2026-11-26')];
    const [told] = nudge({ ...morning, planned });
    expect(told).toMatchObject({ kind: 'follow-up', key: 'follow-up:2026-11-25:n0,n1' });
    const sent = new Set(['follow-up:2026-11-25:n0,n1']);
    expect(nudge({ ...morning, planned, sent })).toEqual([]);
    // Set later on the same day, for today.
    const [later] = nudge({ ...morning, planned: [...planned, plan('n3', '2026-11-25')], sent });
    expect(later?.key).toBe('follow-up:2026-11-25:n3');
    expect(nudge({ minute: clock('07:00'), planned })).toEqual([]);
    expect(nudge({ ...morning, planned, preference: prefer({ muted: ['follow-up'] }) })).toEqual([]);
    expect(
      nudge({ ...morning, planned }, { calendar: workCalendar({ holidays: new Set([today]) }) }),
    ).toEqual([]);
  });
  it('stands in one message with who waits, and a customer for whom one is planned does not wait', () => {
    const waiting = ['acme', 'beta'].map((key) => ({ key, customer: key, last: day('2026-11-10') }));
    const planned = [plan('n1', '2026-11-25', 'gamma'), plan('n2', '2026-12-03', 'acme')];
    expect(nudge({ ...morning, planned, waiting })).toMatchObject([
      { key: 'follow-up:2026-11-25:n1', planned: [{ key: 'gamma' }], customers: [{ key: 'beta' }] },
    ]);
    const sent = new Set(['follow-up:2026-11-25']);
    expect(nudge({ ...morning, planned, waiting, sent })).toMatchObject([{ customers: [] }]);
  });
  it('is all that those are told who do not sell', () => {
    const planned = [plan('n1', '2026-11-25')];
    expect(kinds(nudge({ planned, isPlannedOnly: true }))).toEqual(['follow-up']);
    expect(kinds(nudge({ planned }))).toEqual(['follow-up', 'silent']);
  });
});

describe('never more than two a day', () => {
  const waiting = [{ key: 'acme', customer: 'Acme', last: day('2026-11-10') }];
  const rows = [
    ...['2026-10-27', '2026-11-03', '2026-11-10', '2026-11-17'].map((date) => row(date, 10)),
    row('2026-11-24', 60),
  ];
  it('good news first, then who waits', () => {
    expect(kinds(nudge({ waiting }, { targets: [fifty], rows }))).toEqual(['milestone', 'record']);
    expect(kinds(nudge({ waiting, sentToday: 1 }, { targets: [fifty], rows }))).toEqual(['milestone']);
    expect(kinds(nudge({ waiting, sentToday: 2 }, { targets: [fifty], rows }))).toEqual([]);
  });
  it('each kind can be muted', () => {
    const preference = prefer({ muted: ['milestone', 'record'] });
    expect(kinds(nudge({ waiting, preference }, { targets: [fifty], rows }))).toEqual([
      'follow-up',
      'silent',
    ]);
  });
});

describe('the settings', () => {
  it('read on and off in both languages, and times as times', () => {
    expect(['off', '关闭', 'on', '打开', '', 'what'].map(nudgeCommand)).toEqual([
      'off',
      'off',
      'on',
      'on',
      'show',
      'show',
    ]);
    const now = Temporal.Instant.from('2026-11-25T12:00:00Z');
    const check = (values: Record<string, string>) =>
      checkNudges({ values, metadata: '', locale: 'en', now });
    expect(check({ hour: '16:00', from: '19:00', to: '08:00' })).toBeUndefined();
    expect(check({ hour: '25:00', from: '19:00' })).toEqual({ hour: 'Choose a time.', to: 'Choose a time.' });
  });
});

describe('badges', () => {
  const at = (instant: string) => Temporal.Instant.from(instant);
  const badge = (granted: string, given: Partial<Badge> = {}): Badge => ({
    ...earned({ from: today, to: addDays(today, 1) }, { kind: 'first-log' }),
    ...{ memberId: 'ana', grantedAt: at(granted), withdrawnAt: null, ...given },
  });
  const told = (badges: Badge[], sent: string[] = []) =>
    nudge({ minute: clock('10:00'), badges, sent: new Set(sent) }).map((one) =>
      one.kind === 'badge' ? [one.key, one.granted.length, one.withdrawn.length] : one.kind,
    );
  const [early, late] = ['2026-11-24T11:00:00Z', '2026-11-25T11:00:00Z'];
  const upTo = (instant: string) => `badge:${at(instant).epochMilliseconds}`;

  it('are told in one, once: the next time those since then', () => {
    expect(told([badge(early), badge(late)])).toEqual([[upTo(late), 2, 0]]);
    expect(told([badge(early), badge(late)], [upTo(early)])).toEqual([[upTo(late), 1, 0]]);
    expect(told([badge(early), badge(late)], [upTo(late)])).toEqual([]);
  });
  it('that were earned long ago, or granted long ago and never told, are no news', () => {
    const range = { from: addDays(today, -43), to: addDays(today, -42) };
    expect(told([badge(late, { range })])).toEqual([]);
    expect(told([badge('2026-11-11T20:00:00Z')])).toEqual([]);
  });
  it('that were withdrawn are told where they had been told', () => {
    const gone = badge(early, { withdrawnAt: at(late) });
    expect(told([gone])).toEqual([]);
    expect(told([gone], [upTo(early)])).toEqual([[upTo(late), 0, 1]]);
  });
});
