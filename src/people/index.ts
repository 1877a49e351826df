import type { Slice } from '../platform/slice.ts';
import { checkAbsenceForm } from './absences/form.ts';
import { absence, cancel, openAbsence, submitAbsence } from './absences/slack.ts';
import { absenceWords } from './absences/words.ts';
import { undo } from './changes/slack.ts';
import { followEvent } from './following/slack.ts';
import { holiday, undoHolidays } from './holidays/slack.ts';
import { boards, claim, ownHome } from './members/slack.ts';
import { openPerson, showPeople, turnPage } from './overview/slack.ts';
import { choose, dropPlanned, editPerson, openOwn, pick, submitOwn, submitPerson } from './profile/slack.ts';
import { checkPersonForm } from './profile/submitted.ts';
import { checkGroupForm, checkImportForm } from './roster/form.ts';
import { rosterImport } from './roster/importing/job.ts';
import { rosterExport } from './roster/leaving/job.ts';
import {
  importNothing,
  importRoster,
  orRoster,
  sendTemplate,
  submitGroup,
  submitImport,
  undoImport,
} from './roster/slack.ts';
import { rosterWords } from './roster/words.ts';
import { checkTeamForm } from './teams/form.ts';
import { editTeam, newTeam, retire, revive, showRetired, submitTeam } from './teams/slack.ts';
import { peopleWords } from './words.ts';

/** Members, teams, managers, regions, absences and holidays. */
export const people: Slice = {
  name: 'people',
  verbs: [
    { name: 'absence', aliases: ['absences', 'away', 'leave', '请假', '休假'], run: absence },
    { name: 'people', aliases: ['team', 'teams', '人员', '团队'], run: orRoster(showPeople) },
    { name: 'boards', aliases: ['上榜'], run: boards },
    { name: 'holiday', aliases: ['holidays', '假日', '假期'], run: holiday },
  ],
  actions: {
    'people.undoHolidays': undoHolidays,
    'people.cancelAbsence': cancel,
    'people.openAbsence': openAbsence,
    'people.newTeam': newTeam,
    'people.editTeam': editTeam,
    'people.retireTeam': retire,
    'people.retired': showRetired,
    'people.reviveTeam': revive,
    'people.pageBack': turnPage,
    'people.pageNext': turnPage,
    'people.choose': choose,
    'people.pick': pick,
    'people.openPerson': openPerson,
    'people.editPerson': editPerson,
    'people.dropPlans': dropPlanned,
    'people.openOwn': openOwn,
    'people.undo': undo,
    'people.boards': boards,
    'people.rosterImport': importRoster,
    'people.rosterNothing': importNothing,
    'people.rosterUndo': undoImport,
    'people.rosterTemplate': sendTemplate,
    'people.claim': claim,
  },
  modals: [
    { callbackId: 'people.roster', check: checkImportForm, run: submitImport },
    { callbackId: 'people.rosterGroup', check: checkGroupForm, run: submitGroup },
    { callbackId: 'people.absence', check: checkAbsenceForm, run: submitAbsence },
    { callbackId: 'people.team', check: checkTeamForm, run: submitTeam },
    { callbackId: 'people.person', check: checkPersonForm, run: submitPerson },
    { callbackId: 'people.own', check: checkPersonForm, run: submitOwn },
  ],
  events: [
    { name: 'user_change', run: followEvent },
    { name: 'team_join', run: followEvent },
  ],
  imports: [rosterImport],
  exports: [rosterExport],
  home: ownHome,
  help: (locale) => [
    { usage: '/pace absence 2026-12-24..2026-12-31', what: absenceWords(locale)('help') },
    { usage: '/pace people', what: peopleWords(locale)('help-people') },
    { usage: '/pace people import', what: rosterWords(locale)('help-import') },
    { usage: '/pace people group @sales-west team West', what: rosterWords(locale)('help-group') },
    { usage: '/pace boards off', what: peopleWords(locale)('help-boards') },
    { usage: '/pace holiday import CN 2027', what: absenceWords(locale)('help-load') },
    { usage: '/pace holiday 2026-11-26 Thanksgiving', what: absenceWords(locale)('help-holiday') },
  ],
};
