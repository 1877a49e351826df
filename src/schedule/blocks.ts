import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { localDateOf, toDate, wallMinutes } from '../kpi/time.ts';
import type { TeamInfo } from '../people/person.ts';
import { button, context, header, plainText, type Reply, section } from '../platform/blocks.ts';
import { inMessage, namesWithin } from '../platform/fit.ts';
import { formatDate, formatMoment, languageTag } from '../platform/format.ts';
import { hasOwnTime } from '../platform/jobs/choice.ts';
import type { WeeklyMoment } from '../platform/jobs/due.ts';
import { type ReportKind, reportTo } from '../platform/jobs/report.ts';
import { cut, plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import { type Upcoming, wallTime } from './instants.ts';
import { type Reader, type ReportView, writeWhich } from './report.ts';
import { words } from './words.ts';

/** A dialog and a title hold no more of a name. */
const LONGEST = 60;
export const short = (name: string): string => cut(plainInMrkdwn(name), LONGEST);

export const reportName = (kind: ReportKind, locale: Locale): string => words(locale)(`report-${kind}`);

/** The 5th of January 2026 is a Monday. */
export function weekdayName(weekday: number, locale: Locale): string {
  const date = new Date(Date.UTC(2026, 0, 4 + weekday));
  return new Intl.DateTimeFormat(languageTag(locale), { timeZone: 'UTC', weekday: 'long' }).format(date);
}

/** "Monday at 09:00 (Europe/Berlin)". */
export function whenText({ weekday, localTime, zone, every }: WeeklyMoment, locale: Locale): string {
  const say = words(locale);
  const vars = { time: localTime, zone: plainInMrkdwn(zone) };
  return every === undefined
    ? say('when-week', { ...vars, day: weekdayName(weekday, locale) })
    : say(`when-${every}`, vars);
}

/** One team: each of its reports with what can be done. */
export function teamReply(
  team: Pick<TeamInfo, 'name'>,
  reports: readonly ReportView[],
  reader: Reader & { hasOthers: boolean },
  locale: Locale,
): Reply {
  const say = words(locale);
  const title = say('titleTeam', { team: short(team.name) });
  const items = reports.map((report) => [
    section(reportText(report, reader, locale)),
    ...(reader.mayEdit ? [buttons(report, reports, locale)] : []),
  ]);
  const foot = [zoneText(reports, reader, locale), ...(reader.mayEdit ? [] : [say('readOnly')])].join(' ');
  const back = reader.hasOthers ? [row(button(say('all'), 'schedule.all', ''))] : [];
  const head = header(say('titleTeam', { team: cut(team.name, LONGEST) }));
  return { text: title, blocks: inMessage([head], items, [context(foot), ...back], locale) };
}

/** Several teams: a section each, with the next instants of each report, and the way to one team. */
export function teamsReply(
  teams: readonly { team: Pick<TeamInfo, 'id' | 'name'>; reports: readonly ReportView[] }[],
  reader: Reader,
  locale: Locale,
): Reply {
  const say = words(locale);
  const items = teams.map(({ team, reports }): KnownBlock[] => {
    const lines = reports.map((report) => shortText(report, reader, locale));
    return [
      {
        ...section([`*${short(team.name)}*`, ...lines].join('\n')),
        accessory: button(say('open'), 'schedule.team', team.id),
      },
    ];
  });
  const all = teams.flatMap(({ reports }) => reports);
  const foot = context(`${zoneText(all, reader, locale)} ${say('usage')}`);
  return { text: say('title'), blocks: inMessage([header(say('title'))], items, [foot], locale) };
}

const row = (...elements: Button[]): ActionsBlock => ({ type: 'actions', elements });

function zoneText(reports: readonly ReportView[], { zone }: Reader, locale: Locale): string {
  const say = words(locale);
  const differs = reports.some(({ instants }) => instants.some((one) => isElsewhere(one, zone)));
  const yours = differs ? say('zoneYours', { zone: plainInMrkdwn(zone) }) : '';
  return say('zoneFrom', { yours });
}

/** Whether the reader's clock shows another time. */
const isElsewhere = ({ at, date, time }: Upcoming, zone: string): boolean =>
  localDateOf(at, zone) !== date || wallTime(wallMinutes(at, zone)) !== time;

/** The report, to whom, when; what was chosen; the next instants, and what is unusual about them. */
function reportText(report: ReportView, reader: Reader, locale: Locale): string {
  const say = words(locale);
  const { kind, moment, isTogether } = report;
  const when = isTogether ? `${whenText(moment, locale)}, ${say('together')}` : whenText(moment, locale);
  const line = say('line', { name: reportName(kind, locale), to: targetText(report, locale), when });
  return [line, ...ownText(report, locale), ...nextLines(report, reader, locale)].join('\n');
}

function targetText({ kind, channelId }: ReportView, locale: Locale): string {
  const say = words(locale);
  if (reportTo[kind] !== 'channel') return say(`to-${reportTo[kind]}`);
  return channelId === null ? say('to-no-channel') : say('to-channel', { channel: `<#${channelId}>` });
}

/** What was chosen for this team. */
function ownText({ choice, leftOut }: ReportView, locale: Locale): string[] {
  const say = words(locale);
  const parts = [
    ...(hasOwnTime(choice) ? [say('ownTime')] : []),
    ...(choice.channelId === null ? [] : [say('ownChannel')]),
    ...(choice.locale === null ? [] : [say('ownLocale', { language: say(choice.locale) })]),
    ...(choice.measure === null ? [] : [say('ownMeasure')]),
    ...(choice.places === null ? [] : [say('ownPlaces', { count: choice.places })]),
    ...(leftOut.length === 0
      ? []
      : [say('leftOut', { names: namesWithin(leftOut.map(plainInMrkdwn), locale, 10) })]),
  ];
  return parts.length === 0 ? [] : [say('own', { what: parts.join(locale === 'zh' ? '、' : ', ') })];
}

function stateText({ state }: ReportView, locale: Locale): string | undefined {
  const say = words(locale);
  switch (state.kind) {
    case 'on':
      return undefined;
    case 'off':
      return say('off');
    case 'paused':
      return say('paused');
    case 'until':
      return say('pausedUntil', { date: formatDate(state.date, locale, true) });
  }
}

function nextLines(report: ReportView, reader: Reader, locale: Locale): string[] {
  const { instants, moment } = report;
  const state = stateText(report, locale);
  if (instants.length === 0) return state === undefined ? [] : [state];
  const times = instants.map((one) => momentText(one, moment.zone, reader, locale)).join(' · ');
  const notes = instants.flatMap((one) => oddityText(one, moment, locale));
  return [...(state === undefined ? [] : [state]), words(locale)('next', { times }), ...notes];
}

/** "Mon, Nov 30, 09:00 (15:00 for you)". */
export function momentText(
  one: Upcoming,
  zone: string,
  reader: Pick<Reader, 'zone'>,
  locale: Locale,
): string {
  const moment = formatMoment(toDate(one.at), zone, locale);
  if (!isElsewhere(one, reader.zone)) return moment;
  const own = localDateOf(one.at, reader.zone);
  const time =
    own === one.date
      ? wallTime(wallMinutes(one.at, reader.zone))
      : formatMoment(toDate(one.at), reader.zone, locale);
  return words(locale)('yours', { moment, time });
}

function oddityText({ date, time, oddity, shift }: Upcoming, moment: WeeklyMoment, locale: Locale): string[] {
  const say = words(locale);
  const day = formatDate(date, locale);
  const zone = plainInMrkdwn(moment.zone);
  return [
    ...(shift === undefined ? [] : [say('shift', { date: day, zone, ...shift })]),
    ...(oddity === undefined ? [] : [say(oddity, { date: day, time, wanted: moment.localTime })]),
  ];
}

/** One line of a report, among many teams. */
function shortText(report: ReportView, reader: Reader, locale: Locale): string {
  const { kind, instants, moment } = report;
  const state = stateText(report, locale);
  const times = instants.map((one) => momentText(one, moment.zone, reader, locale)).join(' · ');
  const notes = instants.flatMap((one) => oddityText(one, moment, locale));
  return [
    `• ${reportName(kind, locale)}: ${[state, times].filter(Boolean).join(' ')}`,
    ...notes.map((note) => `   ${note}`),
  ].join('\n');
}

function buttons(report: ReportView, all: readonly ReportView[], locale: Locale): ActionsBlock {
  const say = words(locale);
  const { kind, team, state, choice, leftOut } = report;
  const value = writeWhich({ kind, teamId: team.id });
  const confirm = (title: string, text: string, press: string) => ({
    title: plainText(title, 100),
    text: plainText(text, 300),
    confirm: plainText(press, 30),
    deny: plainText(say('cancel'), 30),
  });
  const together = all.filter(
    (one) => one.isTogether && kind === 'weekly-feedback' && one.state.kind === 'on',
  );
  const names = together.map((one) => reportName(one.kind, locale)).join(locale === 'zh' ? '、' : ', ');
  const sure = say('sendSureNow', { report: reportName(kind, locale), team: cut(team.name, LONGEST) });
  const withThem = names === '' ? '' : say('sendWith', { names });
  const isOwn =
    hasOwnTime(choice) ||
    [choice.channelId, choice.locale, choice.measure, choice.places].some((one) => one !== null) ||
    leftOut.length > 0;
  return row(
    button(say('edit'), 'schedule.edit', value),
    ...(state.kind === 'on' ? [button(say('pause'), 'schedule.pause', value)] : []),
    ...(state.kind === 'off' ? [button(say('turnOn'), 'schedule.resume', value)] : []),
    ...(state.kind === 'paused' || state.kind === 'until'
      ? [button(say('resume'), 'schedule.resume', value)]
      : []),
    {
      ...button(say('send'), 'schedule.send', value),
      confirm: confirm(say('sendTitle'), `${sure}${withThem}`, say('send')),
    },
    button(say('preview'), 'schedule.preview', value),
    ...(isOwn
      ? [
          {
            ...button(say('default'), 'schedule.default', value),
            confirm: confirm(say('defaultTitle'), say('defaultSure'), say('default')),
          },
        ]
      : []),
  );
}

/** After a report was sent already: the way to send it once more, marked as a copy. `copy`: its number, so that two presses make one. */
export function copyReply(
  text: string,
  { value, report, period }: { value: string; report: string; period: string },
  locale: Locale,
): Reply {
  const say = words(locale);
  const press = {
    ...button(say('copy'), 'schedule.copy', value),
    confirm: {
      title: plainText(say('copyTitle'), 100),
      text: plainText(say('copySure', { report, period }), 300),
      confirm: plainText(say('copy'), 30),
      deny: plainText(say('cancel'), 30),
    },
  };
  return { text, blocks: [section(text), row(press)] };
}
