import type { Slice } from '../platform/slice.ts';
import { checkAbsenceForm } from './absences/form.ts';
import { absence, cancel, openAbsence, submitAbsence } from './absences/slack.ts';
import { absenceWords } from './absences/words.ts';
import { holiday } from './holidays/slack.ts';
import { boards, claim, ownHome } from './members/slack.ts';
import { checkTeamForm } from './teams/form.ts';
import { editTeam, newTeam, showPeople, submitTeam } from './teams/slack.ts';
import { peopleWords } from './words.ts';

/** Members, teams, managers, regions, absences and holidays. */
export const people: Slice = {
  name: 'people',
  verbs: [
    { name: 'absence', aliases: ['absences', 'away', 'leave', '请假', '休假'], run: absence },
    { name: 'people', aliases: ['team', 'teams', '人员', '团队'], run: showPeople },
    { name: 'boards', aliases: ['上榜'], run: boards },
    { name: 'holiday', aliases: ['holidays', '假日', '假期'], run: holiday },
  ],
  actions: {
    'people.cancelAbsence': cancel,
    'people.openAbsence': openAbsence,
    'people.newTeam': newTeam,
    'people.editTeam': editTeam,
    'people.boards': boards,
    'people.claim': claim,
  },
  modals: [
    { callbackId: 'people.absence', check: checkAbsenceForm, run: submitAbsence },
    { callbackId: 'people.team', check: checkTeamForm, run: submitTeam },
  ],
  home: ownHome,
  help: (locale) => [
    { usage: '/pace absence 2026-12-24..2026-12-31', what: absenceWords(locale)('help') },
    { usage: '/pace people', what: peopleWords(locale)('help-people') },
    { usage: '/pace boards off', what: peopleWords(locale)('help-boards') },
    { usage: '/pace holiday 2026-11-26 Thanksgiving', what: absenceWords(locale)('help-holiday') },
  ],
};
