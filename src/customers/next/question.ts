import type { KnownBlock } from '@slack/types';
import type { LocalDate } from '../../kpi/localDate.ts';
import { actions, button, context, type Reply, section } from '../../platform/blocks.ts';
import { formatDate } from '../../platform/format.ts';
import { itemBlocks } from '../../platform/items.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Planned } from './planned.ts';
import { nextWords } from './words.ts';

/** What is said of next follow-ups: in a reminder, beside a customer, and once something was done about it. */

const named = (customer: string): string => cut(plainInMrkdwn(customer), 200);
const about = (note: string): string => cut(plainInMrkdwn(note), 300);

export function dueText({ customer, due, note }: Planned, locale: Locale): string {
  const say = nextWords(locale);
  const told = { customer: named(customer), date: formatDate(due, locale, true), note: about(note) };
  return note === '' ? say('due', told) : say('dueAbout', told);
}

/** What is due, each with its buttons: a press changes that one alone. */
export const dueBlocks = (planned: readonly Planned[], locale: Locale): KnownBlock[] =>
  planned.flatMap((one, at) => itemBlocks([section(dueText(one, locale)), buttonsOf(one.id, locale)], at));

function buttonsOf(id: string, locale: Locale): KnownBlock {
  const say = nextWords(locale);
  return actions(
    button(say('done'), 'customers.done', id),
    button(say('tomorrow'), 'customers.tomorrow', id),
    button(say('week'), 'customers.week', id),
    button(say('move'), 'customers.move', id),
  );
}

/** "Thu, 3 Dec · send the offer", with whose it is where it is somebody else's. */
export function nextText(
  { due, note }: Pick<Planned, 'due' | 'note'>,
  who: string | undefined,
  today: LocalDate,
  locale: Locale,
): string {
  const say = nextWords(locale);
  const told = { date: formatDate(due, locale, true), note: about(note), who: who ?? '' };
  const key = who === undefined ? (['next', 'nextAbout'] as const) : (['nextOf', 'nextOfAbout'] as const);
  const line = say(key[note === '' ? 0 : 1], told);
  return due < today ? say('late', { line }) : line;
}

/** A follow-up that something was done about; `isUnreminded`: no reminder will come. */
export interface Told {
  id: string;
  key: string;
  customer: string;
  due?: LocalDate;
  isUnreminded?: boolean;
}

/** That it was set, moved or done, with Undo. */
export function nextReply(
  what: 'set' | 'moved' | 'finished',
  { id, key, customer, due, isUnreminded = false }: Told,
  locale: Locale,
): Reply {
  const say = nextWords(locale);
  const date = due === undefined ? '' : formatDate(due, locale, true);
  const text = say(what, { customer: named(customer), date });
  return {
    text: text.replace(/[*`]/gu, ''),
    blocks: [
      section(text),
      ...(due === undefined ? [] : [context(say(isUnreminded ? 'unreminded' : 'reminded'))]),
      actions(
        button(say('undo'), 'customers.undo-next', `${what === 'finished' ? 'done' : 'set'} ${id}`),
        ...(what === 'finished' ? [button(say('plan'), 'customers.plan', key)] : []),
        button(say('open'), 'customers.open', key),
      ),
    ],
  };
}
