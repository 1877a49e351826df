import { formReply, talkReply } from '../../../src/home/message/blocks.ts';
import {
  groupModal,
  importedReply,
  importModal,
  nothingReply,
  previewReply,
  rosterProblemText,
  rosterUndoneReply,
} from '../../../src/people/roster/blocks.ts';
import { COLUMNS } from '../../../src/people/roster/columns.ts';
import type { PersonPlan, RosterPlan } from '../../../src/people/roster/plan.ts';
import type { RowProblem } from '../../../src/people/roster/row.ts';
import { slackPerson } from '../../people/company.ts';
import { type Built, times, today, type World } from './world.ts';

function problemsOf({ entries, typed }: World): RowProblem[] {
  const kinds = [
    { kind: 'unknown person', maybe: times(3, () => typed(80)) },
    { kind: 'several people', names: times(4, () => typed(80)) },
    { kind: 'outsider', why: 'guest' },
    { kind: 'twice', before: 2 },
    { kind: 'circle' },
    { kind: 'date' },
    { kind: 'last administrator' },
  ] as const;
  return times(entries, (index) => {
    const kind = kinds[index % kinds.length] ?? kinds[4];
    return { row: index + 2, column: COLUMNS[index % COLUMNS.length] ?? 'email', value: typed(200), ...kind };
  });
}

function planOf(world: World): RosterPlan {
  const { people, teams, typed } = world;
  return {
    people: times(
      people,
      (index): PersonPlan => ({
        ...{ row: index + 2, person: slackPerson(`U${index}`, { name: typed(80) }), memberId: undefined },
        ...{ returns: index % 2 === 0, kind: index % 5 === 0 ? 'new' : 'moved' },
        place: { team: index % 3 === 0 ? null : `t${index}`, role: 'manager', region: typed(60) },
        manages: times(teams, (team) => `t${team}`),
        ...{ firstDay: today, lastDay: null, weekdays: [1, 2, 3], isAdmin: true, isFinance: false },
      }),
    ),
    teams: times(teams, (index) => ({
      ...{ key: `t${index}`, name: typed(60), id: index % 2 === 0 ? undefined : 't', region: null },
      parent: index % 3 === 0 ? null : 't0',
    })),
    problems: problemsOf(world),
    unknownColumns: times(world.entries, () => typed(200)),
  };
}

/** Many people at once, and what is written to Pacer. */
export function rosterBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const plan = planOf(world);
  const none: RosterPlan = { people: [], teams: [], problems: plan.problems, unknownColumns: [] };
  const same: RosterPlan = {
    ...none,
    problems: [],
    people: plan.people.map((one) => ({ ...one, kind: 'same' })),
  };
  const teamNames = new Map(plan.teams.map((team) => [team.key, team.name]));
  const about = {
    teamNames,
    title: typed(200),
    source: JSON.stringify({ f: 'F0123456789', d: 'x' }),
    isAgain: true,
  };
  const groups = times(world.entries + 100, (at) => ({ id: `S${at}`, handle: typed(80), name: typed(80) }));
  const problems = [
    { kind: 'empty' },
    { kind: 'no person', headers: times(20, () => typed(200)) },
    { kind: 'twice', column: 'team', headers: times(20, () => typed(200)) },
    { kind: 'too many', most: 5000 },
    { kind: 'quotes', row: 7 },
  ] as const;
  return [
    { what: 'the preview of a roster', reply: previewReply({ plan, ...about }, locale) },
    { what: 'a preview without a good row', reply: previewReply({ plan: none, ...about }, locale) },
    { what: 'a preview of no change', reply: previewReply({ plan: same, ...about }, locale) },
    { what: 'an import', reply: importedReply(plan, 'i1', locale) },
    { what: 'an import of nothing new', reply: importedReply(plan, undefined, locale) },
    { what: 'nothing imported', reply: nothingReply(locale) },
    { what: 'an import undone', reply: rosterUndoneReply(3, locale) },
    { what: 'an import undone before', reply: rosterUndoneReply('gone', locale) },
    { what: 'the form of an import', view: importModal(locale) },
    { what: 'the form of a user group', view: groupModal(groups, locale) },
    ...problems.map((problem) => ({
      what: `a file: ${problem.kind}`,
      reply: { text: rosterProblemText(problem, typed(200), locale) },
    })),
    { what: 'two lines of help', reply: talkReply(locale) },
    { what: 'a form that a message cannot open', reply: formReply(typed(40), locale) },
  ];
}
