import type { KnownBlock } from '@slack/types';
import type { PeriodKey } from '../kpi/period.ts';
import { actions, button, context, header, type Reply, section } from '../platform/blocks.ts';
import { linesInMessage, namesWithin } from '../platform/fit.ts';
import { formatDate, formatPeriod } from '../platform/format.ts';
import { cut, plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import { DAILY, type Kudos, leftToday, PAIR_COUNTS, PAIR_DAYS, UNDO_MINUTES } from './kudos.ts';
import { type CompanyValue, inUse, nameByKey, valueName } from './values/values.ts';
import { words } from './words.ts';

/** With what thanks are told. */
export interface Frame {
  locale: Locale;
  values: readonly CompanyValue[];
  /** Names by member id. */
  names: ReadonlyMap<string, string>;
}

const ONE_LINE = 400;

/** A reason in one line, safe in mrkdwn. */
export const reasonText = (reason: string, limit = ONE_LINE): string =>
  cut(plainInMrkdwn(reason.replace(/\s+/gu, ' ').trim()), limit);

export const nameIn = ({ names, locale }: Frame, memberId: string): string =>
  plainInMrkdwn(names.get(memberId) ?? words(locale)('former'));

export const valueIn = ({ values, locale }: Frame, key: string): string =>
  plainInMrkdwn(nameByKey(values, key, locale));

/** "Teamwork, Ownership". */
export const valuesText = (values: readonly CompanyValue[], locale: Locale): string =>
  namesWithin(
    inUse(values).map((one) => `#${plainInMrkdwn(valueName(one, locale).replace(/\s+/gu, '-'))}`),
    locale,
  );

/** How a value is typed, for an example: the first one. */
export function exampleValue(values: readonly CompanyValue[], locale: Locale): string {
  const [first] = inUse(values);
  return first === undefined ? '' : plainInMrkdwn(valueName(first, locale).replace(/\s+/gu, '-'));
}

/** What the giver is answered: what was told where, what is left, and Undo. `refused`: a channel in which it could not be told. */
export function givenReply(
  kudos: readonly Kudos[],
  about: { left: number; refused: string | null },
  frame: Frame,
): Reply {
  const say = words(frame.locale);
  const [first] = kudos;
  if (first === undefined) return { text: say('already') };
  const names = namesOf(kudos, frame);
  const value = valueIn(frame, first.valueKey);
  const text = say('given', { names, reason: reasonText(first.reason), value });
  const beyond = kudos.filter((one) => !one.counts);
  const small = [
    whereText(first.channel, about.refused, frame.locale),
    about.left === 0 ? say('leftNone') : say('left', { count: about.left }),
  ];
  return {
    text: text.replace(/\*/gu, ''),
    blocks: [
      section(text),
      ...(beyond.length === 0
        ? []
        : [
            context(
              say('uncounted', {
                ...{ count: kudos.length, names: namesOf(beyond, frame), most: PAIR_COUNTS, days: PAIR_DAYS },
              }),
            ),
          ]),
      context(small.join(' ')),
      actions(button(say('undo'), 'recognition.undo', first.batchId)),
    ],
  };
}

function whereText(channel: string | null, refused: string | null, locale: Locale): string {
  const say = words(locale);
  if (channel !== null) return say('whereChannel', { channel });
  return refused === null ? say('whereQuiet') : say('cannotPost', { channel: refused });
}

const namesOf = (kudos: readonly Kudos[], frame: Frame): string =>
  namesWithin(
    kudos.map((one) => nameIn(frame, one.receiverId)),
    frame.locale,
  );

/** What the giver reads once it was taken back. */
export function undoneReply(kudos: readonly Kudos[], frame: Frame): Reply {
  const text = words(frame.locale)('undone', { names: namesOf(kudos, frame) });
  return { text, blocks: [section(text)] };
}

/** What the receiver is sent. */
export function personReply(kudos: Kudos, frame: Frame): Reply {
  const say = words(frame.locale);
  const said = { giver: nameIn(frame, kudos.giverId), reason: reasonText(kudos.reason, 1_500) };
  return {
    text: cut(say('toldText', said), 1_000),
    blocks: [
      section(say('toldPerson', said)),
      context(say('honours', { value: valueIn(frame, kudos.valueKey) })),
      actions(
        button(say('thankBack'), 'recognition.open', ''),
        button(say('seeAll'), 'recognition.list', ''),
      ),
    ],
  };
}

/** What the channel reads: names without mentions, since those thanked have it in their direct message. */
export function channelReply(kudos: readonly Kudos[], frame: Frame): Reply {
  const say = words(frame.locale);
  const [first] = kudos;
  const giver = first === undefined ? '' : nameIn(frame, first.giverId);
  const reason = reasonText(first?.reason ?? '', 1_500);
  const text = say('channel', { giver, names: namesOf(kudos, frame), reason });
  const value = valueIn(frame, first?.valueKey ?? '');
  return {
    text: cut(text.replace(/\*/gu, ''), 1_000),
    blocks: [section(text), context(say('channelHow', { value }))],
  };
}

/** What is said where fewer may be thanked today. */
export function tooManyText(left: number, reason: string, locale: Locale): string {
  const say = words(locale);
  if (left > 0) return say('tooMany', { count: left });
  return say('tooManyNone', { daily: DAILY, reason: reasonText(reason) });
}

export const undoLateText = (locale: Locale): string => words(locale)('undoLate', { minutes: UNDO_MINUTES });

/** What is typed, with the values. */
export function howToReply(values: readonly CompanyValue[], locale: Locale): Reply {
  const value = exampleValue(values, locale);
  return { text: words(locale)('howTo', { value, values: valuesText(values, locale) }) };
}

/** Received and given, and the month by value. */
export interface Overview {
  received: readonly Kudos[];
  given: readonly Kudos[];
  month: PeriodKey;
  /** Thanks of the month by value key, most first. */
  byValue: readonly (readonly [string, number])[];
  /** How many people may still be thanked today. */
  left: number;
}

export function overviewReply(overview: Overview, frame: Frame, fiscalYearStart: number): Reply {
  const say = words(frame.locale);
  const month = formatPeriod(overview.month, frame.locale, { fiscalYearStart });
  const lines = [
    say('received'),
    ...(overview.received.length === 0
      ? [say('noneReceived')]
      : overview.received.map((one) => lineOf(one, frame, 'from'))),
    '',
    say('givenList'),
    ...(overview.given.length === 0
      ? [say('noneGiven')]
      : overview.given.map((one) => lineOf(one, frame, 'to'))),
    '',
    say('byValue', { month }),
    ...(overview.byValue.length === 0
      ? [say('noneMonth')]
      : overview.byValue.map(([key, count]) => say('valueLine', { value: valueIn(frame, key), count }))),
  ];
  const left = overview.left === 0 ? say('leftNone') : say('left', { count: overview.left });
  const after = [context(left), actions(button(say('thankBack'), 'recognition.open', ''))];
  return {
    text: say('listTitle'),
    blocks: linesInMessage([header(say('listTitle'))], lines, after, frame.locale),
  };
}

/** One line of a list. */
export function lineOf(kudos: Kudos, frame: Frame, side: 'from' | 'to'): string {
  const say = words(frame.locale);
  const name = nameIn(frame, side === 'from' ? kudos.giverId : kudos.receiverId);
  const line = say(side === 'from' ? 'lineFrom' : 'lineTo', {
    ...{ date: formatDate(kudos.localDate, frame.locale), name, reason: reasonText(kudos.reason) },
    value: valueIn(frame, kudos.valueKey),
  });
  const marks = [
    ...(kudos.channel === null ? [say('quietMark')] : []),
    ...(kudos.counts ? [] : [say('uncountedMark')]),
  ];
  return [line, ...marks.map((mark) => `_${mark}_`)].join(' · ');
}

/** Home: the latest thanks received, and the way to thank somebody. */
export function homeBlocks(received: readonly Kudos[], given: number, frame: Frame): KnownBlock[] {
  const say = words(frame.locale);
  const lines = received.length === 0 ? [say('homeNone')] : received.map((one) => lineOf(one, frame, 'from'));
  const left = leftToday(given);
  return [
    section([say('home'), ...lines].join('\n')),
    context(left === 0 ? say('leftNone') : say('left', { count: left })),
    actions(button(say('thankBack'), 'recognition.open', ''), button(say('seeAll'), 'recognition.list', '')),
  ];
}
