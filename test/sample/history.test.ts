import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { presence } from '../../src/kpi/calendar.ts';
import { weekdayOf } from '../../src/kpi/localDate.ts';
import { localDateOf, Temporal, wallMinutes } from '../../src/kpi/time.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';
import { people, teams } from '../../src/sample/company.ts';
import { activitiesOf, calendarFor, historyOf, holidaysAround } from '../../src/sample/history.ts';
import { spanUpTo } from '../../src/sample/span.ts';
import { targetsIn } from '../../src/sample/targets.ts';

const span = spanUpTo(Temporal.Instant.from('2026-11-25T18:00:00Z'));
const facts = historyOf(span);
const hashOf = (of: object): string => createHash('sha256').update(JSON.stringify(of)).digest('hex');
const personOf = (handle: string) => people.find((person) => person.handle === handle);

describe('the history of the sample company', () => {
  test('is the same for the same seed and moment', () => {
    expect(hashOf(historyOf(spanUpTo(span.now)))).toBe(hashOf(facts));
  });
  test('grows by what happens later in the same week, and changes nothing that was', () => {
    const later = historyOf(spanUpTo(span.now.add({ hours: 26 })));
    const key = ({ handle, seq, date, typeKey, quantity }: (typeof facts)[number]) =>
      `${handle} ${seq} ${date} ${typeKey} ${quantity}`;
    const known = new Set(later.map(key));
    expect(facts.filter((fact) => !known.has(key(fact)))).toEqual([]);
    expect(later.length).toBeGreaterThan(facts.length);
  });
  test('has 26 weeks of 12 reps, every one of them with something in it', () => {
    expect(facts.length).toBeGreaterThan(6_000);
    expect(facts.length).toBeLessThan(12_000);
    expect(new Set(facts.map((fact) => fact.handle)).size).toBe(12);
    expect(facts[0]?.date).toBe('2026-05-25');
    const types = new Set(facts.map((fact) => fact.typeKey));
    for (const type of [
      'call',
      'email',
      'meeting',
      'demo',
      'lead',
      'opportunity',
      'proposal',
      'deal',
      'lost',
    ])
      expect(types).toContain(type);
    expect(facts.some((fact) => fact.sharedWith !== undefined)).toBe(true);
    expect(facts.some((fact) => fact.channel === '展会')).toBe(true);
  });
  test('P-04 nobody works on free days: weekends only where they are made up for', () => {
    const holidays = holidaysAround(span);
    const calendars = new Map(people.map((person) => [person.handle, calendarFor(person, holidays, span)]));
    for (const fact of facts) {
      const calendar = calendars.get(fact.handle);
      expect(calendar && presence(calendar, fact.date), `${fact.handle} on ${fact.date}`).toBeGreaterThan(0);
    }
    const weekend = new Set(facts.filter((fact) => weekdayOf(fact.date) > 5).map((fact) => fact.date));
    expect([...weekend].toSorted()).toEqual(['2026-09-20', '2026-10-10']);
    expect(
      new Set(facts.filter((fact) => weekend.has(fact.date)).map((fact) => personOf(fact.handle)?.team)),
    ).toEqual(new Set(['华东']));
  });
  test('P-02 nothing is in the future of its person', () => {
    for (const { handle, date, minute } of facts) {
      const tz = personOf(handle)?.tz ?? 'UTC';
      const today = localDateOf(span.now, tz);
      expect(
        date < today || (date === today && minute <= wallMinutes(span.now, tz)),
        `${handle} ${date}`,
      ).toBe(true);
    }
  });
  test('the newcomer begins five weeks ago', () => {
    const first = facts.find((fact) => fact.handle === 'theo')?.date ?? '';
    expect(first >= '2026-10-19').toBe(true);
  });
  test('M-04 shares total 100, and every fact has its own external id', () => {
    const activities = activitiesOf(facts, (handle) => handle);
    for (const { shares } of activities)
      if (shares !== null) expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBe(100);
    expect(new Set(activities.map((one) => one.externalId)).size).toBe(facts.length);
  });
  test('M-05 amounts of the Chinese team were entered in their own currency', () => {
    const deals = activitiesOf(facts, (handle) => handle).filter((one) => one.typeKey === 'deal');
    for (const { memberId, original, amount } of deals) {
      expect(original?.currency).toBe(personOf(memberId)?.team === '华东' ? 'CNY' : undefined);
      if (original) expect(amount).toBe((original.minor * 14n) / 100n);
    }
  });
});

describe('the sample company speaks the ready-made playbook', () => {
  test('every activity type and metric exists', () => {
    const types = new Set(readyMade.types.map((type) => type.key));
    for (const { typeKey } of facts) expect(types).toContain(typeKey);
    const metrics = new Set(readyMade.metrics.map((metric) => metric.key));
    for (const { metricKey } of targetsIn(span)) expect(metrics).toContain(metricKey);
  });
  test('every team has its lead and its reps, every region its holidays', () => {
    for (const team of teams) {
      expect(personOf(team.lead)).toMatchObject({ role: 'manager', team: team.name });
      expect(people.filter((person) => person.team === team.name && person.role === 'rep')).toHaveLength(4);
    }
    const regions = new Set(holidaysAround(span).map((holiday) => holiday.region));
    expect(regions).toEqual(new Set(teams.map((team) => team.region)));
  });
  test('holds in any year, also where no make-up days are known', () => {
    for (const moment of ['2026-01-05T00:30:00Z', '2027-03-01T12:00:00Z', '2030-12-31T23:59:00Z']) {
      const elsewhere = historyOf(spanUpTo(Temporal.Instant.from(moment)));
      expect(elsewhere.length, moment).toBeGreaterThan(6_000);
    }
  });
});
