import type { ActionsBlock, KnownBlock } from '@slack/types';
import type { PeriodKey, PeriodOptions } from '../../kpi/period.ts';
import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { formatMoment, formatPeriod } from '../../platform/format.ts';
import { cut, escapeText, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { deliveryWords } from './words.ts';

/** So many stand in one message; the next ones follow in the next. */
export const mostAtOnce = 10;

/** A message of a report of which nobody knows whether it is there. */
export interface ParkedLine {
  id: string;
  /** "weekly-feedback:<team>:2026-W47:board". */
  key: string;
  channel: string;
  /** The person to whom it goes; undefined for a channel. */
  person: string | undefined;
  /** Slack's word, or ours, for why it could not be looked for. */
  error: string;
  triedAt: Date | null;
  state: 'parked' | 'released' | 'sent';
  /** Address of the message before it in the same place. */
  linkBefore: string | undefined;
}

/** A report that is too late to go out by itself. */
export interface LateLine {
  id: string;
  team: string;
  periodKey: string;
  dueAt: Date;
  state: 'offered' | 'released' | 'left';
}

/** A dozen names have to fit into one message, whatever they are. */
const LONGEST_NAME = 80;
const short = (name: string): string => cut(plainInMrkdwn(name), LONGEST_NAME);

type Say = ReturnType<typeof deliveryWords>;
const reasons = ['missing_scope', 'not_in_channel', 'channel_not_found', 'budget', 'unmarked'] as const;
const kinds = ['rep', 'digest', 'board'] as const;

/** What a button carries: its own, and all of its message, so that the message can be shown anew. */
const buttonValue = (id: string, all: readonly { id: string }[]): string =>
  [id, ...all.map((one) => one.id)].join(' ');

/** The ids of a button's value: its own, and all of its message. Hints, never a proof of a right. */
export function idsIn(value: string): { id: string; all: string[] } {
  const [id = '', ...all] = value.split(' ').filter((part) => /^[\w-]{1,64}$/.test(part));
  return { id, all: all.slice(0, mostAtOnce) };
}

/** In whose words, and by whose clock. */
export interface Frame {
  zone: string;
  periods: PeriodOptions;
}

/** Asks whether messages of a report are there: "Post it", "It is there". `more` follow in another message. */
export function parkedReply(
  locale: Locale,
  about: { team: string; periodKey: string; more: number },
  lines: readonly ParkedLine[],
  { zone, periods }: Frame,
): Reply {
  const say = deliveryWords(locale);
  const title = say('parked-title', { count: lines.length });
  const week = formatPeriod(about.periodKey as PeriodKey, locale, periods);
  const foot = [`${short(about.team)}, ${week}`, say('footer'), ...moreOf(about.more, say)];
  return {
    text: title,
    blocks: [
      header(title),
      section(say('parked-lead')),
      ...lines.flatMap((line) => parkedBlocks(line, lines, { locale, zone })),
      context(foot.join(' · ')),
    ],
  };
}

const moreOf = (more: number, say: Say): string[] => (more === 0 ? [] : [say('more', { count: more })]);

export function parkedBlocks(
  line: ParkedLine,
  all: readonly { id: string }[],
  { locale, zone }: { locale: Locale; zone: string },
): KnownBlock[] {
  const say = deliveryWords(locale);
  const to = line.person === undefined ? `<#${line.channel}>` : short(line.person);
  const kind = kinds.find((known) => known === line.key.split(':')[3]) ?? 'other';
  const tried =
    line.triedAt === null ? [] : [say('tried-at', { at: formatMoment(line.triedAt, zone, locale) })];
  const head = [say(kind, { to }), ...tried].join(' · ');
  if (line.state !== 'parked')
    return [section(`${head}\n${say(line.state === 'sent' ? 'is-there' : 'will-post')}`)];
  const value = buttonValue(line.id, all);
  return [
    section(`${head}\n${whyOf(line.error, say)}`),
    actions(
      button(say('it-is-there'), 'workspace.itIsThere', value),
      button(say('post-it'), 'workspace.postIt', value),
      ...(line.linkBefore === undefined
        ? []
        : [{ ...button(say('look'), 'workspace.lookThere', ''), url: line.linkBefore }]),
    ),
  ];
}

function whyOf(error: string, say: Say): string {
  const known = reasons.find((reason) => reason === error);
  return known === undefined
    ? say('why-other', { error: cut(escapeText(error), LONGEST_NAME) })
    : say(`why-${known}`);
}

/** Offers reports that are more than twelve hours late: "Post now", "Leave it"; oldest first. */
export function lateReply(locale: Locale, lines: readonly LateLine[], more: number, frame: Frame): Reply {
  const say = deliveryWords(locale);
  const title = say('late-title', { count: lines.length });
  return {
    text: title,
    blocks: [
      header(title),
      section(say('late-lead')),
      ...lines.flatMap((line) => lateBlocks(line, lines, locale, frame)),
      context([say('footer'), ...moreOf(more, say)].join(' · ')),
    ],
  };
}

export function lateBlocks(
  line: LateLine,
  all: readonly { id: string }[],
  locale: Locale,
  { zone, periods }: Frame,
): KnownBlock[] {
  const say = deliveryWords(locale);
  const week = formatPeriod(line.periodKey as PeriodKey, locale, periods);
  const head = say('report', {
    week,
    team: short(line.team),
    at: formatMoment(line.dueAt, zone, locale),
  });
  if (line.state === 'released') return [section(`${head}\n${say('will-post-now')}`)];
  const value = buttonValue(line.id, all);
  const post = button(say('post-now'), 'workspace.postLate', value);
  if (line.state === 'left') return [section(`${head}\n${say('was-left')}`), lone(post)];
  return [section(head), actions(post, button(say('leave-it'), 'workspace.leaveLate', value))];
}

/** What was left can still be posted. */
const lone = (one: Parameters<typeof actions>[0]): ActionsBlock => actions(one);
