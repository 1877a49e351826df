import { describe, expect, it } from 'vitest';
import { previewReply } from '../../../src/people/roster/blocks.ts';
import { rosterCells } from '../../../src/people/roster/export.ts';
import { Directory } from '../../../src/people/roster/match.ts';
import { changesSomething, digestOf, type PersonPlan } from '../../../src/people/roster/plan.ts';
import { csvLine } from '../../../src/platform/csv.ts';
import { factsWith, known, planOf, someone, staff, team } from './given.ts';

const [ana, bo, maya, , , , old] = staff;
if (ana === undefined || bo === undefined || maya === undefined || old === undefined)
  throw new Error('staff');
const problemsOf = (csv: string, facts = factsWith()) =>
  planOf(csv, facts).problems.map(({ row, column, kind }) => `${row} ${column}: ${kind}`);
const only = (csv: string, facts = factsWith()): PersonPlan => {
  const [one] = planOf(csv, facts).people;
  if (one === undefined) throw new Error('nobody');
  return one;
};

describe('who is meant', () => {
  it.each([
    ['email\nANA.TORRES@acme.example', 'U1'],
    ['slack\n<@U1|ana>', 'U1'],
    ['slack\nU1', 'U1'],
    ['slack\n@ana.torres', 'U1'],
    ['name\nana  torres', 'U1'],
    ['姓名\n李雷', 'U4'],
    ['email,name\n,李雷', 'U4'],
  ])('%j is %s', (csv, id) => {
    expect(only(csv).person.id).toBe(id);
  });

  it('says row, column and reason where that is nobody, somebody who cannot be, or several', () => {
    const csv = [
      'email,name,team',
      'nobody@x.example,,West',
      ',Gil Guest,West',
      ',Pacer Bot,W',
      ',Old Timer,W',
      ',Sam Smith,W',
      ',,W',
    ];
    expect(problemsOf(csv.join('\n'))).toEqual([
      '2 email: unknown person',
      '3 name: outsider',
      '4 name: outsider',
      '5 name: outsider',
      '6 name: several people',
      '7 email: no person',
    ]);
  });

  it('who takes somebody else’s address or id for a name is not found by it', () => {
    const impostors = [
      someone('U66', 'gone@acme.example', { handle: 'u1', email: 'eve@evil.example' }),
      someone('U67', 'U7', { handle: 'new.boss@acme.example', email: null }),
    ];
    const facts = { ...factsWith(), directory: new Directory([...staff, ...impostors]) };
    const csv = [
      'email,slack,admin',
      'gone@acme.example,,yes',
      'new.boss@acme.example,,yes',
      ',U1,',
      ',U7,yes',
    ];
    const { people, problems } = planOf(csv.join('\n'), facts);
    expect(people.map(({ person }) => person.id)).toEqual(['U1']);
    expect(problems.map(({ row, kind }) => `${row} ${kind}`)).toEqual([
      '2 unknown person',
      '3 unknown person',
      '5 outsider',
    ]);
  });

  it('names who cannot be a member where the cell has an id, as those of a user group have', () => {
    expect(planOf('slack,team\nU5,West').problems).toMatchObject([{ kind: 'outsider', value: 'Gil Guest' }]);
  });

  it('asks whether somebody with nearly that name was meant', () => {
    const [problem] = planOf('name\nAna Tores').problems;
    expect(problem).toMatchObject({
      kind: 'unknown person',
      maybe: ['Ana Torres (ana.torres@acme.example)'],
    });
  });

  it('does not take everybody of the same domain for near', () => {
    const [problem] = planOf('email\nanna.torres@acme.example').problems;
    expect(problem).toMatchObject({ maybe: ['Ana Torres (ana.torres@acme.example)'] });
  });

  it('takes a person once', () => {
    expect(problemsOf('email\nana.torres@acme.example\nana.torres@acme.example')).toEqual(['3 email: twice']);
  });
});

