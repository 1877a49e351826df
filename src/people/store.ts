/**
 * What others read and write of people. Members, teams and absences each have a folder; this is the door to all of them.
 */
export {
  type AbsenceProblem,
  absenceById,
  addAbsence,
  calendarsOf,
  cancelAbsence,
  listAbsences,
  type NewAbsence,
} from './absences/store.ts';
export { type Added, addPeople } from './adding/store.ts';
export { type Change, type UndoProblem, undoChange } from './changes/store.ts';
export {
  countedStaysIn,
  findActor,
  findTeam,
  listAdministrators,
  listOfficers,
  listPeople,
  listPeopleAmong,
  listTeams,
  membershipsIn,
  personById,
  personBySlackId,
} from './directory/store.ts';
export { addHoliday, listHolidays, removeHolidays } from './holidays/store.ts';
export { claimAdministration, deactivate, ensureMember, updateMember } from './members/store.ts';
export { changePerson, dropPlans, type PersonProblem, readProfile } from './profile/store.ts';
export { listRetired, type RetireProblem, retireTeam, reviveTeam } from './teams/retired/store.ts';
export {
  changeTeam,
  saveTeam,
  type TeamDays,
  type TeamProblem,
  type TeamToSave,
} from './teams/store.ts';
