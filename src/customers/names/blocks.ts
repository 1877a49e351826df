import type { KnownBlock } from '@slack/types';
import type { LocalDate } from '../../kpi/localDate.ts';
import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, namesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { ChangeKind } from './store.ts';
import { nameWords } from './words.ts';

/** What people see of the names of customers. */

/** One of two customers that may be one: sums of everybody, no figure of any single person. */
export interface Side {
  key: string;
  name: string;
  entries: number;
  purchases: number;
  /** Names of those who deal with it. */
  people: readonly string[];
}

const called = (name: string): string => cut(plainInMrkdwn(name), 200);

const sideText = ({ name, entries, purchases, people }: Side, locale: Locale): string => {
  const say = nameWords(locale);
  const who = namesWithin(people.map(plainInMrkdwn), locale);
  return say('side', {
    ...{ name: called(name), entries: say('entries', { count: entries }) },
    purchases: say('bought', { count: purchases }),
    who: people.length === 0 ? say('nobody') : say('by', { names: who }),
  });
};

/** What putting two together means, before it is done. */
export function previewReply(from: Side, into: Side, locale: Locale): Reply {
  const say = nameWords(locale);
  const text = say('preview', { name: called(into.name) });
  const value = (one: Side, other: Side): string => JSON.stringify([one.key, other.key]);
  return {
    text: text.replaceAll('*', ''),
    blocks: [
      section(text),
      section(sideText(from, locale)),
      section(sideText(into, locale)),
      actions(
        button(say('merge'), 'customers.merge', value(from, into), 'primary'),
        ...(from.people.length === 0 ? [] : [button(say('swap'), 'customers.swap', value(into, from))]),
        button(say('leave'), 'customers.leave', ''),
      ),
    ],
  };
}

/** That names were changed, with Undo. `name`: of the customer; `from`: the name that was put in, added or taken out. */
export function changedReply(
  kind: ChangeKind,
  { id, key, name, from }: { id: string; key: string; name: string; from: string },
  locale: Locale,
): Reply {
  const say = nameWords(locale);
  const named = { name: called(name), from: called(from) };
  const text =
    kind === 'merged' ? say('put', named) : kind === 'called' ? say('called', named) : say(kind, named);
  return {
    text: text.replaceAll('*', ''),
    blocks: [
      section(text),
      actions(button(say('undo'), 'customers.undo', id), button(say('open'), 'customers.open', key)),
    ],
  };
}

export interface PastLine {
  id: string;
  kind: ChangeKind;
  name: string;
  who: string | undefined;
  on: LocalDate;
  isUndone: boolean;
}

/** All names of a customer, and what was changed of them. */
export function namesReply(
  shown: {
    key: string;
    name: string;
    others: readonly { key: string; name: string }[];
    past: readonly PastLine[];
  },
  locale: Locale,
): Reply {
  const say = nameWords(locale);
  const { key, name, others, past } = shown;
  const lines = others.map((one): KnownBlock[] => [
    {
      ...section(`*${called(one.name)}*`),
      accessory: button(say('takeOut'), 'customers.gone', JSON.stringify([key, one.key])),
    },
  ]);
  const history = past.map((one): KnownBlock[] => {
    const line = cut(pastText(one, locale), 500);
    return [
      one.isUndone
        ? section(say('pastUndone', { line }))
        : { ...section(line), accessory: button(say('undo'), 'customers.undo', one.id) },
    ];
  });
  return {
    text: say('title', { name: called(name) }),
    blocks: inMessage(
      [header(say('title', { name })), ...(others.length === 0 ? [section(say('none'))] : [])],
      [...lines, ...(past.length === 0 ? [] : [[section(say('history'))]]), ...history],
      [
        actions(button(say('change'), 'customers.rename', key), button(say('open'), 'customers.open', key)),
        ...(others.length === 0 ? [context(say('hintAdd'))] : []),
      ],
      locale,
    ),
  };
}

function pastText({ kind, name, who, on }: PastLine, locale: Locale): string {
  const say = nameWords(locale);
  const parts = {
    ...{ date: formatDate(on, locale, true), name: called(name) },
    who: who === undefined ? say('someone') : cut(plainInMrkdwn(who), 80),
  };
  return say(`past-${kind}`, parts);
}

/** Other names of a customer in a line below its title. */
export const alsoCalled = (names: readonly string[], locale: Locale): KnownBlock[] =>
  names.length === 0
    ? []
    : [context(nameWords(locale)('alsoCalled', { names: namesWithin(names.map(plainInMrkdwn), locale) }))];
