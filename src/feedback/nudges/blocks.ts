import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { questionBlocks, questionText } from '../../activities/odd/question.ts';
import { dueBlocks, dueText } from '../../customers/next/question.ts';
import type { Standing } from '../../goals/standing.ts';
import { exact } from '../../kpi/exact.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import { actions, button, context, option, plainText, type Reply, section } from '../../platform/blocks.ts';
import { linesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { ActivityTypeInfo, MetricInfo } from '../../playbook/playbook.ts';
import { type BadgeReader, badgeDate, badgeTitle, badgeWhy } from '../../recognition/badges/phrases.ts';
import type { Teller } from '../figures.ts';
import { NUDGE_KINDS, type Nudge, type NudgeKind, type NudgePreference, type Waiting } from './nudge.ts';
import { nudgeWords } from './words.ts';

export const NUDGE_FORM = 'feedback.nudge-form';

/** What a nudge is told with. */
export interface NudgeFrame {
  teller: Teller;
  today: LocalDate;
  standings: readonly Standing[];
  metrics: readonly MetricInfo[];
  /** For what is told of badges. */
  reader: BadgeReader;
  types: readonly ActivityTypeInfo[];
}

/** One nudge as a direct message, with the way to have no more of its kind. */
export function nudgeReply(nudge: Nudge, frame: NudgeFrame): Reply {
  const say = nudgeWords(frame.teller.locale);
  const text = nudgeText(nudge, frame);
  const buttons = [
    button(say('mute'), 'feedback.nudge-mute', nudge.kind),
    button(say('change'), 'feedback.nudges', ''),
  ];
  return {
    text: text.replace(/[*`]/g, ''),
    blocks: [...shown(nudge, text, frame), actions(...buttons), context(say('why'))],
  };
}

/** The text; of a question its buttons too. */
function shown(nudge: Nudge, text: string, { teller, types }: NudgeFrame): KnownBlock[] {
  if (nudge.kind === 'odd') return questionBlocks(nudge.odd, nudge.id, { locale: teller.locale, types });
  if (nudge.kind !== 'follow-up') return [section(text)];
  const { planned, customers } = nudge;
  const waiting = customers.length === 0 ? [] : [section(waitingText(customers, teller))];
  return [...dueBlocks(planned, teller.locale), ...waiting];
}

function waitingText(customers: readonly Waiting[], teller: Teller): string {
  const say = nudgeWords(teller.locale);
  const lines = customers.map(({ customer, last }) =>
    say('followUpLine', {
      customer: cut(plainInMrkdwn(customer), 200),
      date: formatDate(last, teller.locale),
    }),
  );
  return say('followUp', { lines: lines.join('\n') });
}

function nudgeText(nudge: Nudge, { teller, today, standings, metrics, types, reader }: NudgeFrame): string {
  const say = nudgeWords(teller.locale);
  switch (nudge.kind) {
    case 'silent':
      return say('silent');
    case 'follow-up': {
      const { planned, customers } = nudge;
      const due = planned.map((one) => dueText(one, teller.locale));
      return [...due, ...(customers.length === 0 ? [] : [waitingText(customers, teller)])].join('\n');
    }
    case 'milestone': {
      const standing = standings[nudge.index];
      if (standing === undefined || standing.inForce === null) return say('silent');
      const { metric } = standing;
      return say(nudge.percent === 100 ? 'reached' : nudge.percent === 90 ? 'nearly' : 'half', {
        ...{ name: teller.name(metric), period: teller.period(standing.periodKey, today) },
        ...{
          actual: teller.measured(metric, standing.actual),
          target: teller.asked(metric, standing.inForce),
        },
      });
    }
    case 'record': {
      const metric = metrics.find((one) => one.key === nudge.metricKey);
      if (metric === undefined) return say('silent');
      const [value, best] = [nudge.value, nudge.best].map((one) => teller.value(metric, exact(one)));
      return say('record', { name: teller.name(metric), value: value ?? '', best: best ?? '' });
    }
    case 'badge':
      return badgeText(nudge, reader);
    case 'odd':
      return questionText(nudge.odd, { locale: teller.locale, types });
  }
}

/** New badges, with date and why, and those that were withdrawn. */
function badgeText({ granted, withdrawn }: Nudge & { kind: 'badge' }, reader: BadgeReader): string {
  const say = nudgeWords(reader.locale);
  const lines = [
    ...granted.map((badge) =>
      say('badgeLine', {
        ...{ badge: badgeTitle(badge.detail, reader), date: badgeDate(badge, reader) },
        why: badgeWhy(badge.detail, reader),
      }),
    ),
    ...withdrawn.map((badge) => say('badgeGone', { badge: badgeTitle(badge.detail, reader) })),
  ];
  const text = linesWithin(lines, reader.locale, 2_500);
  return granted.length === 0 ? text : say('badge', { count: granted.length, lines: text });
}

/** "Nothing logged yet on a working day, A best week": the kinds that are on. */
function kindsOn({ muted }: NudgePreference, locale: Locale): string {
  const say = nudgeWords(locale);
  const on = NUDGE_KINDS.filter((kind) => !muted.includes(kind));
  return on.map((kind) => say(`kind-${kind}`)).join(say('join'));
}

/** What somebody gets, and the way to change it. */
export function preferenceReply(preference: NudgePreference, locale: Locale): Reply {
  const say = nudgeWords(locale);
  const kinds = kindsOn(preference, locale);
  const { hour, quietFrom: from, quietTo: to } = preference;
  const text = kinds === '' ? say('off') : say('on', { kinds, hour, from, to });
  return { text, blocks: [section(text), actions(button(say('change'), 'feedback.nudges', ''))] };
}

/** What is said when it was saved. */
export function savedText(preference: NudgePreference, locale: Locale): string {
  const kinds = kindsOn(preference, locale);
  const say = nudgeWords(locale);
  return kinds === '' ? say('savedNone') : say('saved', { kinds });
}

export const kindName = (kind: NudgeKind, locale: Locale): string => nudgeWords(locale)(`kind-${kind}`);

/** The form: which kinds, by when, quiet hours. */
export function preferenceView(preference: NudgePreference, zone: string, locale: Locale): ModalView {
  const say = nudgeWords(locale);
  const options = NUDGE_KINDS.map((kind) => option(say(`kind-${kind}`), kind));
  const on = options.filter(({ value }) => !preference.muted.some((kind) => kind === value));
  return {
    ...{ type: 'modal', callback_id: NUDGE_FORM },
    title: plainText(say('title'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      {
        ...{ type: 'input', block_id: 'kinds', optional: true, label: plainText(say('which')) },
        element: {
          ...{ type: 'checkboxes', action_id: 'feedback.nudge-kinds', options },
          ...(on.length === 0 ? {} : { initial_options: on }),
        },
      },
      timeField('hour', say('hour'), preference.hour, say('quietHint', { zone })),
      timeField('from', say('quietFrom'), preference.quietFrom),
      timeField('to', say('quietTo'), preference.quietTo),
    ],
  };
}

function timeField(id: string, label: string, initial: string, hint?: string): InputBlock {
  return {
    ...{ type: 'input', block_id: id, label: plainText(label) },
    ...(hint === undefined ? {} : { hint: plainText(hint) }),
    element: { type: 'timepicker', action_id: `feedback.nudge-${id}`, initial_time: initial },
  };
}
