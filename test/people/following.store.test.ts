import { describe, expect, it } from 'vitest';
import { addPerson } from '../../sandbox/driver.ts';
import { follow, type KnownMember } from '../../src/people/following/follow.ts';
import { readDirectories } from '../../src/people/following/job.ts';
import { followEvent } from '../../src/people/following/slack.ts';
import { followSlack } from '../../src/people/following/store.ts';
import {
  changePerson,
  ensureMember,
  findActor,
  listAdministrators,
  personBySlackId,
} from '../../src/people/store.ts';
import type { SlackPerson } from '../../src/platform/slack.ts';
import type { EventInput } from '../../src/platform/slice.ts';
import { useOffice } from '../support/office.ts';
import { at, day, slackPerson } from './company.ts';

const office = useOffice('2026-11-18T15:00:00Z');
const NOW = at('2026-11-18T15:00:00Z');
const TODAY = day('2026-11-18');

const known = (given: Partial<KnownMember> = {}): KnownMember => ({
  ...{ id: 'm', slackUserId: 'U1', name: 'Ana', email: null, tz: 'Europe/Berlin', locale: 'en' as const },
  ...{ isActive: true, overrides: [], slackUpdated: 100, ...given },
});
const inSlack = (given: Partial<SlackPerson> = {}) =>
  slackPerson('U1', { name: 'Ana', teamId: 'T1', updated: 200, ...given });

describe('how a member follows Slack', () => {
  it.each([
    ['a new name', {}, { name: 'Ana Torres' }, { kind: 'changed', columns: { name: 'Ana Torres' } }],
    ['a new zone', {}, { tz: 'Asia/Tokyo' }, { kind: 'changed', columns: { tz: 'Asia/Tokyo' } }],
    ['a new language', {}, { locale: 'zh-CN' }, { kind: 'changed', columns: { locale: 'zh' } }],
    ['deactivation', {}, { isActive: false }, { kind: 'left', why: 'gone', columns: { isActive: false } }],
    ['becoming a guest', {}, { isGuest: true }, { kind: 'left', why: 'guest' }],
    ['moving to another workspace', {}, { teamId: 'T2' }, { kind: 'left', why: 'elsewhere' }],
    ['coming back', { isActive: false }, {}, { kind: 'returned', columns: { isActive: true } }],
  ])('%s', (_what, mine, theirs, expected) => {
    expect(follow(known(mine), inSlack(theirs), 'T1')).toMatchObject(expected);
  });

  it.each([
    ['nothing new', {}, {}],
    ['a name that was set in Pacer', { overrides: ['name' as const] }, { name: 'Other' }],
    ['a zone that was set in Pacer', { overrides: ['tz' as const] }, { tz: 'Asia/Tokyo' }],
    ['a zone that nobody knows', {}, { tz: 'Mars/Olympus' }],
    ['an older word than the last (events come in any order)', {}, { updated: 99, isActive: false }],
    ['who left already', { isActive: false }, { isActive: false }],
  ])('not: %s', (_what, mine, theirs) => {
    expect(follow(known(mine), inSlack(theirs), 'T1')).toBeUndefined();
  });

  it('whom Slack does not know any more has left', () => {
    expect(follow(known(), undefined, 'T1')).toMatchObject({ kind: 'left', why: 'gone' });
  });
});

const actorOf = async (user: string) =>
  (await findActor(office().db, office().workspaceId, user, NOW))?.actor;
const person = (user: string) => personBySlackId(office().db, office().workspaceId, user, TODAY);

function event(user: Record<string, unknown>, key = 'event:1'): EventInput {
  const { deps, workspaceId } = office();
  const as = () => Promise.reject(new Error('nobody acts'));
  return {
    deps,
    workspaceId,
    event: { type: 'user_change', user },
    transportKey: `${key}:people`,
    now: NOW,
    as,
  };
}

