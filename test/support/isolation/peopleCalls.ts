import { expect } from 'vitest';
import { localDate } from '../../../src/kpi/localDate.ts';
import * as absences from '../../../src/people/absences/store.ts';
import * as adding from '../../../src/people/adding/store.ts';
import * as facets from '../../../src/people/changes/facets/store.ts';
import * as changes from '../../../src/people/changes/store.ts';
import * as directory from '../../../src/people/directory/store.ts';
import * as following from '../../../src/people/following/store.ts';
import * as holidays from '../../../src/people/holidays/store.ts';
import * as members from '../../../src/people/members/store.ts';
import * as places from '../../../src/people/places/store.ts';
import * as profile from '../../../src/people/profile/store.ts';
import * as roster from '../../../src/people/roster/store.ts';
import * as rosterWriting from '../../../src/people/roster/writing/store.ts';
import * as retired from '../../../src/people/teams/retired/store.ts';
import * as teams from '../../../src/people/teams/store.ts';
import { inTransaction, type Tx } from '../../../src/platform/db/index.ts';
import type { Calls } from './calls.ts';
import { now, type Twins, today, week } from './twins.ts';

const inTx = (t: Twins, work: (tx: Tx) => Promise<unknown>): Promise<unknown> => inTransaction(t.db, work);
const days = { today, sinceMonday: today };
const slackPerson = (id: string, name: string) => ({
  ...{ id, name, email: `${name}@pacer.example`, tz: 'Europe/Berlin', locale: 'de-DE' },
  ...{ isBot: false, isAdmin: false, isActive: true, isGuest: false, teamId: '', updated: 5 },
});
const team = (t: Twins) => ({
  ...{ id: t.ids.west, name: 'West', region: 'North', tz: null, channelId: null, parentId: t.ids.east },
  ...{ leadIds: [t.ids.ana], memberIds: [t.ids.bo, t.ids.maya] },
});
const page = (t: Twins) => ({ workspaceId: t.id, cursor: '', startedAt: new Date('2026-11-23') });
const plan = (t: Twins) => ({
  people: [
    {
      ...{
        row: 1,
        person: slackPerson('UBO', 'Bo'),
        memberId: t.ids.bo,
        returns: false,
        kind: 'moved' as const,
      },
      ...{ place: { team: 'east', role: 'rep' as const, region: null }, manages: ['west'] },
      ...{ firstDay: localDate('2026-02-01'), lastDay: undefined, weekdays: [1, 2] as const },
      ...{ isAdmin: true, isFinance: true },
    },
  ],
  ...{ teams: [], problems: [], unknownColumns: [] },
});

const ofDirectory: Calls = [
  [directory.findActor, (t) => directory.findActor(t.db, t.id, 'UMAYA', now)],
  [directory.listPeople, (t) => directory.listPeople(t.db, t.id, today)],
  [
    directory.listPeopleAmong,
    (t) => directory.listPeopleAmong(t.db, t.id, today, { teamIds: [t.ids.west], memberIds: [t.ids.maya] }),
  ],
  [directory.personById, (t) => directory.personById(t.db, t.id, t.ids.ana, today)],
  [directory.personBySlackId, (t) => directory.personBySlackId(t.db, t.id, 'UANA', today)],
  [directory.listTeams, (t) => directory.listTeams(t.db, t.id, today)],
  [directory.findTeam, (t) => directory.findTeam(t.db, t.id, 'West')],
  [directory.membershipsIn, (t) => directory.membershipsIn(t.db, t.id, week, t.ids.west)],
  [directory.countedStaysIn, (t) => directory.countedStaysIn(t.db, t.id, week)],
  [directory.linksFrom, (t) => inTx(t, (tx) => directory.linksFrom(tx, t.id, today))],
  [directory.listAdministrators, (t) => directory.listAdministrators(t.db, t.id)],
  [directory.listOfficers, (t) => directory.listOfficers(t.db, t.id)],
];

