import { beforeAll, describe, expect, it } from 'vitest';
import { hasLateChanges } from '../../../src/activities/lookback/store.ts';
import { record } from '../../../src/activities/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { addPeople } from '../../../src/people/store.ts';
import { type Earned, earned } from '../../../src/recognition/badges/badge.ts';
import { badgesIn, badgesOf, changeBadges, takeDueBadges } from '../../../src/recognition/badges/store.ts';
import { useDb } from '../../support/db.ts';
import { today, what } from '../../support/isolation/twins.ts';

/** Badges as they are kept: once, whoever computes them, and how often. */
const db = useDb();
const now = Temporal.Instant.from('2026-11-23T11:00:00Z');
const next = now.add({ hours: 1 });
const workspaceId = 'T-badges';
let memberId = '';
const range = { from: localDate('2026-10-01'), to: localDate('2026-11-01') };
const reached: Earned = earned(range, {
  ...{ kind: 'target', metricKey: 'revenue', periodKey: '2026-10' as never },
  // More than a double can hold: 2^53 + 1.
  ...{ value: 9_007_199_254_740_993n, target: 1n },
});
const first = earned({ from: range.from, to: localDate('2026-10-02') }, { kind: 'first-log' });

beforeAll(async () => {
  await db().client.workspace.create({ data: { id: workspaceId, name: 'Badges' } });
  const ana = { slackUserId: 'UANA', name: 'Ana', email: null, tz: 'UTC', locale: 'en' as const };
  const people = [{ ...ana, role: 'rep' as const, teamName: null, region: null }];
  const added = await addPeople(db(), workspaceId, people, [], localDate('2026-01-01'));
  memberId = added.memberIds.get('UANA') ?? '';
});

describe('badges', () => {
  it('are granted once, also by two who look at the same moment, and keep exact figures', async () => {
    const whose = { workspaceId, memberId };
    const both = await Promise.all([
      changeBadges(db(), whose, { grant: [reached, first], withdraw: [] }, now),
      changeBadges(db(), whose, { grant: [first, reached], withdraw: [] }, now),
    ]);
    expect(both.flatMap(({ granted }) => granted).toSorted()).toEqual([first.key, reached.key]);
    const kept = await badgesOf(db(), workspaceId, memberId);
    expect(kept.map(({ key, detail, range: dates }) => ({ key, detail, range: dates }))).toEqual([
      reached,
      first,
    ]);
    expect(await db().client.auditRow.count({ where: { workspaceId, action: 'badge.granted' } })).toBe(2);
  });

  it('are withdrawn once, are read by others while they stand, and come back', async () => {
    const whose = { workspaceId, memberId };
    const take = () => changeBadges(db(), whose, { grant: [], withdraw: [reached.key] }, next);
    expect((await take()).withdrawn).toEqual([reached.key]);
    expect((await take()).withdrawn).toEqual([]);
    expect((await badgesIn(db(), workspaceId, { range })).map(({ key }) => key)).toEqual([first.key]);
    expect(await badgesIn(db(), workspaceId, { range, memberIds: [] })).toEqual([]);
    expect((await changeBadges(db(), whose, { grant: [reached], withdraw: [] }, next)).granted).toEqual([
      reached.key,
    ]);
    expect(await badgesIn(db(), workspaceId, { range })).toHaveLength(2);
  });

  it('are looked at by one instance at a time', async () => {
    const taken = await Promise.all([takeDueBadges(db(), now, next), takeDueBadges(db(), now, next)]);
    expect(taken.flat()).toEqual([{ workspaceId, memberId, lookedTo: null }]);
    expect(await takeDueBadges(db(), now, next)).toEqual([]);
  });

  it('P-05 late entries and voids of weeks that are over are seen, this week’s are not', async () => {
    const act = { workspaceId, actorId: memberId, memberId, origin: 'slash' } as const;
    const seen = (before: string, since = '2000-01-01') => {
      const span = { since: localDate(since), before: localDate(before) };
      return hasLateChanges(db(), workspaceId, memberId, span);
    };
    const line = { ...what(100n), localDate: localDate('2026-11-10') };
    expect(await seen('2026-11-16')).toBe(false);
    await record(db(), { ...act, transportKey: 'log', lines: [line] });
    expect([await seen('2026-11-16'), await seen('2026-11-10')]).toEqual([true, false]);
    expect(await seen('2026-11-16', '2999-01-01')).toBe(false);
    expect(await hasLateChanges(db(), 'T-other', memberId, { since: line.localDate, before: today })).toBe(
      false,
    );
  });
});
