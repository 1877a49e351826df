import type { ActionsBlockElement, KnownBlock, ModalView } from '@slack/types';
import type { Weekday } from '../../kpi/localDate.ts';
import {
  actions,
  button,
  context,
  header,
  option,
  plainText,
  type Reply,
  section,
} from '../../platform/blocks.ts';
import { linesWithin, namesWithin } from '../../platform/fit.ts';
import { formatDate, languageTag } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { WEEKDAYS } from '../rhythm.ts';
import type { Step, Steps } from './steps.ts';
import { onboardingWords } from './words.ts';

/** Characters for several teams; more of them stand in `/pace people`. */
const MOST_OF_TEAMS = 700;

/** The three first steps in one message, which changes in place as they are taken. */
export function onboardingReply(steps: Steps, locale: Locale): Reply {
  const say = onboardingWords(locale);
  const isReady = steps.playbook.isDone && steps.teams.length > 0 && isSet(steps);
  const blocks: KnownBlock[] = [
    header(say('title')),
    section(say('intro')),
    ...playbookStep(steps, locale),
    ...teamStep(steps, locale),
    ...reportsStep(steps, locale),
    ...(isReady ? [section(say('ready', { team: plainInMrkdwn(steps.teams[0]?.name ?? '') }))] : []),
  ];
  return { text: say('title'), blocks };
}

const isSet = ({ reports }: Steps): boolean => reports.channelId !== null && reports.isThere;

function undoButton(steps: Steps, step: Step, locale: Locale): ActionsBlockElement[] {
  return steps.undo.has(step) ? [button(onboardingWords(locale)('undo'), 'workspace.undoStep', step)] : [];
}

const row = (...elements: ActionsBlockElement[]): KnownBlock[] =>
  elements.length === 0 ? [] : [{ type: 'actions', elements }];

function playbookStep(steps: Steps, locale: Locale): KnownBlock[] {
  const say = onboardingWords(locale);
  const { name, isDone, others } = steps.playbook;
  if (isDone)
    return [
      section(say('done-playbook', { name: plainInMrkdwn(name) })),
      ...row(...undoButton(steps, 'playbook', locale)),
    ];
  const other: ActionsBlockElement = {
    type: 'static_select',
    action_id: 'workspace.pickPlaybook',
    placeholder: plainText(say('other-playbook'), 150),
    options: others.map((one) => option(one.name, one.key)),
  };
  const use = button(say('use-playbook', { name }), 'workspace.keepPlaybook', '', 'primary');
  return [section(say('step-playbook')), ...row(use, ...(others.length === 0 ? [] : [other]))];
}

function teamStep(steps: Steps, locale: Locale): KnownBlock[] {
  const say = onboardingWords(locale);
  const { teams } = steps;
  if (teams.length === 0) {
    const style = steps.playbook.isDone ? 'primary' : undefined;
    return [section(say('step-team')), actions(button(say('set-up-team'), 'workspace.firstTeam', '', style))];
  }
  const lines = teams.map(({ name, leads, count }) => {
    const who = namesWithin(leads.map(plainInMrkdwn), locale, 3) || say('team-nobody');
    return say('team-line', { name: plainInMrkdwn(name), leads: who, count });
  });
  const more = button(say('another-team'), 'workspace.firstTeam', '');
  return [
    section(say('done-team', { names: teamsText(lines, locale) })),
    ...row(...undoButton(steps, 'team', locale), more),
  ];
}

/** One team in the line itself, several below it. */
const teamsText = (lines: readonly string[], locale: Locale): string =>
  lines.length === 1
    ? lines.join('')
    : `\n${linesWithin(
        lines.map((line) => `• ${line}`),
        locale,
        MOST_OF_TEAMS,
      )}`;

function reportsStep(steps: Steps, locale: Locale): KnownBlock[] {
  const say = onboardingWords(locale);
  const { channelId, isThere, firstOn } = steps.reports;
  const when = whenText(steps.reports, locale);
  const first = formatDate(firstOn, locale);
  const time = button(say(channelId === null ? 'other-time' : 'change'), 'workspace.otherTime', '');
  const pick: ActionsBlockElement = {
    type: 'conversations_select',
    action_id: 'workspace.pickChannel',
    placeholder: plainText(say('pick-channel'), 150),
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(channelId === null ? {} : { initial_conversation: channelId }),
  };
  const undo = undoButton(steps, 'reports', locale);
  if (channelId === null) return [section(say('step-rhythm', { when, first })), ...row(pick, time, ...undo)];
  const note = isThere ? [] : [context(say('not-there', { channel: channelId }))];
  return [
    section(say('done-rhythm', { channel: channelId, when, first })),
    ...note,
    ...row(...(isThere ? [] : [pick]), ...undo, time),
  ];
}

/** "every Monday at 09:00 (Europe/Berlin)". */
export function whenText(
  { weekday, localTime, zone }: { weekday: Weekday; localTime: string; zone: string },
  locale: Locale,
): string {
  return onboardingWords(locale)('when', { weekday: weekdayName(weekday, locale), time: localTime, zone });
}

/** The 5th of January 2026 is a Monday. */
function weekdayName(weekday: Weekday, locale: Locale): string {
  const date = new Date(Date.UTC(2026, 0, 4 + weekday));
  return new Intl.DateTimeFormat(languageTag(locale), { timeZone: 'UTC', weekday: 'long' }).format(date);
}

/** The form of the first team; whoever sets it up is offered as its lead. */
export function firstTeamModal(leadUserId: string, locale: Locale): ModalView {
  const say = onboardingWords(locale);
  return {
    type: 'modal',
    callback_id: 'workspace.firstTeam',
    title: plainText(say('modal-team'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      {
        type: 'input',
        block_id: 'name',
        label: plainText(say('name')),
        element: { type: 'plain_text_input', action_id: 'workspace.team-name', max_length: 60 },
      },
      {
        type: 'input',
        block_id: 'leads',
        label: plainText(say('leads')),
        element: {
          type: 'multi_users_select',
          action_id: 'workspace.team-leads',
          initial_users: [leadUserId],
        },
      },
      {
        type: 'input',
        block_id: 'members',
        optional: true,
        label: plainText(say('members')),
        hint: plainText(say('members-hint')),
        element: { type: 'multi_users_select', action_id: 'workspace.team-members' },
      },
    ],
  };
}

/** The form of day, time and zone. */
export function rhythmModal({ reports }: Pick<Steps, 'reports'>, locale: Locale): ModalView {
  const say = onboardingWords(locale);
  const days = WEEKDAYS.map((day) => option(weekdayName(day, locale), String(day)));
  const initial = days.find((day) => day.value === String(reports.weekday));
  return {
    type: 'modal',
    callback_id: 'workspace.rhythm',
    title: plainText(say('modal-rhythm'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      {
        type: 'input',
        block_id: 'weekday',
        label: plainText(say('weekday')),
        element: {
          type: 'static_select',
          action_id: 'workspace.rhythm-weekday',
          options: days,
          ...(initial === undefined ? {} : { initial_option: initial }),
        },
      },
      {
        type: 'input',
        block_id: 'time',
        label: plainText(say('time')),
        element: {
          type: 'timepicker',
          action_id: 'workspace.rhythm-time',
          initial_time: reports.localTime,
        },
      },
      {
        type: 'input',
        block_id: 'zone',
        label: plainText(say('zone')),
        element: {
          type: 'plain_text_input',
          action_id: 'workspace.rhythm-zone',
          max_length: 60,
          initial_value: reports.zone,
        },
      },
    ],
  };
}