describe('what becomes of them', () => {
  const west = team('t1', 'West', { region: 'Americas' });
  const facts = factsWith(
    [known(ana, { teamId: 't1' }), known(bo), known(maya, { isAdmin: true, leads: ['t1'] })],
    [west],
  );

  it('a stranger becomes a member, a member moves, another changes, one stays', () => {
    const plan = planOf(
      'email,team,role\nlilei@acme.example,华东,\nbo.lindqvist@acme.example,west,\nmaya.okafor@acme.example,,none\nana.torres@acme.example,West,rep',
      facts,
    );
    expect(plan.people.map((one) => one.kind)).toEqual(['new', 'moved', 'changed', 'same']);
    expect(plan.teams.map(({ name, id }) => [name, id])).toEqual([['华东', undefined]]);
    expect(plan.people[1]?.place).toEqual({ team: 'west', role: 'rep', region: null });
  });

  it('an empty cell leaves what is there, a dash takes it away', () => {
    const csv = 'email,team,first day,role\nana.torres@acme.example,,,';
    expect(only(csv, facts).kind).toBe('same');
    const gone = only('email,team\nana.torres@acme.example,-', facts);
    expect([gone.kind, gone.place?.team]).toEqual(['moved', null]);
  });

  it('a manager without a team of their own to lead leads the one they are in; named teams are led exactly', () => {
    expect(only('email,team,role\nbo.lindqvist@acme.example,West,经理', facts).manages).toEqual(['west']);
    expect(only('email,manages\nmaya.okafor@acme.example,West; East', facts).manages).toEqual([
      'east',
      'west',
    ]);
    expect(only('email,manages\nmaya.okafor@acme.example,West', facts).manages).toBeUndefined();
    expect(only('email,manages\nmaya.okafor@acme.example,-', facts).manages).toEqual([]);
    expect(only('email,manages\nbo.lindqvist@acme.example,East', facts).place?.role).toBe('manager');
  });

  it('a region is said of the team where all agree, else of the person', () => {
    const agreed = planOf(
      'email,team,region\nana.torres@acme.example,N,EMEA\nbo.lindqvist@acme.example,N,EMEA',
    );
    expect([agreed.teams[0]?.region, agreed.people[0]?.place?.region]).toEqual(['EMEA', null]);
    const apart = planOf(
      'email,team,region\nana.torres@acme.example,N,EMEA\nbo.lindqvist@acme.example,N,APAC',
    );
    expect([apart.teams[0]?.region, apart.people[1]?.place?.region]).toEqual([null, 'APAC']);
    expect(only('email,region\nana.torres@acme.example,Americas', facts).kind).toBe('same');
  });

  it('days, weekdays and rights change where they differ', () => {
    const csv =
      'email,first day,last day,working days,administrator,finance\nbo.lindqvist@acme.example,2026-01-05,2026-12-31,Mon-Thu,yes,no';
    expect(only(csv, facts)).toMatchObject({
      firstDay: '2026-01-05',
      lastDay: '2026-12-31',
      weekdays: [1, 2, 3, 4],
      isAdmin: true,
      isFinance: undefined,
    });
  });

  it('a team comes to stand under another, which is made if need be', () => {
    const plan = planOf('email,team,parent team\nana.torres@acme.example,West,Americas', facts);
    expect(plan.teams.map(({ key, id, parent }) => [key, id, parent])).toEqual([
      ['west', 't1', 'americas'],
      ['americas', undefined, undefined],
    ]);
  });

  it('who left can be given a last day, and is not brought back by it', () => {
    const left = factsWith([known(old, { isActive: false })]);
    expect(only('name,last day\nOld Timer,2026-10-31', left)).toMatchObject({
      kind: 'changed',
      returns: false,
    });
  });

  it('who was deactivated here and is active in Slack returns', () => {
    const away = factsWith([known(bo, { isActive: false })]);
    expect(only('email\nbo.lindqvist@acme.example', away)).toMatchObject({ kind: 'changed', returns: true });
  });
});

