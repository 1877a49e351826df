import { ABSENCE_PARTS } from '../../../src/kpi/calendar.ts';
import type { AbsenceInfo, HolidayInfo } from '../../../src/people/absences/absence.ts';
import {
  absenceModal,
  cancelledReply,
  enteredReply,
  listReply,
  problemText,
  toldReply,
} from '../../../src/people/absences/blocks.ts';
import { changedReply, changeToldReply, undoneReply } from '../../../src/people/changes/blocks.ts';
import { changeLines } from '../../../src/people/changes/lines.ts';
import {
  holidayList,
  holidayReply,
  loadedReply,
  removedReply,
  unknownPlace,
} from '../../../src/people/holidays/blocks.ts';
import { boardsReply, ownSettings } from '../../../src/people/members/blocks.ts';
import { foundReply, peopleReply, retiredReply, teamReply } from '../../../src/people/overview/blocks.ts';
import type { TeamInfo } from '../../../src/people/person.ts';
import { type CardReader, personReply } from '../../../src/people/profile/blocks.ts';
import { ownModal, personModal, pickModal } from '../../../src/people/profile/form.ts';
import type { Profile } from '../../../src/people/profile/profile.ts';
import { retiredModal, type TeamDraft, teamModal } from '../../../src/people/teams/blocks.ts';
import { escapeText } from '../../../src/platform/mrkdwn.ts';
import { day } from '../../goals/given.ts';
import { type Built, peopleOf, teamsOf, times, today, type World } from './world.ts';

function absencesOf({ entries, typed }: World): AbsenceInfo[] {
  return times(entries, (index) => ({
    ...{ id: `a${index}`, memberId: 'm0', kind: '', note: typed(200) },
    ...{
      firstDate: day('2026-12-24'),
      lastDate: day('2027-01-06'),
      part: ABSENCE_PARTS[index % 3] ?? 'full',
    },
  }));
}

function absencesBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const absences = absencesOf(world);
  const [one] = absences;
  const problems = [
    { kind: 'not-a-date', text: typed(3000) },
    { kind: 'unknown-word', word: typed(3000) },
    { kind: 'no-date' },
    { kind: 'too-far-ahead' },
  ] as const;
  return [
    ...(one === undefined
      ? []
      : [
          { what: 'an absence', reply: enteredReply(one, 5, typed(80), locale) },
          { what: 'a cancelled absence', reply: cancelledReply(one, locale) },
          { what: 'an absence told', reply: toldReply('entered', one, typed(80), locale) },
          { what: 'a cancellation told', reply: toldReply('cancelled', one, typed(80), locale) },
        ]),
    { what: 'absences', reply: listReply(absences, typed(80), locale) },
    { what: 'no absences', reply: listReply([], typed(80), locale) },
    { what: 'the form of an absence', view: absenceModal(today, true, locale) },
    ...problems.map((problem) => ({
      what: `an absence: ${problem.kind}`,
      reply: { text: problemText(problem, locale) },
    })),
  ];
}

function holidaysLoaded({ locale, typed }: World, added: readonly HolidayInfo[]): Built[] {
  const loaded = {
    place: typed(80),
    region: typed(80),
    added: added.slice(0, 120),
    kept: 3,
    unannounced: [2027],
  };
  return [
    { what: 'holidays of a country', reply: loadedReply(loaded, locale) },
    { what: 'no holidays of a country', reply: loadedReply({ ...loaded, added: [] }, locale) },
    { what: 'no such country', reply: unknownPlace(typed(200), [], locale) },
    {
      what: 'a country that is near',
      reply: unknownPlace(
        typed(200),
        times(3, () => typed(80)),
        locale,
      ),
    },
    { what: 'no country', reply: unknownPlace('', [], locale) },
    { what: 'holidays taken away', reply: removedReply(12, locale) },
  ];
}

function holidaysBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const dates = { from: day('2026-12-24'), to: day('2027-01-06') };
  const set = { kind: 'set', dates, name: typed(200), region: typed(80), isWorkday: true } as const;
  const known = times(world.teams, () => typed(80));
  const holidays = times(world.entries, () => ({
    ...{ region: typed(80), date: today, name: typed(80), isWorkday: false },
  }));
  return [
    { what: 'a holiday', reply: holidayReply(set, locale) },
    { what: 'no region', reply: holidayReply({ kind: 'unknown-region', region: typed(200), known }, locale) },
    { what: 'usage of holiday', reply: holidayReply({ kind: 'usage' }, locale) },
    { what: 'holidays', reply: holidayList(holidays, locale) },
    ...holidaysLoaded(world, holidays),
  ];
}

const stay = (from: string, to: string | null, teamId: string | null, region: string | null) => ({
  ...{ memberId: 'm0', from: day(from), to: to === null ? null : day(to) },
  ...{ teamId, role: 'manager' as const, region },
});

/** Somebody with everything: two places, as many led teams as there are, plans, overrides, both rights. */
function profileOf(world: World): Profile {
  const [person] = peopleOf(world);
  if (person === undefined) throw new Error('a world has people');
  return {
    person: { ...person, firstDay: day('2026-01-01'), lastDay: day('2026-12-31'), isActive: false },
    ...{ isAdmin: true, isFinance: true, overrides: ['name', 'tz', 'locale'] },
    stays: [stay('2026-01-01', '2026-12-01', 't0', world.typed(60)), stay('2026-12-01', null, 't1', null)],
    patterns: [
      { weekdays: [1, 2, 3, 7], from: day('2026-01-01'), to: day('2026-12-01') },
      { weekdays: [1], from: day('2026-12-01'), to: null },
    ],
    leads: teamsOf(world).flatMap(({ id }) => [
      { teamId: id, from: day('2026-01-01'), to: day('2026-12-01') },
      { teamId: id, from: day('2026-12-15'), to: null },
    ]),
  };
}

