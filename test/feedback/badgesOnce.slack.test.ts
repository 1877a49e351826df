import { describe, expect, test } from 'vitest';
import { nudgePerson } from '../../src/feedback/nudges/job.ts';
import { DEFAULT_PREFERENCE } from '../../src/feedback/nudges/nudge.ts';
import { savePreference } from '../../src/feedback/nudges/store.ts';
import { weeklyFeedback } from '../../src/feedback/weekly/job.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { type BadgeDetail, earned } from '../../src/recognition/badges/badge.ts';
import { changeBadges } from '../../src/recognition/badges/store.ts';
import { day, key } from '../goals/given.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';

/** A new badge is told once: by the week's feedback or by a nudge, whichever comes first. Monday, 23 November 2026; New York is five hours behind UTC. */
const office = useOffice('2026-11-23T13:00:00Z');
const at = (instant: string): Temporal.Instant => Temporal.Instant.from(instant);

const grant = (handle: Handle, detail: BadgeDetail, moment: string) => {
  const { db, workspaceId, memberIds } = office();
  const badge = earned({ from: day('2026-10-26'), to: day('2026-11-23') }, detail);
  return changeBadges(
    db,
    { workspaceId, memberId: memberIds[handle] },
    { grant: [badge], withdraw: [] },
    at(moment),
  );
};

/** The week's feedback of the team, as the report's run keeps it. */
async function reported(periodKey: string, due: string): Promise<Record<'ana' | 'bo', string>> {
  const { deps, db, workspaceId, teamIds, memberIds } = office();
  const teamId = teamIds.West;
  const dueAt = at(due);
  const request = { workspaceId, teamId, periodKey: key(periodKey), dueAt };
  const messages = await weeklyFeedback(() => Promise.resolve([])).build(deps, request);
  const run = {
    workspaceId,
    id: periodKey,
    scheduleId: 'weekly',
    teamId,
    kind: 'weekly-feedback',
    periodKey,
  };
  await db.client.reportRun.create({
    data: { ...run, dueAt: new Date(due), builtAt: new Date(due), state: 'built' },
  });
  const of = (handle: Handle) =>
    textsOf(messages.find((one) => one.key === `rep:${memberIds[handle]}`)?.reply.blocks ?? []);
  return { ana: of('ana'), bo: of('bo') };
}

async function nudged(handle: Handle, moment: string): Promise<string[]> {
  const { deps, db, workspaceId, memberIds, slackIds } = office();
  const before = new Set((await db.client.outbox.findMany({ where: { workspaceId } })).map(({ id }) => id));
  await nudgePerson(deps, { workspaceId, memberId: memberIds[handle] }, at(moment));
  const rows = await db.client.outbox.findMany({ where: { workspaceId, channel: slackIds[handle] } });
  return rows.filter(({ id }) => !before.has(id)).map(({ blocks }) => textsOf(blocks as object[]));
}

const streak = (metricKey: string, weeks = 4): BadgeDetail => ({ kind: 'streak', metricKey, weeks });

describe('a new badge', () => {
  test('that nobody told stands in the week’s feedback; the nudge after it says nothing more', async () => {
    await grant('ana', streak('calls'), '2026-11-23T11:00:00Z');
    const { ana, bo } = await reported('2026-W47', '2026-11-23T14:00:00Z');
    expect(ana).toContain('*A new badge:* 🔥 Calls: 4 weeks in a row. `/pace badges` says why.');
    expect(bo).not.toContain('badge');
    expect(await nudged('ana', '2026-11-23T15:30:00Z')).toEqual([]);
  });

  test('that comes after the report was due is a nudge’s, and next week’s feedback does not repeat it', async () => {
    await grant('ana', streak('demos'), '2026-11-23T14:30:00Z');
    const [told = '', ...more] = await nudged('ana', '2026-11-23T15:40:00Z');
    expect(told).toContain('🔥 Demos: 4 weeks in a row');
    expect(told).not.toContain('Calls');
    expect(more).toEqual([]);
    await grant('ana', streak('meetings'), '2026-11-30T11:00:00Z');
    const { ana } = await reported('2026-W48', '2026-11-30T14:00:00Z');
    expect(ana).toContain('*A new badge:* 🔥 Meetings: 4 weeks in a row.');
    expect(ana).not.toContain('🔥 Demos');
  });

  test('is told by neither to who muted badges', async () => {
    const { db, workspaceId, memberIds } = office();
    const act = { workspaceId, actorId: memberIds.bo, transportKey: 'mute' };
    await savePreference(db, act, { ...DEFAULT_PREFERENCE, muted: ['badge'] });
    await grant('bo', streak('calls'), '2026-12-07T11:00:00Z');
    const { bo } = await reported('2026-W49', '2026-12-07T14:00:00Z');
    expect(bo).not.toContain('badge');
  });
});