describe('what cannot be', () => {
  const facts = factsWith(
    [known(ana, { isAdmin: true }), known(bo)],
    [team('t1', 'West', { parentId: 't2' }), team('t2', 'Americas')],
  );
  it.each([
    ['email,role\nana.torres@acme.example,wizard', '2 role: role'],
    ['email,first day\nana.torres@acme.example,3/4/2026', '2 firstDay: ambiguous date'],
    ['email,first day\nana.torres@acme.example,tomorrow-ish', '2 firstDay: date'],
    ['email,first day,last day\nana.torres@acme.example,2026-02-01,2026-01-01', '2 lastDay: backwards'],
    ['email,working days\nana.torres@acme.example,always', '2 weekdays: weekdays'],
    ['email,finance\nana.torres@acme.example,maybe', '2 finance: yes or no'],
    [`email,team\nana.torres@acme.example,${'x'.repeat(61)}`, '2 team: too long'],
    ['email,team,parent\nana.torres@acme.example,-,West', '2 parent: parent without team'],
    ['email,team,parent\nana.torres@acme.example,Americas,West', '2 parent: circle'],
    ['email,team,parent\nana.torres@acme.example,New,New', '2 parent: circle'],
    ['email,admin\nana.torres@acme.example,no', '2 admin: last administrator'],
    [
      'email,team,parent\nana.torres@acme.example,W,X\nbo.lindqvist@acme.example,W,Y',
      '3 parent: other parent',
    ],
  ])('%#: %s', (csv, said) => {
    expect(problemsOf(csv, facts)).toEqual([said]);
  });

  it('leaves the good rows good', () => {
    const plan = planOf(
      'email,role\nana.torres@acme.example,wizard\nbo.lindqvist@acme.example,manager',
      facts,
    );
    expect(plan.people.map((one) => one.person.id)).toEqual(['U2']);
  });

  it('an administrator may step down where the file appoints another', () => {
    const csv = 'email,admin\nana.torres@acme.example,no\nbo.lindqvist@acme.example,yes';
    expect(problemsOf(csv, facts)).toEqual([]);
  });
});

describe('the file that a template is', () => {
  const teams = [team('t1', '=West, "best"', { region: 'Americas', parentId: 't2' }), team('t2', 'All')];
  const members = [
    known(ana, {
      teamId: 't1',
      role: 'manager',
      leads: ['t1', 't2'],
      isAdmin: true,
      firstDay: '2026-01-05' as never,
    }),
    known(bo, { teamId: 't1', ownRegion: 'EMEA', weekdays: [1, 3, 5] }),
    known(maya, { role: 'none', isFinance: true, lastDay: '2027-01-01' as never }),
  ];
  it.each(['en', 'zh'] as const)('in %s changes nothing when it comes back', (locale) => {
    const csv = rosterCells(members, teams, locale).map(csvLine).join('');
    expect(csv).toContain(`"'=West, ""best"""`);
    const plan = planOf(csv, factsWith(members, teams));
    expect(plan.problems).toEqual([]);
    expect(plan.people.map((one) => one.kind)).toEqual(['same', 'same', 'same']);
    expect(changesSomething(plan)).toBe(false);
  });
});

describe('a plan', () => {
  it('is known by its digest: another one has another', () => {
    const csv = 'email,team\nana.torres@acme.example,West';
    expect(digestOf(planOf(csv))).toBe(digestOf(planOf(csv)));
    expect(digestOf(planOf(csv))).not.toBe(digestOf(planOf(csv, factsWith([known(ana)]))));
    expect(digestOf(planOf(csv))).not.toBe(digestOf(planOf('email,team\nana.torres@acme.example,East')));
  });
});

describe('the preview', () => {
  it('says first who would get rights, however long the file is', () => {
    const crowd = Array.from({ length: 600 }, (_, at) => someone(`U1${at}`, `Person ${at}`));
    const facts = { ...factsWith(), directory: new Directory([...staff, ...crowd]) };
    const rows = crowd.map(
      ({ email }, at) => `${email},West,${at === 599 ? 'yes' : ''},${at === 598 ? 'yes' : ''}`,
    );
    const plan = planOf(['email,team,admin,finance', ...rows].join('\n'), facts);
    const preview = { plan, teamNames: new Map(), title: 'people.csv', source: '{}', isAgain: false };
    const { blocks = [] } = previewReply(preview, 'en');
    const text = JSON.stringify(blocks);
    expect(text).toContain('*Administrators from now on* (they see and change everything): Person 599');
    expect(text).toMatch(/\*Finance from now on\*.*: Person 598/);
    expect(text).toContain('*Person 599*: becomes a member');
    expect(text).not.toContain('*Person 590*');
  });
});