/** A change of everything that can change. */
function changeOfAll(world: World) {
  const { typed } = world;
  const spans = [{ from: '2026-01-01', to: null, weekdays: [1, 2], parentId: 't0' }];
  const ends = [{ ...spans[0], to: '2026-12-01' }];
  const of = (value: string, date: string | null, is: boolean, rows: object[]) => ({
    ...{ 'member:m0:name': value, 'member:m0:tz': value, 'member:m0:locale': 'zh' },
    ...{ 'member:m0:overrides': ['name'], 'member:m0:isAdmin': is, 'member:m0:isFinance': is },
    ...{ 'member:m0:firstDay': date, 'member:m0:lastDay': date, 'weekdays:m0': rows, 'parent:t0': rows },
    ...{ 'team:t0:name': value, 'team:t0:region': value, 'team:t0:tz': value, 'team:t0:channelId': value },
    ...{ 'team:t0:retiredOn': date, 'team:t0:nameKey': value },
    ...Object.fromEntries(teamsOf(world).map(({ id }) => [`leads:${id}:m0`, rows])),
    ...Object.fromEntries(
      peopleOf(world).map(({ memberId }) => [
        `stays:${memberId}`,
        rows.map((row) => ({ ...row, teamId: 't0', role: 'rep', region: value })),
      ]),
    ),
  });
  const before = of(typed(80), null, false, spans);
  return { before, after: of(typed(79), '2026-12-24', true, [...ends, { ...spans[0], from: '2027-01-01' }]) };
}

function peopleChangesBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const nouns = { teams: teamsOf(world), people: peopleOf(world) };
  const lines = changeLines({ ...changeOfAll(world), subject: 'team:t0' }, nouns, locale);
  const told = { actorName: typed(80), lines, admin: true, isUndo: false };
  const title = `Saved: ${escapeText(typed(60))}.`;
  return [
    { what: 'a change', reply: changedReply(title, lines, 'c'.repeat(36), [title], locale) },
    { what: 'a change taken back', reply: undoneReply(lines, locale) },
    { what: 'a change told', reply: changeToldReply(told, locale) },
    { what: 'an undo told', reply: changeToldReply({ ...told, isUndo: true, admin: false }, locale) },
  ];
}

function onePersonBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const [teams, people, profile] = [teamsOf(world), peopleOf(world), profileOf(world)];
  const readers: CardReader[] = ['administrator', 'self', 'manager', 'colleague'];
  const frame = { today, teams, slack: { name: typed(80), tz: 'America/Argentina/ComodRivadavia' } };
  return [
    ...readers.map((reader) => ({
      what: `a person, read by ${reader}`,
      reply: personReply(profile, { today, teams, people, reader }, locale),
    })),
    { what: 'the form of a person', view: personModal(profile, frame, locale) },
    { what: 'own settings', view: ownModal(profile, frame.slack.tz, today, locale) },
    { what: 'the choice of a person', view: pickModal(`Not added: ${escapeText(typed(200))}`, locale) },
    { what: 'people who match', reply: foundReply(people, teams, locale) },
  ];
}

/** All that `people` shows. */
export function peopleBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const [teams, people] = [teamsOf(world), peopleOf(world)];
  const ids = people.map((person) => person.slackUserId);
  const draft: TeamDraft = {
    ...{ id: 't0', name: typed(80), region: typed(80), zone: 'America/Argentina/ComodRivadavia' },
    ...{ channelId: 'C0123456789', parentId: 't1', leads: ids, members: ids },
  };
  const tree = teams.map((team, index) => ({ ...team, parentId: index === 0 ? null : `t${index - 1}` }));
  const all = { teams, people, canEdit: true, retired: 3, page: 0 };
  const gone = people.map((person) => ({ ...person, isActive: false }));
  const pages = times(40, (index) => ({ ...tree[0], id: `p${index}`, name: typed(80) })) as TeamInfo[];
  return [
    { what: 'teams, to edit', reply: peopleReply(all, locale) },
    { what: 'teams, another page', reply: peopleReply({ ...all, teams: pages, page: 1 }, locale) },
    { what: 'a tree of teams', reply: peopleReply({ ...all, teams: tree, people: gone }, locale) },
    { what: 'teams', reply: peopleReply({ ...all, canEdit: false }, locale) },
    { what: 'no teams', reply: peopleReply({ ...all, teams: [] }, locale) },
    ...tree.slice(0, 2).map((team) => ({
      what: 'a team',
      reply: teamReply(team, { teams: tree, people, canEdit: true }, locale),
    })),
    { what: 'retired teams', reply: retiredReply(teams, locale) },
    { what: 'the form of a team', view: teamModal(draft, teams, today, locale) },
    { what: 'the form in a tree', view: teamModal(draft, tree, today, locale) },
    {
      what: 'the form of a new team',
      view: teamModal({ ...draft, id: undefined, name: '' }, [], today, locale),
    },
    { what: 'a team retired', view: retiredModal(`Retired: ${escapeText(typed(60))}`, locale) },
    ...onePersonBuilt(world),
    ...peopleChangesBuilt(world),
    { what: 'on boards', reply: boardsReply(true, true, locale) },
    { what: 'own settings in Home', part: ownSettings(true, locale) },
    ...absencesBuilt(world),
    ...holidaysBuilt(world),
  ];
}
