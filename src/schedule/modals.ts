import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { context, option, plainText, section } from '../platform/blocks.ts';
import { dateField, form } from '../platform/forms.ts';
import type { ReportChoice } from '../platform/jobs/choice.ts';
import { type ReportKind, reportTo } from '../platform/jobs/report.ts';
import type { Locale } from '../platform/words.ts';
import { locales } from '../platform/words.ts';
import { WEEKDAYS } from '../workspace/rhythm.ts';
import { reportName, short, weekdayName } from './blocks.ts';
import { DEFAULT, PLACES, type ReportForm } from './form.ts';
import { writeWhich } from './report.ts';
import { words } from './words.ts';

export const REPORT_FORM = 'schedule.form';
export const PAUSE_FORM = 'schedule.pauseForm';

/** What a board may compare: its name, and what a choice keeps of it. */
export interface MeasureOption {
  name: string;
  value: string;
}

/** Slack's limit of options in a select. */
const MOST_OPTIONS = 100;

/** What the form of a report is filled in with. */
export interface Draft {
  kind: ReportKind;
  team: { id: string; name: string };
  form: ReportForm;
  /** The zone that the team has by itself. */
  zone: string;
  isLong: boolean;
  /** Where a report to a channel goes by itself; null: nowhere. */
  usualChannelId: string | null;
  /** Of boards: what they may compare, as options. */
  measures?: readonly MeasureOption[];
  /** What is wrong with the channel, at its field. */
  trouble?: string;
}

/** The form of a report. */
export function reportModal(draft: Draft, locale: Locale): ModalView {
  const say = words(locale);
  const { kind, team, form, isLong } = draft;
  return {
    type: 'modal',
    callback_id: REPORT_FORM,
    private_metadata: writeWhich({ kind, teamId: team.id }),
    title: plainText(say('modalEdit'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      section(`*${reportName(kind, locale)}* · ${short(team.name)}`),
      ...(isLong ? [context(say('longHint'))] : [weekdayField(form, locale)]),
      input('time', say('time'), {
        type: 'timepicker',
        action_id: 'schedule.time',
        ...(form.localTime === '' ? {} : { initial_time: form.localTime }),
      }),
      input(
        'zone',
        say('zone'),
        {
          type: 'plain_text_input',
          action_id: 'schedule.zone',
          max_length: 60,
          ...(form.zone === '' ? {} : { initial_value: form.zone }),
        },
        say('zoneHint', { zone: draft.zone }),
      ),
      ...(reportTo[kind] === 'channel' ? channelFields(draft, locale) : [leftOutField(form, locale)]),
      ...(draft.measures === undefined ? [] : boardFields(draft.measures, form, locale)),
    ],
  };
}

type Element = InputBlock['element'];

function input(blockId: string, label: string, element: Element, hint?: string): InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    label: plainText(label),
    element,
    ...(hint === undefined ? {} : { hint: plainText(hint) }),
  };
}

function weekdayField({ weekday }: ReportForm, locale: Locale): InputBlock {
  const options = WEEKDAYS.map((day) => option(weekdayName(day, locale), String(day)));
  const initial = options.find(({ value }) => value === String(weekday));
  return input('weekday', words(locale)('weekday'), {
    type: 'static_select',
    action_id: 'schedule.weekday',
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  });
}

function channelFields({ form, usualChannelId, trouble }: Draft, locale: Locale): KnownBlock[] {
  const say = words(locale);
  const languages = [
    option(say('languageDefault'), 'default'),
    ...locales.map((one) => option(say(one), one)),
  ];
  const chosen = languages.find(({ value }) => value === (form.locale ?? 'default')) ?? languages[0];
  const usual =
    usualChannelId === null ? say('channelNone') : say('channelDefault', { channel: `<#${usualChannelId}>` });
  return [
    {
      ...input('channel', say('channel'), {
        type: 'conversations_select',
        action_id: 'schedule.channel',
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(form.channelId === null ? {} : { initial_conversation: form.channelId }),
      }),
      optional: true,
    },
    // A mention of a channel is no plain text, so that it stands below the field and not in its hint.
    ...(trouble === undefined ? [] : [section(`:warning: ${trouble}`)]),
    context(say('channelHint', { default: usual })),
    input('language', say('language'), {
      type: 'static_select',
      action_id: 'schedule.language',
      options: languages,
      ...(chosen === undefined ? {} : { initial_option: chosen }),
    }),
  ];
}

/** L-02, L-06: what a board compares, and how many places the channel sees. */
function boardFields(measures: readonly MeasureOption[], form: ReportForm, locale: Locale): InputBlock[] {
  const say = words(locale);
  const select = (id: 'measure' | 'places', usual: string, options: PlainTextOption[], chosen: string) => {
    const all = [option(usual, DEFAULT), ...options];
    const initial = all.find(({ value }) => value === chosen) ?? option(usual, DEFAULT);
    const first = all.slice(0, MOST_OPTIONS);
    // What was chosen stays choosable, however many there are: else saving would forget it.
    const isThere = first.some(({ value }) => value === initial.value);
    return input(id, say(id), {
      ...{ type: 'static_select', action_id: `schedule.${id}` },
      options: isThere ? first : [...first.slice(0, -1), initial],
      initial_option: initial,
    });
  };
  const compared = measures.map(({ name, value }) => option(name, value));
  const counts = PLACES.map((count) => option(String(count), String(count)));
  return [
    select('measure', say('measureDefault'), compared, form.measure ?? DEFAULT),
    select('places', say('placesDefault'), counts, String(form.places ?? DEFAULT)),
  ];
}

function leftOutField({ leftOut }: ReportForm, locale: Locale): InputBlock {
  const say = words(locale);
  return {
    ...input(
      'leftOut',
      say('leftOutLabel'),
      {
        type: 'multi_users_select',
        action_id: 'schedule.leftOut',
        ...(leftOut.length === 0 ? {} : { initial_users: [...leftOut] }),
      },
      say('leftOutHint'),
    ),
    optional: true,
  };
}

/** The form of a pause. */
export function pauseModal({ kind, team }: Pick<Draft, 'kind' | 'team'>, locale: Locale): ModalView {
  const say = words(locale);
  const said = { title: say('modalPause'), submit: say('pauseIt'), close: say('close') };
  return form(PAUSE_FORM, said, writeWhich({ kind, teamId: team.id }), [
    section(`*${reportName(kind, locale)}* · ${short(team.name)}`),
    dateField('until', say('until'), '', say('untilHint'), { optional: true, actionId: 'schedule.until' }),
  ]);
}

/** The choice as the form shows it. */
export function formFrom(
  choice: ReportChoice,
  moment: { weekday: ReportForm['weekday']; localTime: string; zone: string },
  leftOut: readonly string[],
): ReportForm {
  const { channelId, locale, measure, places } = choice;
  return { ...moment, channelId, locale, measure, places, leftOut };
}
