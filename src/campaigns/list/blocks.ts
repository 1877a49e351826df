import type { KnownBlock } from '@slack/types';
import { formatMoney } from '../../kpi/formatMoney.ts';
import { addDays } from '../../kpi/localDate.ts';
import { currency } from '../../kpi/money.ts';
import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, namesWithin } from '../../platform/fit.ts';
import { formatCount, formatDate, languageTag } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Campaign } from '../campaign.ts';
import { words } from '../words.ts';
import type { Listed, Stray } from './list.ts';

/** The list of campaigns as a message. */

export const PAGE = 8;
const MOST_STRAYS = 5;

export interface ListFrame {
  locale: Locale;
  /** ISO 4217. */
  currency: string;
  /** Names by member id. */
  owners: ReadonlyMap<string, string>;
  /** Whether the reader may change this campaign, or make one. */
  mayChange(campaign: Campaign): boolean;
  mayMake: boolean;
}

export interface ListShown {
  listed: readonly Listed[];
  strays: readonly Stray[];
  page: number;
}

export function listReply({ listed, strays, page }: ListShown, frame: ListFrame): Reply {
  const say = words(frame.locale);
  const last = Math.max(0, Math.ceil(listed.length / PAGE) - 1);
  const at = Math.min(Math.max(page, 0), last);
  const shown = listed.slice(at * PAGE, (at + 1) * PAGE);
  const after: KnownBlock[] = [
    ...(frame.mayMake ? strayBlocks(strays, frame) : []),
    actions(
      ...(frame.mayMake ? [button(say('new'), 'campaigns.new', '', 'primary')] : []),
      button(say('report'), 'campaigns.report', ''),
      ...(frame.mayMake ? [button(say('moves'), 'campaigns.moves', '')] : []),
      ...(at > 0 ? [button(say('before'), 'campaigns.before', String(at - 1))] : []),
      ...(at < last ? [button(say('next'), 'campaigns.next', String(at + 1))] : []),
    ),
  ];
  const before = [
    header(say('title')),
    ...(listed.length === 0 ? [section(say(frame.mayMake ? 'none' : 'noneYet'))] : []),
  ];
  const pages = last === 0 ? [] : [context(say('page', { page: at + 1, pages: last + 1 }))];
  return {
    text: say('title'),
    blocks: inMessage(
      before,
      shown.map((one) => campaignBlocks(one, frame)),
      [...pages, ...after],
      frame.locale,
    ),
  };
}

const money = (minor: bigint, { locale, currency: code }: ListFrame): string =>
  formatMoney(minor, currency(code), languageTag(locale), 'short');

function campaignBlocks(listed: Listed, frame: ListFrame): KnownBlock[] {
  const say = words(frame.locale);
  const { campaign } = listed;
  const lines = [
    say('line', { name: plainInMrkdwn(campaign.name), state: say(`state-${listed.state}`) }),
    placeText(campaign, frame),
    moneyText(listed, frame),
  ];
  if (campaign.aliases.length > 0)
    lines.push(say('also', { names: namesWithin(campaign.aliases.map(plainInMrkdwn), frame.locale) }));
  const mine = [
    button(say('edit'), 'campaigns.edit', campaign.id),
    ...(listed.state === 'over' ? [] : [button(say('end'), 'campaigns.end', campaign.id)]),
  ];
  return [section(cut(lines.join('\n'), 2_800)), ...(frame.mayChange(campaign) ? [actions(...mine)] : [])];
}

function placeText({ channel, region, from, to, ownerId }: Campaign, { locale, owners }: ListFrame): string {
  const say = words(locale);
  const dates =
    to === null
      ? say('since', { from: formatDate(from, locale, true) })
      : say('dates', {
          from: formatDate(from, locale, true),
          last: formatDate(addDays(to, -1), locale, true),
        });
  const places = [channel, region].filter((text) => text !== '').map(plainInMrkdwn);
  const owner = owners.get(ownerId);
  return [...places, dates, owner === undefined ? say('nobody') : plainInMrkdwn(owner)].join(' · ');
}

function moneyText({ campaign, spend, leads }: Listed, frame: ListFrame): string {
  const say = words(frame.locale);
  const { budget, expectedLeads } = campaign;
  const spent = spend === null ? say('noSpend') : say('spent', { amount: money(spend, frame) });
  const isOver = spend !== null && budget !== null && spend > budget;
  const reached = formatCount(leads, frame.locale);
  return [
    budget === null ? say('noBudget') : say('ofBudget', { amount: money(budget, frame) }),
    isOver ? say('over', { spent }) : spent,
    expectedLeads === null
      ? say('leadsSoFar', { reached })
      : say('leadsOf', { reached, expected: formatCount(BigInt(expectedLeads) * 100n, frame.locale) }),
  ].join(' · ');
}

/** Names that were logged and belong to none: what they could mean, and the way to say it. */
function strayBlocks(strays: readonly Stray[], { locale }: ListFrame): KnownBlock[] {
  const say = words(locale);
  const shown = strays.slice(0, MOST_STRAYS);
  if (shown.length === 0) return [];
  const blocks = shown.flatMap(({ name, near }): KnownBlock[] => {
    const named = plainInMrkdwn(name);
    const text =
      near.length === 0
        ? say('stray', { name: named })
        : say('strayNear', {
            name: named,
            names: namesWithin(
              near.map((one) => plainInMrkdwn(one.name)),
              locale,
            ),
          });
    return [{ ...section(text), accessory: button(say('adopt'), 'campaigns.adopt', name) }];
  });
  const rest = strays.length - shown.length;
  return [
    section(say('strays')),
    ...blocks,
    ...(rest === 0 ? [] : [context(say('straysMore', { count: rest }))]),
  ];
}

/** What is said of a change, with the way back. */
export function savedReply(
  campaigns: readonly Campaign[],
  batchId: string,
  what: 'made' | 'changed' | 'ended' | 'adopted',
  locale: Locale,
): Reply {
  const say = words(locale);
  const names = namesWithin(
    campaigns.map(({ name }) => plainInMrkdwn(name)),
    locale,
  );
  const text = say(what, { names });
  return {
    text: text.replace(/\*/gu, ''),
    blocks: [
      section(text),
      actions(button(say('undo'), 'campaigns.undo', batchId), button(say('all'), 'campaigns.list', '')),
    ],
  };
}
