import { dateFormat } from '../../kpi/intl.ts';
import type { Weekday } from '../../kpi/localDate.ts';
import { namesWithin } from '../../platform/fit.ts';
import { languageTag } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { PersonPlan, RosterPlan } from './plan.ts';
import type { RowProblem } from './row.ts';
import { rosterWords } from './words.ts';

/** Single changes and problems of a roster in words, safe in mrkdwn. */

const shown = (text: string): string => plainInMrkdwn(cut(text, 60));

/** "Mon–Fri", "周一至周五", "Mon Wed Fri". As an import reads them again. */
export function weekdaysText(weekdays: readonly Weekday[], locale: Locale): string {
  const names = weekdays.map((day) => weekdayName(day, locale));
  const [first = '', last = ''] = [names[0], names.at(-1)];
  const isRun =
    weekdays.length > 2 && weekdays.every((day, at) => at === 0 || day === (weekdays[at - 1] ?? 0) + 1);
  return isRun ? `${first}${locale === 'zh' ? '至' : '-'}${last}` : names.join(' ');
}

/** 1970-01-05 was a Monday. */
const weekdayName = (day: Weekday, locale: Locale): string =>
  dateFormat(languageTag(locale), { timeZone: 'UTC', weekday: 'short' }).format(
    new Date(Date.UTC(1970, 0, 4 + day)),
  );

/** What becomes of one person, in one line. `names`: of teams by key. */
export function changeText(one: PersonPlan, names: ReadonlyMap<string, string>, locale: Locale): string {
  const say = rosterWords(locale);
  const teamName = (key: string): string => shown(names.get(key) ?? key);
  const parts: string[] = [];
  if (one.kind === 'new') parts.push(say('change-new'));
  if (one.returns) parts.push(say('change-returns'));
  if (one.place !== undefined) {
    const { team, role, region } = one.place;
    parts.push(team === null ? say('change-no-team') : say('change-team', { team: teamName(team) }));
    parts.push(say(`change-role-${role}`));
    if (region !== null) parts.push(say('change-region', { region: shown(region) }));
  }
  if (one.manages !== undefined) {
    const teams = namesWithin(one.manages.map(teamName), locale);
    parts.push(teams === '' ? say('change-manages-nothing') : say('change-manages', { teams }));
  }
  const { firstDay, lastDay } = one;
  if (firstDay !== undefined)
    parts.push(firstDay === null ? say('change-no-first') : say('change-first', { date: firstDay }));
  if (lastDay !== undefined)
    parts.push(lastDay === null ? say('change-no-last') : say('change-last', { date: lastDay }));
  if (one.weekdays !== undefined)
    parts.push(say('change-weekdays', { days: weekdaysText(one.weekdays, locale) }));
  if (one.isAdmin !== undefined) parts.push(say(one.isAdmin ? 'change-admin' : 'change-no-admin'));
  if (one.isFinance !== undefined) parts.push(say(one.isFinance ? 'change-finance' : 'change-no-finance'));
  return say('change', { name: shown(one.person.name), what: parts.join(say('join')) });
}

/** Where teams come to stand, a line each. */
export function teamLines(plan: RosterPlan, names: ReadonlyMap<string, string>, locale: Locale): string[] {
  const say = rosterWords(locale);
  return plan.teams.flatMap(({ name, parent }) => {
    if (parent === undefined) return [];
    const team = shown(name);
    return parent === null
      ? [say('team-alone', { team })]
      : [say('team-under', { team, parent: shown(names.get(parent) ?? parent) })];
  });
}

/** "• Row 7, team: …". */
export function problemText(problem: RowProblem, locale: Locale): string {
  const say = rosterWords(locale);
  const column = say(`column-${problem.column}`);
  return say('problem', { row: problem.row, column, why: whyText(problem, locale) });
}

/** Why a row cannot be taken, in plain text. */
export function plainProblem(problem: RowProblem, locale: Locale): string {
  return whyText(problem, locale)
    .replace(/\u2060/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function whyText(problem: RowProblem, locale: Locale): string {
  const say = rosterWords(locale);
  const value = shown(problem.value);
  const joined = (names: readonly string[]): string => namesWithin(names.map(shown), locale);
  switch (problem.kind) {
    case 'unknown person': {
      const names = joined(problem.maybe);
      return names === '' ? say('why-unknown', { value }) : say('why-maybe', { value, names });
    }
    case 'several people':
      return say('why-several', { value, names: joined(problem.names) });
    case 'outsider':
      return say(`why-outsider-${problem.why}`, { value });
    case 'twice':
    case 'other parent':
      return say(`why-${problem.kind}`, { value, before: problem.before });
    case 'no person':
    case 'too long':
    case 'role':
    case 'date':
    case 'ambiguous date':
    case 'backwards':
    case 'weekdays':
    case 'yes or no':
    case 'parent without team':
    case 'circle':
    case 'last administrator':
      return say(`why-${problem.kind}`, { value });
  }
}
