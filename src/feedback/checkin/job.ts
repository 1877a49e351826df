import { asOfNow } from '../../goals/asOf.ts';
import { standingsOf } from '../../goals/standing.ts';
import { presence } from '../../kpi/calendar.ts';
import { periodOf } from '../../kpi/period.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import { listPeopleAmong, listTeams } from '../../people/store.ts';
import type { OutMessage, ReportPart, ReportRequest } from '../../platform/jobs/report.ts';
import type { Deps } from '../../platform/slice.ts';
import { readWorkspace } from '../../workspace/store.ts';
import { tellerFor } from '../figures.ts';
import { frameOf, readMembers } from '../reading/index.ts';
import { askReply, type Moment } from './blocks.ts';
import { choiceOf, type Question, questionsOf } from './question.ts';
import { answersOf, readChoices } from './store.ts';

/** The weekly question, a direct message for each person of a team who has a target to be asked about and is there on the day. */
export const weeklyCheckin: ReportPart = {
  kind: 'check-in',
  async build(deps, request) {
    const workspace = await readWorkspace(deps.db, request.workspaceId);
    if (workspace === undefined) return [];
    const { asked, moment } = await readAsked(deps, request, workspace);
    const answers = await answersOf(deps.db, workspace.id, {
      memberIds: asked.map(({ person }) => person.memberId),
      week: moment.week,
    });
    const periods = { fiscalYearStart: workspace.fiscalYearStart };
    return asked.map(({ person, questions }): OutMessage => {
      const teller = tellerFor(person.locale, workspace.currency, periods);
      const own = answers.filter((one) => one.memberId === person.memberId);
      return {
        key: `ask:${person.memberId}`,
        channel: person.slackUserId,
        to: person.name,
        locale: person.locale,
        reply: askReply(questions, own, teller, moment),
      };
    });
  },
};

interface Asked {
  person: Person;
  questions: readonly Question[];
}

type Workspace = NonNullable<Awaited<ReturnType<typeof readWorkspace>>>;

/** Who is asked what, by the date and the clock of the team. */
async function readAsked(
  { db }: Deps,
  { teamId, dueAt }: ReportRequest,
  workspace: Workspace,
): Promise<{ asked: Asked[]; moment: Moment }> {
  const [team] = (await listTeams(db, workspace.id, localDateOf(dueAt, workspace.tz))).filter(
    (one) => one.id === teamId,
  );
  const tz = team?.tz ?? workspace.tz;
  const today = localDateOf(dueAt, tz);
  const { fiscalYearStart } = workspace;
  const moment = { week: periodOf('week', today), today, fiscalYearStart };
  const people = (await listPeopleAmong(db, workspace.id, today, { teamIds: [teamId] })).filter(
    (person) => person.isActive && person.teamId === teamId,
  );
  if (team === undefined || people.length === 0) return { asked: [], moment };
  const ids = people.map((person) => person.memberId);
  const frame = await frameOf(db, workspace);
  const asOf = asOfNow(dueAt, tz);
  const [factsOf, choices] = await Promise.all([
    readMembers(frame, ids, { asOf, withForecast: true }),
    readChoices(db, workspace.id, [
      { kind: 'team', id: teamId },
      ...ids.map((id) => ({ kind: 'member' as const, id })),
    ]),
  ]);
  const asked = people.flatMap((person): Asked[] => {
    const facts = factsOf.get(person.memberId);
    const choice = choiceOf(choices.get(`team:${teamId}`), choices.get(`member:${person.memberId}`));
    if (facts === undefined || choice.isOff || presence(facts.calendar, today) === 0) return [];
    const questions = questionsOf(standingsOf(facts), choice);
    return questions.length === 0 ? [] : [{ person, questions }];
  });
  return { asked, moment };
}
