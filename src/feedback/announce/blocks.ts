import type { KnownBlock } from '@slack/types';
import type { RecordedActivity } from '../../activities/activity.ts';
import { formatMoney } from '../../kpi/formatMoney.ts';
import { currency } from '../../kpi/money.ts';
import { actions, button, type Reply, section } from '../../platform/blocks.ts';
import { languageTag } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { nameOf, type Playbook } from '../../playbook/playbook.ts';
import { announceWords } from './words.ts';

/** A deal: a fact with an amount in the stage of deals; spend and others are not for a channel. */
export function isDeal(
  { typeKey, amount }: Pick<RecordedActivity, 'typeKey' | 'amount'>,
  { types }: Playbook,
): boolean {
  return amount !== null && types.find((type) => type.key === typeKey)?.stage === 'deal';
}

/** The button below the answer to a log, where one deal was logged. */
export function offerBlocks(
  facts: readonly RecordedActivity[],
  playbook: Playbook,
  locale: Locale,
): KnownBlock[] {
  const deals = facts.filter((fact) => isDeal(fact, playbook));
  const [deal] = deals;
  if (deal === undefined || deals.length > 1) return [];
  return [actions(button(announceWords(locale)('offer'), 'feedback.announce', deal.id))];
}

/** The good news in a channel's language: a name without a mention. */
export function newsText(
  given: { fact: RecordedActivity; name: string; playbook: Playbook; code: string; withAmount: boolean },
  locale: Locale,
): string {
  const { fact, name, playbook, code, withAmount } = given;
  const say = announceWords(locale);
  const type = playbook.types.find((one) => one.key === fact.typeKey);
  const said = {
    name: plainInMrkdwn(name),
    what: plainInMrkdwn(type === undefined ? fact.typeKey : nameOf(type, locale, fact.quantity)),
    customer: fact.customer === null ? say('someone') : cut(plainInMrkdwn(fact.customer), 120),
  };
  if (!withAmount || fact.amount === null) return say('dealWithout', said);
  return say('deal', {
    ...said,
    amount: formatMoney(fact.amount, currency(code), languageTag(locale), 'short'),
  });
}

/** What would be posted, and the choice. */
export function previewReply(text: string, channel: string, factId: string, locale: Locale): Reply {
  const say = announceWords(locale);
  const said = say('preview', { channel, text });
  return {
    text: say('offer'),
    blocks: [
      section(said),
      actions(
        button(say('post'), 'feedback.announce-post', factId, 'primary'),
        button(say('withoutAmount'), 'feedback.announce-plain', factId),
      ),
    ],
  };
}
