/** A flag as the one whose it is sees it, and as those who lead do. Pure. */
import type { KnownBlock, ModalView } from '@slack/types';
import { dateName, figure, metricName, periodName, type Reader, roughFigure } from '../goals/phrases.ts';
import type { Exact } from '../kpi/exact.ts';
import { formatPercent } from '../kpi/value.ts';
import { actions, button, context, header, plainText, type Reply, section } from '../platform/blocks.ts';
import { inMessage, linesWithin } from '../platform/fit.ts';
import { languageTag } from '../platform/format.ts';
import { cut, plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import { type Agenda, figureBlocks, thanksBlocks } from './agenda/blocks.ts';
import { agendaWords } from './agenda/words.ts';
import { expiresOn, type Flag } from './flag/flag.ts';
import { planWords } from './plan/words.ts';
import { words } from './words.ts';

export const COMMENT_FORM = 'coaching.comment';
export const LONGEST_COMMENT = 500;

/** What flags are put into words with. */
export interface Frame {
  reader: Reader;
  metrics: readonly MetricInfo[];
}

const shownName = (name: string): string => cut(plainInMrkdwn(name), 80);
const shownComment = (comment: string): string => cut(plainInMrkdwn(comment), 600);

export const percent = (ratio: Exact, { locale }: Pick<Reader, 'locale'>): string =>
  formatPercent(ratio, languageTag(locale));

const metricOf = (flag: Pick<Flag, 'metricKey'>, { metrics }: Frame): MetricInfo | undefined =>
  metrics.find((one) => one.key === flag.metricKey);

function nameOfMetric(flag: Pick<Flag, 'metricKey'>, frame: Frame): string {
  const metric = metricOf(flag, frame);
  return plainInMrkdwn(metric === undefined ? flag.metricKey : metricName(metric, frame.reader));
}

/** C-01: the figures, week by week, and beside the others. */
function evidenceLines(flag: Flag, frame: Frame): string[] {
  const { reader } = frame;
  const say = words(reader.locale);
  const metric = metricOf(flag, frame);
  const { weeks, own, median, others } = flag.evidence;
  const lines = weeks.map(({ week, actual, target, attainment }) =>
    say('week', {
      week: periodName(week, reader),
      actual: metric === undefined ? '?' : figure(metric, actual, reader),
      target: metric === undefined ? '?' : roughFigure(metric, target, reader),
      percent: percent(attainment, reader),
    }),
  );
  const together = { own: percent(own, reader), median: percent(median, reader), others };
  return [...lines, say('together', together)];
}

/** The flag for the one whose it is, with their answers. */
function ownFlagBlocks(flag: Flag, frame: Frame): KnownBlock[] {
  const { reader } = frame;
  const say = words(reader.locale);
  const metric = nameOfMetric(flag, frame);
  const date = dateName(expiresOn(flag), reader);
  const hasSaid = flag.comment !== '';
  const seen = flag.seenAt === null ? [button(say('seen'), 'coaching.seen', flag.id, 'primary')] : [];
  return [
    section([say('flagSelf', { metric }), ...evidenceLines(flag, frame)].join('\n')),
    ...(hasSaid ? [section(say('said', { comment: shownComment(flag.comment) }))] : []),
    context(flag.seenAt === null ? say('first', { date }) : `${say('isSeen')} ${say('expires', { date })}`),
    actions(...seen, button(say(hasSaid ? 'change' : 'say'), 'coaching.comment', flag.id)),
  ];
}

/** The message in which somebody is told of a flag. */
export function flagReply(flag: Flag, frame: Frame): Reply {
  const text = words(frame.reader.locale)('flagTitle', { metric: nameOfMetric(flag, frame) });
  return { text, blocks: [header(text), ...ownFlagBlocks(flag, frame)] };
}

/** The message after somebody has pressed that they have seen it. */
export const seenReply = (flag: Flag, frame: Frame): Reply => ({
  text: words(frame.reader.locale)('isSeen'),
  blocks: ownFlagBlocks(flag, frame),
});

/** The same flag for those who lead. */
function ledFlagBlocks(flag: Flag, name: string, frame: Frame): KnownBlock[] {
  const { reader } = frame;
  const say = words(reader.locale);
  const told = { name: shownName(name), comment: shownComment(flag.comment) };
  const state =
    flag.comment === ''
      ? say(flag.seenAt === null ? 'unseenOther' : 'seenOther', told)
      : say('saidOther', told);
  const first = say('flagOther', { metric: nameOfMetric(flag, frame) });
  return [
    section([first, ...evidenceLines(flag, frame)].join('\n')),
    section(state),
    context(say('expires', { date: dateName(expiresOn(flag), reader) })),
  ];
}

/** Somebody of a lead's people with a flag that the lead may see. */
export interface Led {
  memberId: string;
  name: string;
  flag: Flag;
}

function ledLine({ name, flag }: Led, frame: Frame): string {
  const { own, median } = flag.evidence;
  const { reader } = frame;
  return words(reader.locale)('ledLine', {
    ...{ name: shownName(name), metric: nameOfMetric(flag, frame) },
    ...{ own: percent(own, reader), median: percent(median, reader) },
  });
}

/** `/pace coaching`: one's own flags and plans, and for those who lead their people's flags. */
export function overviewReply(
  given: {
    mine: readonly Flag[];
    plans: readonly KnownBlock[][];
    led: readonly Led[];
    leads: boolean;
    isAdmin: boolean;
  },
  frame: Frame,
): Reply {
  const { mine, plans, led, leads, isAdmin } = given;
  const { locale } = frame.reader;
  const say = words(locale);
  const own = [...mine.map((flag) => ownFlagBlocks(flag, frame)), ...plans];
  const people = led.map((one): KnownBlock[] => [
    { ...section(ledLine(one, frame)), accessory: button(say('look'), 'coaching.person', one.memberId) },
  ]);
  const none = own.length === 0 && !leads ? [[section(say('none'))]] : [];
  const listed = led.length > 0 ? people : [[section(say('noneLed'))]];
  const list = leads ? [[section(`*${say('led')}*`)], ...listed] : [];
  const after = [
    ...(leads ? [context(say('tryPerson'))] : []),
    ...(isAdmin ? [actions(button(say('options'), 'coaching.options', ''))] : []),
  ];
  const items = [...own, ...none, ...list];
  return { text: say('title'), blocks: inMessage([header(say('title'))], items, after, locale) };
}

/** `/pace coaching @ana`, for those who lead, as a 1:1 goes: figures, what there is to talk about, what was agreed, thanks. */
export function personReply(
  { memberId, name }: { memberId: string; name: string },
  given: { agenda: Agenda; flags: readonly Flag[]; plans: readonly KnownBlock[][] },
  frame: Frame,
): Reply {
  const { agenda, flags, plans } = given;
  const { locale } = frame.reader;
  const say = agendaWords(locale);
  const found = flags.map((flag) => ledFlagBlocks(flag, name, frame));
  const empty = [[section(words(locale)('noneOther', { name: shownName(name) }))]];
  const planned = plans.length === 0 ? [] : [[section(`*${planWords(locale)('plans')}*`)], ...plans];
  const value = `${memberId}:${flags[0]?.metricKey ?? ''}`;
  const make = actions(button(planWords(locale)('make'), 'coaching.plan', value));
  const talk = found.length > 0 ? [[section(say('flags'))], ...found] : empty;
  const before = [header(say('title', { name })), ...figureBlocks(agenda, frame.reader)];
  const after = [...thanksBlocks(agenda, frame.reader), make];
  return {
    text: say('title', { name: shownName(name) }),
    blocks: inMessage(before, [...talk, ...planned], after, locale),
  };
}

/** A line for each of a lead's people, in their digest. */
export function digestBlocks(led: readonly Led[], frame: Frame): KnownBlock[] {
  const { locale } = frame.reader;
  const say = words(locale);
  const lines = led.map((one) => {
    const told = {
      ...{ line: ledLine(one, frame), name: shownName(one.name) },
      comment: cut(shownComment(one.flag.comment), 300),
    };
    if (one.flag.comment !== '') return say('digestSaid', told);
    return say(one.flag.seenAt === null ? 'digestUnseen' : 'digestSeen', told);
  });
  return [
    section(linesWithin([say('digest'), ...lines], locale)),
    actions(button(say('look'), 'coaching.overview', '')),
  ];
}

/** What the one whose flag it is says of it. */
export function commentView({ id, comment }: Pick<Flag, 'id' | 'comment'>, locale: Locale): ModalView {
  const say = words(locale);
  return {
    ...{ type: 'modal', callback_id: COMMENT_FORM, private_metadata: id },
    title: plainText(say('commentTitle'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('cancel'), 24),
    blocks: [
      {
        ...{ type: 'input', block_id: 'comment', optional: true, label: plainText(say('commentLabel')) },
        hint: plainText(say('commentHint')),
        element: {
          ...{ type: 'plain_text_input', action_id: 'comment', multiline: true, max_length: LONGEST_COMMENT },
          ...(comment === '' ? {} : { initial_value: comment }),
        },
      },
    ],
  };
}
