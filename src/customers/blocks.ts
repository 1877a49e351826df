import type { KnownBlock } from '@slack/types';
import type { RecordedActivity } from '../activities/activity.ts';
import { printRating } from '../activities/rating.ts';
import { toDecimal } from '../kpi/exact.ts';
import { formatMoney } from '../kpi/formatMoney.ts';
import type { LocalDate } from '../kpi/localDate.ts';
import { currency } from '../kpi/money.ts';
import { actions, button, context, header, type Reply, section } from '../platform/blocks.ts';
import { linesInMessage, linesWithin, namesWithin } from '../platform/fit.ts';
import { formatCount, formatDate, languageTag } from '../platform/format.ts';
import { cut, plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import { nameOf, type Playbook } from '../playbook/playbook.ts';
import { stageName } from '../playbook/stages.ts';
import { alsoCalled } from './names/blocks.ts';
import { nameWords } from './names/words.ts';
import type { Planned } from './next/planned.ts';
import { nextText } from './next/question.ts';
import { nextWords } from './next/words.ts';
import type { CustomerView } from './view.ts';
import { words } from './words.ts';

/** What people see of customers. */

export interface Frame {
  locale: Locale;
  /** ISO 4217. */
  currency: string;
  playbook: Playbook;
  /** Names by member id. */
  names: ReadonlyMap<string, string>;
}

/** A page of what was done. */
export interface LinesPage {
  facts: readonly RecordedActivity[];
  /** So many came before. */
  after: number;
  hasMore: boolean;
}

/** Next follow-ups that the reader may see. */
export interface NextShown {
  planned: readonly Planned[];
  readerId: string;
  today: LocalDate;
}

export interface CustomerShown {
  key: string;
  name: string;
  view: CustomerView;
  /** People whose lines the reader does not see. */
  others: readonly string[];
  /** Its other names. */
  names: readonly string[];
  /** Whether the reader may change them. */
  mayName: boolean;
  next: NextShown;
  /** Customers that are written in a similar way. */
  similar: readonly { key: string; name: string }[];
  page: LinesPage;
}

const money = (minor: bigint, frame: Frame): string =>
  formatMoney(minor, currency(frame.currency), languageTag(frame.locale), 'short');

const personName = (memberId: string, { names, locale }: Frame): string =>
  plainInMrkdwn(names.get(memberId) ?? words(locale)('someone'));

export function customerReply(shown: CustomerShown, frame: Frame): Reply {
  const say = words(frame.locale);
  const others = shown.others.map((memberId) => personName(memberId, frame));
  const isSeen = shown.view.by.length > 0;
  const before: KnownBlock[] = [
    header(shown.name),
    ...alsoCalled(shown.names, frame.locale),
    section(isSeen ? figuresText(shown.view, frame) : say('nothingSeen')),
    ...nextBlocks(shown, frame),
    ...(others.length === 0 ? [] : [context(say('others', { names: namesWithin(others, frame.locale) }))]),
    ...similarBlocks(shown, frame.locale),
    ...(isSeen ? [section(say('timeline'))] : []),
  ];
  return {
    text: say('said', { name: cut(plainInMrkdwn(shown.name), 150) }),
    blocks: linesInMessage(
      before,
      linesOf(shown.page, frame),
      ending(shown.key, shown.page, frame, shown.mayName),
      frame.locale,
    ),
  };
}

/** Next follow-ups, the reader's own first, which they may change. */
function nextBlocks({ key, next: { planned, readerId, today } }: CustomerShown, frame: Frame): KnownBlock[] {
  const { locale } = frame;
  const say = nextWords(locale);
  const own = planned.find(({ memberId }) => memberId === readerId);
  const lines = planned
    .filter((one) => one !== own)
    .map((one) => nextText(one, personName(one.memberId, frame), today, locale));
  return [
    ...(own === undefined ? [] : [section(nextText(own, undefined, today, locale))]),
    own === undefined
      ? actions(button(say('plan'), 'customers.plan', key))
      : actions(button(say('done'), 'customers.done', own.id), button(say('move'), 'customers.move', own.id)),
    ...(lines.length === 0 ? [] : [section(linesWithin([`*${say('nextTitle')}*`, ...lines], locale))]),
  ];
}

/** What is written in a similar way: to be put together by who may, else merely said. */
function similarBlocks({ key, similar, mayName }: CustomerShown, locale: Locale): KnownBlock[] {
  const say = nameWords(locale);
  if (similar.length === 0) return [];
  if (mayName)
    return similar.map((one) => ({
      ...section(say('similar', { name: cut(plainInMrkdwn(one.name), 200) })),
      accessory: button(`${say('merge')}…`, 'customers.preview', JSON.stringify([one.key, key])),
    }));
  const names = namesWithin(
    similar.map(({ name }) => plainInMrkdwn(name)),
    locale,
  );
  return [context(`${words(locale)('similar', { names })} ${say('hint')}`)];
}

function figuresText({ stage, value, purchases, satisfaction, by }: CustomerView, frame: Frame): string {
  const { locale } = frame;
  const say = words(locale);
  const bought =
    purchases === 0
      ? say('noPurchase')
      : [
          say('purchases', { count: purchases }),
          ...(purchases > 1 ? [say('repeats', { count: purchases - 1 })] : []),
        ].join(' · ');
  const means = satisfaction.map(({ mean, scale, n }) => say('mean', { mean: toDecimal(mean, 1), scale, n }));
  const people = by.map(({ memberId, facts }) =>
    say('person', { name: personName(memberId, frame), count: facts }),
  );
  return [
    stage === undefined ? say('noStage') : say('stage', { stage: plainInMrkdwn(stageName(stage, locale)) }),
    `${say('value', { amount: money(value, frame) })} · ${bought}`,
    means.length === 0 ? say('noSatisfaction') : say('satisfaction', { means: means.join(' · ') }),
    say('with', { names: namesWithin(people, locale) }),
  ].join('\n');
}

const linesOf = ({ facts }: LinesPage, frame: Frame): string[] =>
  facts.map((fact) => cut(`• ${lineText(fact, frame)}`, 400));

function lineText(fact: RecordedActivity, frame: Frame): string {
  const { locale, playbook } = frame;
  const type = playbook.types.find(({ key }) => key === fact.typeKey);
  const name = plainInMrkdwn(type === undefined ? fact.typeKey : nameOf(type, locale, fact.quantity));
  return [
    formatDate(fact.localDate, locale, true),
    personName(fact.memberId, frame),
    fact.quantity === 100n ? name : `${formatCount(fact.quantity, locale)} ${name}`,
    ...(fact.amount === null ? [] : [money(fact.amount, frame)]),
    ...(fact.rating === undefined ? [] : [printRating(fact.rating)]),
    ...(fact.note === '' ? [] : [plainInMrkdwn(fact.note)]),
  ].join(' · ');
}

function ending(
  key: string,
  { facts, after, hasMore }: LinesPage,
  { locale }: Frame,
  mayName = false,
): KnownBlock[] {
  const say = words(locale);
  const last = after + facts.length;
  return [
    ...(facts.length === 0 ? [] : [context(say('which', { first: after + 1, last }))]),
    actions(
      ...(hasMore ? [button(say('older'), 'customers.older', `${last} ${key}`)] : []),
      ...(mayName ? [button(nameWords(locale)('names'), 'customers.names', key)] : []),
      button(say('all'), 'customers.list', ''),
    ),
  ];
}

/** More of what was done. */
export function olderReply(key: string, name: string, page: LinesPage, frame: Frame): Reply {
  const text = plainInMrkdwn(name);
  return {
    text: words(frame.locale)('said', { name: cut(text, 150) }),
    blocks: linesInMessage(
      [section(`*${cut(text, 200)}*`)],
      linesOf(page, frame),
      ending(key, page, frame),
      frame.locale,
    ),
  };
}

const listed = (text: string, key: string, locale: Locale): KnownBlock[] => [
  { ...section(cut(text, 400)), accessory: button(words(locale)('open'), 'customers.open', key) },
];

/** A name that nobody logged, and what may be meant. */
export function unknownReply(
  typed: string,
  near: readonly { key: string; name: string }[],
  locale: Locale,
): Reply {
  const say = words(locale);
  const text = say('unknown', { name: cut(plainInMrkdwn(typed), 200) });
  return {
    text,
    blocks: [
      section(text),
      ...(near.length === 0 ? [] : [section(say('near'))]),
      ...near.flatMap(({ key, name }) =>
        listed(say('seems', { name: cut(plainInMrkdwn(name), 200) }), key, locale),
      ),
      ...(near.length === 0 ? [actions(button(say('all'), 'customers.list', ''))] : []),
    ],
  };
}
