import type { KnownBlock } from '@slack/types';
import type { LocalDate } from '../../kpi/localDate.ts';
import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, namesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { nextText } from '../next/question.ts';
import { type ListedCustomer, PAGE, type Whose } from './list.ts';
import { listWords } from './words.ts';

export interface ListFrame {
  locale: Locale;
  today: LocalDate;
  whose: Whose;
  page: number;
  /** So far back was looked. */
  days: number;
  /** Whether the reader leads anybody, and has another list to turn to. */
  leads: boolean;
  /** Names by member id. */
  names: ReadonlyMap<string, string>;
}

/** `/customer`: one's own customers, or those of the people whom one leads, a page at a time. */
export function listReply(listed: readonly ListedCustomer[], frame: ListFrame): Reply {
  const { locale, whose, days } = frame;
  const say = listWords(locale);
  const pages = Math.max(1, Math.ceil(listed.length / PAGE));
  const page = Math.min(Math.max(0, frame.page), pages - 1);
  const shown = listed.slice(page * PAGE, (page + 1) * PAGE);
  const title = say(`title-${whose}`);
  const where = context(
    `${pages > 1 ? `${say('page', { page: page + 1, pages, count: listed.length })} ` : ''}${say('hint')}`,
  );
  return {
    text: title,
    blocks: inMessage(
      [header(title), ...(listed.length === 0 ? [section(say(`none-${whose}`, { days }))] : [])],
      shown.map((one) => lineOf(one, frame)),
      [...turning(page, pages, frame), where],
      locale,
    ),
  };
}

function lineOf(one: ListedCustomer, frame: ListFrame): KnownBlock[] {
  const { locale, whose, today, names } = frame;
  const say = listWords(locale);
  const { key, name, last, next, memberIds } = one;
  const who = memberIds.map((id) => plainInMrkdwn(names.get(id) ?? say('someone')));
  const owner = next === undefined ? undefined : (names.get(next.memberId) ?? say('someone'));
  const lines = [
    [
      `*${cut(plainInMrkdwn(name), 200)}*`,
      ...(last === undefined ? [] : [say('last', { date: formatDate(last, locale, true) })]),
      ...(whose === 'mine' ? [] : [namesWithin(who, locale, 3)]),
    ].join(' · '),
    ...(next === undefined
      ? []
      : [
          nextText(
            next,
            whose === 'mine' || owner === undefined ? undefined : cut(plainInMrkdwn(owner), 80),
            today,
            locale,
          ),
        ]),
  ];
  return [{ ...section(cut(lines.join('\n'), 900)), accessory: button(say('open'), 'customers.open', key) }];
}

function turning(page: number, pages: number, { locale, whose, leads }: ListFrame): KnownBlock[] {
  const say = listWords(locale);
  const buttons = [
    ...(page > 0 ? [button(say('before'), 'customers.before', `${whose} ${page - 1}`)] : []),
    ...(page + 1 < pages ? [button(say('next'), 'customers.next', `${whose} ${page + 1}`)] : []),
    ...(leads && whose === 'mine' ? [button(say('title-team'), 'customers.team', '')] : []),
    ...(whose === 'team' ? [button(say('title-mine'), 'customers.list', '')] : []),
  ];
  return buttons.length === 0 ? [] : [actions(...buttons)];
}