const ofDays: Calls = [
  [absences.absenceById, (t) => absences.absenceById(t.db, t.id, t.absenceId)],
  [
    absences.listAbsences,
    (t) => absences.listAbsences(t.db, t.id, t.ids.ana, { from: today, to: localDate('2027-06-01') }),
  ],
  [absences.calendarsOf, (t) => absences.calendarsOf(t.db, t.id, [t.ids.ana, t.ids.bo], week)],
  [
    absences.addAbsence,
    (t) => {
      const firstDate = localDate('2027-01-04');
      const away = { memberId: t.ids.ana, firstDate, lastDate: firstDate, part: 'full' as const };
      return absences.addAbsence(t.db, t.id, t.ids.ana, away, 'a1');
    },
  ],
  [absences.cancelAbsence, (t) => absences.cancelAbsence(t.db, t.id, t.ids.ana, t.absenceId, now)],
  [
    holidays.listHolidays,
    (t) => holidays.listHolidays(t.db, t.id, { from: today, to: localDate('2027-06-01') }),
  ],
  [
    holidays.removeHolidays,
    async (t) => {
      const dates = [localDate('2026-12-25')];
      expect(await holidays.removeHolidays(t.db, t.id, t.ids.maya, { region: '', dates }, 'h1')).toBe(1);
    },
  ],
  [
    holidays.addHoliday,
    (t) =>
      holidays.addHoliday(t.db, t.id, null, {
        region: '',
        date: localDate('2026-12-25'),
        name: 'Day',
        isWorkday: true,
      }),
  ],
];

const ofMembers: Calls = [
  [members.ensureMember, (t) => members.ensureMember(t.db, t.id, slackPerson('UNEW', 'New'), now)],
  [members.hasAdministrator, (t) => members.hasAdministrator(t.db.client, t.id)],
  [
    members.claimAdministration,
    async (t) => {
      // The copy has an administrator still; that is nobody's here.
      await t.db.client.member.updateMany({ where: { workspaceId: t.id }, data: { isAdmin: false } });
      expect(await members.claimAdministration(t.db, t.id, t.ids.ana)).toBe(true);
    },
  ],
  [
    members.updateMember,
    (t) => members.updateMember(t.db, t.id, null, t.ids.ana, { isFinance: true, name: 'Ana' }),
  ],
  [members.lockWorkspace, (t) => inTx(t, (tx) => members.lockWorkspace(tx, t.id))],
  [following.isKnown, (t) => following.isKnown(t.db, t.id, 'UANA')],
  [
    following.followSlack,
    (t) =>
      following.followSlack(t.db, t.id, [{ slackUserId: 'UBO', person: slackPerson('UBO', 'Bo') }], 'f1'),
  ],
  [following.pageRead, (t) => following.pageRead(t.db, page(t), ['UANA'], '', new Date('2026-11-23'))],
  [following.unseen, (t) => following.unseen(t.db, page(t), 100)],
  [following.putOff, (t) => following.putOff(t.db, page(t), new Date('2030-01-02'), true)],
  [members.deactivate, (t) => members.deactivate(t.db, t.id, 'UBO')],
];

const ofChanges: Calls = [
  [
    facets.readFacets,
    (t) => inTx(t, (tx) => facets.readFacets(tx, t.id, { memberIds: [t.ids.bo], teamIds: [t.ids.west] })),
  ],
  [
    facets.writeFacets,
    (t) =>
      inTx(t, (tx) =>
        facets.writeFacets(tx, t.id, {
          [`member:${t.ids.ana}:isFinance`]: true,
          [`leads:${t.ids.east}:${t.ids.maya}`]: [],
        }),
      ),
  ],
  [
    facets.writeFacet,
    (t) =>
      inTx(t, (tx) =>
        facets.writeFacet(tx, t.id, { kind: 'team', teamId: t.ids.east, column: 'region' }, 'South'),
      ),
  ],
  [
    rosterWriting.writeMany,
    (t) =>
      inTx(t, (tx) =>
        rosterWriting.writeMany(tx, t.id, {
          [`member:${t.ids.ana}:isFinance`]: false,
          [`weekdays:${t.ids.ana}`]: [{ from: '2026-01-01', to: null, weekdays: [1] }],
          [`stays:${t.ids.ana}`]: [
            { from: '2026-01-01', to: null, teamId: t.ids.west, role: 'rep', region: null },
          ],
          [`leads:${t.ids.east}:${t.ids.maya}`]: [{ from: '2026-01-01', to: null }],
        }),
      ),
  ],
  [changes.changeMadeBy, (t) => changes.changeMadeBy(t.db, t.id, t.changeId)],
  [changes.undoChange, (t) => changes.undoChange(t.db, t.id, t.ids.maya, t.changeId, today, 'c1')],
  [
    changes.send,
    (t) => inTx(t, (tx) => changes.send(tx, t.id, [{ key: 'n', channel: 'C1', reply: { text: 'x' } }])),
  ],
  [
    changes.recorded,
    (t) =>
      inTx(t, (tx) =>
        changes.recorded(
          tx,
          {
            ...{ workspaceId: t.id, actorId: null, action: 'test', subject: `member:${t.ids.ana}` },
            scope: { memberIds: [t.ids.ana], teamIds: [] },
          },
          () =>
            facets.writeFacet(tx, t.id, { kind: 'member', memberId: t.ids.ana, column: 'isFinance' }, true),
        ),
      ),
  ],
  [profile.readProfile, (t) => profile.readProfile(t.db, t.id, t.ids.ana, today)],
  [
    profile.changePerson,
    (t) =>
      profile.changePerson(
        t.db,
        t.id,
        t.ids.maya,
        t.ids.ana,
        {
          ...{
            from: localDate('2026-12-01'),
            place: { teamId: t.ids.east },
            leads: { begin: [t.ids.spare], end: [] },
          },
          ...{ weekdays: [1, 2], isFinance: false },
        },
        days,
        'c2',
      ),
  ],
  [profile.dropPlans, (t) => profile.dropPlans(t.db, t.id, t.ids.maya, t.ids.ana, today, 'c3')],
];

