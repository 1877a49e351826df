import { describe, expect, it } from 'vitest';
import { type AssignmentPlan, membershipOn, planAssignment } from '../../src/people/assignments.ts';
import { mayJoin } from '../../src/people/joining.ts';
import { membersText, peopleReply } from '../../src/people/overview/blocks.ts';
import type { Membership, Person } from '../../src/people/person.ts';
import { teamModal } from '../../src/people/teams/blocks.ts';
import { checkTeamForm, teamFormOf } from '../../src/people/teams/form.ts';
import { at, day, slackPerson } from './company.ts';

const stay = (from: string, to: string | null, teamId: string | null): Membership => ({
  memberId: 'm',
  teamId,
  role: 'rep',
  region: null,
  from: day(from),
  to: to === null ? null : day(to),
});
const west = { teamId: 'west', role: 'rep' as const, region: null };

function plan(rows: Membership[], from: string): AssignmentPlan | undefined {
  return planAssignment(rows, 'm', west, day(from));
}

describe('P-06 a place from a date on', () => {
  it('is written once', () => {
    expect(plan([], '2026-01-01')).toEqual({ remove: [], write: [stay('2026-01-01', null, 'west')] });
    expect(plan([stay('2026-01-01', null, 'west')], '2026-01-01')).toBeUndefined();
    expect(plan([stay('2026-01-01', null, 'west')], '2026-05-01')).toBeUndefined();
  });

  it('ends what held before, and leaves a later place alone', () => {
    const rows = [stay('2026-01-01', '2026-09-01', 'east'), stay('2026-09-01', null, 'south')];
    expect(plan(rows, '2026-06-01')).toEqual({
      remove: [],
      write: [stay('2026-01-01', '2026-06-01', 'east'), stay('2026-06-01', '2026-09-01', 'west')],
    });
  });

  it('replaces a place that began on the same day, and a later first contact', () => {
    const rows = [stay('2026-06-01', '2026-11-09', 'east'), stay('2026-11-09', null, null)];
    expect(plan(rows, '2026-06-01')).toEqual({
      remove: ['2026-11-09'],
      write: [stay('2026-06-01', null, 'west')],
    });
  });

  it('holds on its first day and no longer on the day after its last', () => {
    const rows = [stay('2026-01-01', '2026-06-01', 'east'), stay('2026-06-01', null, 'west')];
    expect(membershipOn(rows, day('2025-12-31'))).toBeUndefined();
    expect(membershipOn(rows, day('2026-05-31'))?.teamId).toBe('east');
    expect(membershipOn(rows, day('2026-06-01'))?.teamId).toBe('west');
  });
});

describe('who becomes a member', () => {
  it.each([
    ['a person of this workspace', {}, true],
    ['a bot', { isBot: true }, false],
    ['a guest', { isGuest: true }, false],
    ['somebody deactivated', { isActive: false }, false],
    ['somebody of another workspace in a shared channel', { teamId: 'T2' }, false],
  ])('%s: %s', (_who, given, expected) => {
    expect(mayJoin(slackPerson('U1', { teamId: 'T1', ...given }), 'T1')).toBe(expected);
  });
});

describe('the form of a team', () => {
  const good = {
    name: ' West  Coast ',
    leads: 'U1',
    members: 'U2,U3',
    channel: '',
    zone: 'America/New_York',
    region: '',
  };
  const check = (values: Record<string, string>) =>
    checkTeamForm({ values, metadata: '', locale: 'en', now: at('2026-11-23T12:00:00Z') });

  it('is read with its people', () => {
    expect(teamFormOf(good)).toEqual({
      name: 'West Coast',
      region: null,
      tz: 'America/New_York',
      channelId: null,
      parentId: null,
      from: undefined,
      leads: ['U1'],
      members: ['U2', 'U3'],
    });
    expect(check(good)).toBeUndefined();
  });

  it('says at each field what is wrong', () => {
    expect(
      Object.keys(check({ ...good, name: '  ', zone: 'Mars/Olympus', leads: '', members: '' }) ?? {}),
    ).toEqual(['name', 'zone', 'leads']);
    expect(check({ ...good, zone: '+05:30' })).toHaveProperty('zone');
  });

  it('keeps to the limits of Slack', () => {
    const draft = {
      id: 't',
      name: 'West',
      region: '',
      zone: 'UTC',
      channelId: 'C1',
      parentId: null,
      leads: ['U1'],
      members: [],
    };
    for (const locale of ['en', 'zh'] as const) {
      const view = teamModal(draft, [], day('2026-11-23'), locale);
      expect(view.title.text.length).toBeLessThanOrEqual(24);
      expect(new Set(view.blocks.map((block) => block.block_id)).size).toBe(view.blocks.length);
    }
  });
});

describe('the list of people', () => {
  const person = (index: number): Person => ({
    memberId: `m${index}`,
    slackUserId: `U${index}`,
    name: `<!channel> *Name* ${index}`,
    email: null,
    locale: 'en',
    tz: 'UTC',
    isActive: true,
    hidesFromBoards: false,
    role: 'rep',
    teamId: index % 2 === 0 ? 't0' : null,
    region: null,
    firstDay: null,
    lastDay: null,
  });
  const everybody = Array.from({ length: 300 }, (_, index) => person(index));

  it('names people without pinging anybody, and at most so many', () => {
    const text = membersText(everybody, 'en');
    expect(text).not.toContain('<!');
    expect(text).toContain('300 people');
    expect(text).toContain('and 270 more');
  });

  it('fits a message with any number of teams', () => {
    const teams = Array.from({ length: 120 }, (_, index) => {
      return { id: `t${index}`, name: `T${index}`, region: 'R', tz: null, channelId: 'C1', leadIds: ['m1'] };
    });
    const all = { teams, people: everybody, canEdit: true, retired: 0, page: 0 };
    const reply = peopleReply(all, 'en');
    expect(reply.blocks?.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(reply.blocks?.at(-1))).toContain('people.newTeam');
  });
});
