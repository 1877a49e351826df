import type { Button, KnownBlock } from '@slack/types';
import type { LocalDate } from '../../kpi/localDate.ts';
import { localDateOf } from '../../kpi/time.ts';
import { actions, button, context, divider, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { moneyText } from '../plan/show.ts';
import { isForPayroll, type RewardGrant, type RewardItem, type RewardOrder } from './reward.ts';
import { rewardWords } from './words.ts';

/** B-08: the catalogue as people see it, with what waits for whom. */

export interface RewardsView {
  credit: number;
  /** The newest first. */
  grants: readonly RewardGrant[];
  items: readonly RewardItem[];
  /** The reader's own, the newest first. */
  orders: readonly RewardOrder[];
  /** What the reader may decide, and what is to be handed over. */
  waiting: readonly RewardOrder[];
  toGive: readonly RewardOrder[];
  /** For administrators and finance. */
  budget: { period: string; limit: string | null; spent: string } | null;
  mayEdit: boolean;
  mayGive: boolean;
  names: ReadonlyMap<string, string>;
  tz: string;
}

const SHOWN_GRANTS = 3;
const SHOWN_ORDERS = 5;

export function rewardsReply(view: RewardsView, locale: Locale): Reply {
  const say = rewardWords(locale);
  const date = (order: { at: RewardOrder['at'] }): string =>
    formatDate(localDateOf(order.at, view.tz) as LocalDate, locale, true);
  const grants = view.grants.slice(0, SHOWN_GRANTS).map((grant) =>
    say('grant', {
      ...{ count: grant.points, name: nameIn(view, grant.actorId), date: date(grant) },
      reason: cut(plainInMrkdwn(grant.reason), 200),
    }),
  );
  const before: KnownBlock[] = [
    header(say('title')),
    section(view.credit > 0 ? say('credit', { count: view.credit }) : say('noCredit')),
    ...(grants.length === 0 ? [] : [context(...grants)]),
    ...(view.items.length === 0 ? [section(say(view.mayEdit ? 'emptyAdmin' : 'emptyCatalogue'))] : []),
  ];
  const items = [
    ...view.waiting.map((order) => askedBlocks(order, nameIn(view, order.memberId), locale)),
    ...view.toGive.map((order) => toGiveBlocks(order, nameIn(view, order.memberId), locale)),
    ...view.orders.slice(0, SHOWN_ORDERS).map((order): KnownBlock[] => {
      const line = section(
        say('order', {
          ...{ name: plainInMrkdwn(order.name), date: date(order) },
          state: say(`state-${order.state}`),
        }),
      );
      return [order.state === 'waiting' ? { ...line, accessory: takeBackButton(order, locale) } : line];
    }),
    ...view.items.map((item) => itemBlocks(item, view, locale)),
  ];
  return { text: say('title'), blocks: inMessage(before, items, afterBlocks(view, locale), locale) };
}

const nameIn = ({ names }: Pick<RewardsView, 'names'>, memberId: string): string =>
  cut(plainInMrkdwn(names.get(memberId) ?? '?'), 80);

export const takeBackButton = ({ id }: Pick<RewardOrder, 'id'>, locale: Locale): Button =>
  button(rewardWords(locale)('takeBack'), 'incentives.reward-cancel', id);

function itemBlocks(item: RewardItem, { credit, mayEdit }: RewardsView, locale: Locale): KnownBlock[] {
  const say = rewardWords(locale);
  const { stock, minor, currency, isOffered } = item;
  const more = [
    stock === null ? '' : stock === 0 ? say('noneLeft') : say('left', { stock }),
    mayEdit && minor > 0n ? say('costs', { amount: moneyText(minor, currency, locale) }) : '',
    isOffered ? '' : say('hidden'),
  ].join('');
  const line = say('item', {
    ...{ name: plainInMrkdwn(item.name), kind: say(`kind-${item.kind}`), count: item.points, more },
  });
  const text = item.description === '' ? line : `${line}\n${cut(plainInMrkdwn(item.description), 600)}`;
  const isFree = isOffered && stock !== 0 && credit >= item.points;
  const buttons = [
    ...(isFree ? [button(say('choose'), 'incentives.reward-choose', item.id, 'primary')] : []),
    ...(mayEdit ? [button(say('change'), 'incentives.reward-change', item.id)] : []),
  ];
  return [section(text), ...(buttons.length === 0 ? [] : [actions(...buttons)])];
}

function afterBlocks({ budget, mayEdit, mayGive }: RewardsView, locale: Locale): KnownBlock[] {
  const say = rewardWords(locale);
  const told =
    budget === null
      ? []
      : [
          context(
            budget.limit === null ? say('noBudget') : say('budget', { ...budget, limit: budget.limit }),
          ),
        ];
  const buttons = [
    ...(mayGive ? [button(say('give'), 'incentives.reward-give', '', 'primary')] : []),
    ...(mayEdit
      ? [
          button(say('add'), 'incentives.reward-new', ''),
          button(say('setBudget'), 'incentives.reward-budget', ''),
        ]
      : []),
  ];
  return [
    ...(told.length + buttons.length === 0 ? [] : [divider()]),
    ...told,
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
  ];
}

const costText = ({ minor, currency }: RewardOrder, locale: Locale): string =>
  minor === 0n ? '' : rewardWords(locale)('cost', { amount: moneyText(minor, currency, locale) });

export function askedText(order: RewardOrder, person: string, locale: Locale): string {
  const say = rewardWords(locale);
  return say('asked', {
    ...{ person, name: plainInMrkdwn(order.name), kind: say(`kind-${order.kind}`) },
    ...{ count: order.points, cost: costText(order, locale) },
  });
}

/** What somebody chose, for those who decide it; `person` is safe in mrkdwn. */
export function askedBlocks(order: RewardOrder, person: string, locale: Locale): KnownBlock[] {
  const say = rewardWords(locale);
  const approve = button(say('approve'), 'incentives.reward-approve', order.id, 'primary');
  const decline = button(say('decline'), 'incentives.reward-decline', order.id);
  return [section(askedText(order, person, locale)), actions(approve, decline)];
}

export function toGiveBlocks(order: RewardOrder, person: string, locale: Locale): KnownBlock[] {
  const say = rewardWords(locale);
  const said = { person, name: plainInMrkdwn(order.name), kind: say(`kind-${order.kind}`) };
  return [section(say(isForPayroll(order) ? 'toPay' : 'toGive', said)), actions(givenButton(order, locale))];
}

/** The way to the catalogue. */
export const catalogueButton = (text: string): Button => button(text, 'incentives.rewards', '', 'primary');

export const givenButton = ({ id }: Pick<RewardOrder, 'id'>, locale: Locale): Button =>
  button(rewardWords(locale)('given'), 'incentives.reward-given', id);