const ofTeams: Calls = [
  [places.assignmentsOf, (t) => inTx(t, (tx) => places.assignmentsOf(tx, t.id, [t.ids.ana]))],
  [places.leadsOn, (t) => inTx(t, (tx) => places.leadsOn(tx, t.id, t.ids.west, today))],
  [
    places.assign,
    (t) =>
      inTx(t, (tx) =>
        places.assign(
          tx,
          t.id,
          [{ memberId: t.ids.ana, place: { teamId: t.ids.east, role: 'rep', region: 'x' } }],
          today,
        ),
      ),
  ],
  [
    places.addLeads,
    (t) => inTx(t, (tx) => places.addLeads(tx, t.id, [{ teamId: t.ids.west, memberId: t.ids.bo }], today)),
  ],
  [
    places.setLead,
    (t) =>
      inTx(t, (tx) => places.setLead(tx, t.id, { teamId: t.ids.west, memberId: t.ids.maya }, false, today)),
  ],
  [
    teams.setLeads,
    (t) => inTx(t, (tx) => teams.setLeads(tx, t.id, { id: t.ids.west, leadIds: [] }, [t.ids.maya], today)),
  ],
  [
    teams.setParent,
    (t) => inTx(t, (tx) => teams.setParent(tx, t.id, { id: t.ids.west, parentId: null }, today)),
  ],
  [teams.changeTeam, (t) => teams.changeTeam(t.db, t.id, t.ids.maya, team(t), days, 't1')],
  [teams.saveTeam, (t) => teams.saveTeam(t.db, t.id, t.ids.maya, { ...team(t), region: 'West' }, days, 't2')],
  [roster.readPresent, (t) => roster.readPresent(t.db, t.id, today)],
  [roster.applyRoster, (t) => roster.applyRoster(t.db, t.id, t.ids.maya, plan(t), days, 't3')],
  [roster.undoRoster, (t) => undoLastRoster(t)],
  [retired.retireTeam, (t) => retired.retireTeam(t.db, t.id, t.ids.maya, t.ids.spare, today, 't4')],
  [retired.listRetired, (t) => retired.listRetired(t.db, t.id)],
  [retired.reviveTeam, (t) => retired.reviveTeam(t.db, t.id, t.ids.maya, t.ids.spare, 't5')],
  [
    adding.addPeople,
    (t) =>
      adding.addPeople(
        t.db,
        t.id,
        [
          {
            ...{
              slackUserId: 'UANA',
              name: 'Ana',
              email: 'ana@pacer.example',
              tz: 'UTC',
              locale: 'zh' as const,
            },
            ...{ role: 'rep' as const, teamName: 'East', region: null, isFinance: true, firstDay: today },
          },
        ],
        [{ name: 'East', region: 'x', leadEmailsOrSlackIds: ['UBO'] }],
        today,
      ),
  ],
];

async function undoLastRoster(t: Twins): Promise<unknown> {
  const row = await t.db.client.rosterImport.findFirstOrThrow({ where: { workspaceId: t.id } });
  return roster.undoRoster(t.db, t.id, t.ids.maya, row.id, today, 't6');
}

export const peopleCalls: Calls = [...ofDirectory, ...ofDays, ...ofMembers, ...ofChanges, ...ofTeams];