describe('events', () => {
  const raw = (id: string, given: object = {}) => ({
    ...{ id, team_id: office().workspaceId, deleted: false, updated: 2_000_000_000, tz: 'America/New_York' },
    ...{ locale: 'en-US', profile: { real_name: 'Bo Lindqvist' }, ...given },
  });

  it('deactivation takes the rights at once; who is active again returns as they were', async () => {
    const bo = office().slackIds.bo;
    await followEvent(event(raw(bo, { deleted: true }), 'event:a'));
    expect(await actorOf(bo)).toBeUndefined();
    await followEvent(event(raw(bo, { deleted: true }), 'event:a'));
    await followEvent(event(raw(bo, { updated: 2_000_000_001 }), 'event:b'));
    expect(await actorOf(bo)).toMatchObject({ name: 'Bo Lindqvist', teamId: office().teamIds.West });
    const actions = await office().db.client.auditRow.findMany({
      where: { workspaceId: office().workspaceId, subject: `member:${office().memberIds.bo}` },
      orderBy: { id: 'asc' },
    });
    expect(actions.map((row) => row.action)).toEqual(['member.deactivated', 'member.returned']);
  });

  it('an event without a language says nothing of it: Slack is asked', async () => {
    const lilei = office().slackIds.lilei;
    const { locale: _, ...silent } = raw(lilei, { profile: { real_name: '李雷' } });
    await followEvent(event(silent, 'event:c'));
    expect((await person(lilei))?.locale).toBe('zh');
  });

  it('who is no member does not become one by it', async () => {
    const before = await office().db.client.member.count();
    await followEvent(event(raw('UNOBODY'), 'event:d'));
    expect(await office().db.client.member.count()).toBe(before);
  });
});

describe('what was set in Pacer', () => {
  it('stays until it follows Slack again', async () => {
    const { db, workspaceId, memberIds, slackIds } = office();
    const days = { today: TODAY, sinceMonday: TODAY };
    const tz = { value: 'Asia/Tokyo', isOwn: true };
    await changePerson(db, workspaceId, memberIds.maya, memberIds.ana, { from: TODAY, tz }, days);
    const told = {
      slackUserId: slackIds.ana,
      person: slackPerson(slackIds.ana, { name: 'Ana Torres', teamId: workspaceId, tz: 'Europe/Oslo' }),
    };
    await followSlack(db, workspaceId, [told]);
    expect((await person(slackIds.ana))?.tz).toBe('Asia/Tokyo');
    const back = { value: 'Europe/Oslo', isOwn: false };
    await changePerson(db, workspaceId, memberIds.maya, memberIds.ana, { from: TODAY, tz: back }, days);
    await followSlack(db, workspaceId, [{ ...told, person: { ...told.person, tz: 'Europe/Rome' } }]);
    expect((await person(slackIds.ana))?.tz).toBe('Europe/Rome');
  });
});

describe('the daily reading of the directory', () => {
  it('repairs what events missed, asks for whom it does not name, and rests for a day', async () => {
    const { db, deps, workspaceId, address, slackIds } = office();
    const at_ = (minutes: number) => NOW.add({ minutes });
    const id = await addPerson(address, {
      userName: 'nina',
      displayName: 'Nina',
      emails: [{ value: 'nina@x.example' }],
      locale: 'zh-CN',
      timezone: 'Asia/Shanghai',
    });
    await ensureMember(
      db,
      workspaceId,
      slackPerson(id, { name: 'Old name', teamId: workspaceId, tz: 'UTC' }),
      NOW,
    );
    await ensureMember(db, workspaceId, slackPerson('UVANISHED', { teamId: workspaceId }), NOW);
    expect(await actorOf('UVANISHED')).toBeDefined();
    await readDirectories(deps, at_(0));
    expect(await person(id)).toMatchObject({ name: 'Nina', tz: 'Asia/Shanghai', locale: 'zh' });
    expect(await actorOf('UVANISHED')).toBeUndefined();
    expect(await actorOf(slackIds.maya)).toBeDefined();
    const check = () => db.client.directoryCheck.findUniqueOrThrow({ where: { workspaceId } });
    expect((await check()).nextAt.getTime()).toBe(at_(24 * 60).epochMilliseconds);
    await ensureMember(db, workspaceId, slackPerson('UVANISHED', { teamId: workspaceId }), NOW);
    await readDirectories(deps, at_(60));
    expect(await actorOf('UVANISHED')).toBeDefined();
    await readDirectories(deps, at_(24 * 60));
    expect(await actorOf('UVANISHED')).toBeUndefined();
    expect(await listAdministrators(db, workspaceId)).toEqual(await listAdministrators(db, workspaceId));
  });

  it('a page that fails is read again a quarter of an hour later, and harms nothing', async () => {
    const { db, deps, workspaceId } = office();
    const now = NOW.add({ hours: 72 });
    const broken = { ...deps, slack: () => Promise.reject(new Error('no connection')) };
    await readDirectories(broken, now);
    const check = await db.client.directoryCheck.findUniqueOrThrow({ where: { workspaceId } });
    expect(check.nextAt.getTime()).toBe(now.add({ minutes: 15 }).epochMilliseconds);
  });
});
