import { ABSENCE_PARTS } from '../../../src/kpi/calendar.ts';
import type { AbsenceInfo } from '../../../src/people/absences/absence.ts';
import {
  absenceModal,
  cancelledReply,
  enteredReply,
  listReply,
  problemText,
  toldReply,
} from '../../../src/people/absences/blocks.ts';
import { holidayList, holidayReply } from '../../../src/people/holidays/blocks.ts';
import { boardsReply, ownSettings } from '../../../src/people/members/blocks.ts';
import { peopleReply, type TeamDraft, teamModal } from '../../../src/people/teams/blocks.ts';
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
  ];
}

/** All that `people` shows. */
export function peopleBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const [teams, people] = [teamsOf(world), peopleOf(world)];
  const ids = people.map((person) => person.slackUserId);
  const draft: TeamDraft = {
    ...{ id: 't0', name: typed(80), region: typed(80), zone: 'America/Argentina/ComodRivadavia' },
    ...{ channelId: 'C0123456789', leads: ids, members: ids },
  };
  return [
    { what: 'teams, to edit', reply: peopleReply(teams, people, true, locale) },
    { what: 'teams', reply: peopleReply(teams, people, false, locale) },
    { what: 'no teams', reply: peopleReply([], people, true, locale) },
    { what: 'the form of a team', view: teamModal(draft, locale) },
    { what: 'the form of a new team', view: teamModal({ ...draft, id: undefined, name: '' }, locale) },
    { what: 'on boards', reply: boardsReply(true, true, locale) },
    { what: 'own settings in Home', part: ownSettings(true, locale) },
    ...absencesBuilt(world),
    ...holidaysBuilt(world),
  ];
}
