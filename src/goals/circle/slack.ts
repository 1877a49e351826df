/** Reads what a handler of goals needs of people, teams, playbook and calendars. */
import type { WorkCalendar } from '../../kpi/calendar.ts';
import type { DateRange, LocalDate } from '../../kpi/localDate.ts';
import { currency } from '../../kpi/money.ts';
import { rangeOf } from '../../kpi/period.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Person, TeamInfo } from '../../people/person.ts';
import { calendarsOf, listHolidays, listPeople, listTeams } from '../../people/store.ts';
import { onceIn } from '../../platform/pass.ts';
import type { Input } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import type { MetricInfo, Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import type { Who } from '../grammar/command.ts';
import { type Meaning, meaningOf } from '../meaning.ts';
import { type Reader, subjectName } from '../phrases.ts';
import { periodFelt } from '../plan.ts';
import type { Subject, Target } from '../target.ts';
import { teamCalendar } from '../team.ts';
import {
  countingFor,
  regionsOf,
  type Whose,
  whoseCompany,
  whosePerson,
  whoseRegion,
  whoseTeam,
} from '../whose.ts';

/** The company around an act. */
export interface Circle {
  people: readonly Person[];
  teams: readonly TeamInfo[];
  playbook: Playbook;
  /** Shown names by member id. */
  names: ReadonlyMap<string, string>;
  /** The one who acts, as a reader. */
  reader: Reader;
}

/** What the circle is read by: whoever acts, on whatever way. */
export type Acting = Pick<Input, 'workspace' | 'actor' | 'now' | 'today'> & {
  deps: Pick<Input['deps'], 'db' | 'log' | 'pass'>;
};

export async function readCircle(input: Acting): Promise<Circle> {
  const { deps, workspace, actor, today } = input;
  const read = async () => {
    const [people, teams, playbook] = await Promise.all([
      listPeople(deps.db, workspace.id, today),
      listTeams(deps.db, workspace.id, today),
      readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
    ]);
    return { people, teams, playbook, names: new Map(people.map((one) => [one.memberId, one.name])) };
  };
  const key = [workspace.id, workspace.playbookVersion, today];
  return { ...(await onceIn(deps.pass, 'circle', key, read)), reader: readerFor(input, actor) };
}

/** Somebody as a reader of figures and dates. */
export function readerFor(
  { workspace, now }: Pick<Acting, 'workspace' | 'now'>,
  { locale, tz }: { locale: Locale; tz: string },
): Reader {
  const { fiscalYearStart } = workspace;
  return { locale, currency: currency(workspace.currency), fiscalYearStart, today: localDateOf(now, tz) };
}

/** Whose target is meant; undefined for somebody who is no member. */
export function whoseOf(who: Who, input: Input, { people, teams }: Circle): Whose | undefined {
  if (who.kind === 'team') return subjectOf({ kind: 'team', id: who.id }, input, { people, teams });
  if (who.kind === 'region') return subjectOf({ kind: 'region', id: who.name }, input, { people, teams });
  if (who.kind === 'company') return subjectOf({ kind: 'company', id: '' }, input, { people, teams });
  const person = people.find((one) =>
    who.kind === 'self' ? one.memberId === input.actor.memberId : one.slackUserId === who.slackUserId,
  );
  return person === undefined ? undefined : whosePerson(person, input.actor.memberId);
}

/** The one whose target it is, by the target's subject; undefined where they are gone. */
export function subjectOf(
  subject: Subject,
  { actor, workspace }: Pick<Acting, 'actor' | 'workspace'>,
  { people, teams }: Pick<Circle, 'people' | 'teams'>,
): Whose | undefined {
  if (subject.kind === 'region' || subject.kind === 'company')
    return widerOf(actor, workspace.tz, { people, teams }).find(
      (whose) => whose.subject.kind === subject.kind && whose.subject.id === subject.id,
    );
  const person = people.find((one) => subject.kind === 'member' && one.memberId === subject.id);
  const team = teams.find((one) => subject.kind === 'team' && one.id === subject.id);
  if (person !== undefined) return whosePerson(person, actor.memberId);
  return team === undefined ? undefined : whoseTeam(team, workspace.tz);
}

/** The company and its regions, as they are called in the actor's language. */
export function widerOf(
  reader: { locale: Locale },
  tz: string,
  { people, teams }: Pick<Circle, 'people' | 'teams'>,
): Whose[] {
  const company = whoseCompany(subjectName({ kind: 'company', id: '' }, '', reader), tz);
  const regions = regionsOf(people, teams).map((region) =>
    whoseRegion(region, subjectName({ kind: 'region', id: region }, region, reader), teams, tz),
  );
  return [company, ...regions];
}

/** The calendar by which a subject's targets accrue: a member's own, a group's common one. */
export async function calendarFor(
  { deps, workspace }: Input,
  { people, teams }: Circle,
  { subject }: Whose,
  range: DateRange,
): Promise<WorkCalendar> {
  const members = countingFor(subject, people, teams).map((one) => one.memberId);
  const calendars = await calendarsOf(deps.db, workspace.id, members, range);
  const own = subject.kind === 'member' ? calendars.get(subject.id) : undefined;
  return own ?? teamCalendar([...calendars.values()]);
}

/**
 * What a target that is saved already means in the period in which a date lies, with the names of that period's holidays; null where it
 * cannot be worked out: a trouble here must not hide that the target is saved.
 */
export async function readMeaning(
  input: Input,
  circle: Circle,
  whose: Whose,
  target: Target,
  metric: MetricInfo,
  date: LocalDate,
): Promise<Felt> {
  try {
    return await workOutMeaning(input, circle, whose, target, metric, date);
  } catch (error) {
    input.deps.log.error({ err: error, targetId: target.id }, 'what a saved target means could not be read');
    return { meaning: null, holidayNames: new Map() };
  }
}

interface Felt {
  meaning: Meaning | null;
  holidayNames: ReadonlyMap<LocalDate, string>;
}

async function workOutMeaning(
  input: Input,
  circle: Circle,
  whose: Whose,
  target: Target,
  metric: MetricInfo,
  date: LocalDate,
): Promise<Felt> {
  const { deps, workspace } = input;
  const range = rangeOf(periodFelt(target, date, circle.reader), circle.reader);
  const [calendar, holidays] = await Promise.all([
    calendarFor(input, circle, whose, range),
    listHolidays(deps.db, workspace.id, range),
  ]);
  const holidayNames = new Map(holidays.map((holiday) => [holiday.date, holiday.name]));
  return { meaning: meaningOf(target, metric, calendar, date, circle.reader), holidayNames };
}
