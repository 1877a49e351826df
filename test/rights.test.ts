import { describe, expect, it } from 'vitest';
import { daysBack, type Holder, leadsAnybody, may, maySecond, RIGHTS } from '../src/people/rights.ts';
import { standingOf } from '../src/people/standing.ts';
import { slackPerson } from './people/company.ts';
import { rightsTable as table } from './support/rightsTable.ts';

/** reliability.md § 7, every row by every column, for the rights that exist now and those that later capabilities ask for. */

// Ana is a rep in West, which stands under Americas; South is beside it.
const ana = { memberId: 'ana', teamId: 'west' };
const holder = (memberId: string, given: Partial<Holder> = {}): Holder => ({
  ...{ memberId, teamId: 'elsewhere', inTeams: ['elsewhere'], leads: [], isAdmin: false, isFinance: false },
  ...given,
});
const inWest = { teamId: 'west', inTeams: ['west', 'americas'] };
const columns = {
  self: holder('ana', inWest),
  colleague: holder('bo', inWest),
  'rep elsewhere': holder('cy', { teamId: 'south', inTeams: ['south', 'americas'] }),
  manager: holder('maya', { ...inWest, leads: ['west'] }),
  'manager above': holder('vic', {
    teamId: 'americas',
    inTeams: ['americas'],
    leads: ['americas', 'south', 'west'],
  }),
  'manager of another': holder('sol', { teamId: 'south', inTeams: ['south', 'americas'], leads: ['south'] }),
  finance: holder('fin', { isFinance: true }),
  administrator: holder('adi', { isAdmin: true }),
};

describe('rights over a rep, as the table of reliability.md § 7', () => {
  it.each(RIGHTS.map((right) => [right, table[right]] as const))('%s: %s', (right, expected) => {
    const answers = Object.values(columns).map((one) => may(one, right, ana));
    expect(answers.map((yes) => (yes ? 'yes' : '–')).join(' · ')).toBe(expected);
  });

  it('has a row for every right, and no other', () => {
    expect(Object.keys(table)).toEqual([...RIGHTS]);
  });
});

describe('second persons', () => {
  it.each([
    'confirm-amounts',
    'adjust-closed',
    'evaluate',
    'confirm-evaluation',
    'propose-bonus',
    'approve-bonus',
  ] as const)('nobody does this for themselves, whatever else they are: %s', (right) => {
    const all = holder('ana', { ...inWest, leads: ['west'], isAdmin: true, isFinance: true });
    expect(may(all, right, ana)).toBe(false);
    expect(may({ ...all, memberId: 'other' }, right, ana)).toBe(true);
  });

  it('S-06, B-05 who did the first step does not do the second', () => {
    const { manager, administrator, finance } = columns;
    expect(maySecond(manager, 'confirm-evaluation', ana, 'maya')).toBe(false);
    expect(maySecond(administrator, 'confirm-evaluation', ana, 'maya')).toBe(true);
    expect(maySecond(finance, 'approve-bonus', ana, 'maya')).toBe(true);
    expect(maySecond(administrator, 'approve-bonus', ana, 'adi')).toBe(false);
    expect(maySecond(manager, 'approve-bonus', ana, 'adi')).toBe(false);
  });
});

describe('teams in a tree', () => {
  it('whoever is in a sub-team sees the team above, not the one beside', () => {
    const team = (teamId: string) => ({ memberId: null, teamId });
    expect(may(columns.self, 'see-team', team('americas'))).toBe(true);
    expect(may(columns.self, 'see-team', team('south'))).toBe(false);
  });

  it('who leads below has no right above', () => {
    expect(may(columns.manager, 'set-target', { memberId: null, teamId: 'americas' })).toBe(false);
    expect(may(columns.manager, 'see-figures', { memberId: 'x', teamId: 'americas' })).toBe(false);
  });

  it('somebody without a team is nobody’s but the administrator’s', () => {
    const loner = { memberId: 'loner', teamId: null };
    const loose = holder('x', { teamId: null, inTeams: [], leads: ['west'] });
    expect(may(loose, 'see-figures', loner)).toBe(false);
    expect(may(loose, 'see-team', loner)).toBe(false);
    expect(may(columns.administrator, 'see-figures', loner)).toBe(true);
  });
});

describe('how far back', () => {
  it('P-05 people enter 14 days back for themselves, managers and administrators any open date', () => {
    const { self, manager, administrator } = columns;
    expect(daysBack(self, ana)).toBe(14);
    expect(daysBack(manager, ana)).toBe(Number.POSITIVE_INFINITY);
    expect(daysBack(administrator, ana)).toBe(Number.POSITIVE_INFINITY);
  });

  it('lists of people are for those who lead or administer', () => {
    const { self, manager, finance, administrator } = columns;
    expect([self, manager, finance, administrator].map(leadsAnybody)).toEqual([false, true, false, true]);
  });
});

describe('who is nobody here', () => {
  it.each([
    ['a full member', {}, 'member'],
    ['a guest', { isGuest: true }, 'guest'],
    ['deactivated', { isActive: false }, 'gone'],
    ['a deactivated guest', { isActive: false, isGuest: true }, 'gone'],
    ['of another workspace, in a shared channel', { teamId: 'T2' }, 'elsewhere'],
    ['of several workspaces of an organisation', { teamId: 'E1', teamIds: ['T2', 'T1'] }, 'member'],
    ['who began in another workspace of it', { teamId: 'T2', teamIds: ['T2', 'T1'] }, 'member'],
    ['of the organisation, but not of this workspace', { teamId: 'E1', teamIds: ['T2'] }, 'elsewhere'],
    ['of the organisation, and nobody says where', { teamId: 'E1' }, 'elsewhere'],
    ['whom Slack calls a stranger', { isStranger: true, isGuest: true }, 'elsewhere'],
    ['an app', { isBot: true }, 'bot'],
    ['Slackbot, which does not say that it is a bot', { id: 'USLACKBOT' }, 'bot'],
  ])('%s', (_who, given, standing) => {
    expect(standingOf(slackPerson('U1', { teamId: 'T1', ...given }), 'T1')).toBe(standing);
  });

  it('whom Slack does not know', () => {
    expect(standingOf(undefined, 'T1')).toBe('gone');
  });
});
