import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { formatMoney } from '../../kpi/formatMoney.ts';
import { currency } from '../../kpi/money.ts';
import { actions, button, context, option, plainText, type Reply, section } from '../../platform/blocks.ts';
import { formatDate, languageTag } from '../../platform/format.ts';
import { cut, plain, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { nameOf } from '../../playbook/playbook.ts';
import type { RecordedActivity } from '../activity.ts';
import { type Frame, lineOf } from '../blocks.ts';
import { trustWords } from './words.ts';

export const CONFIRM_FORM = 'activities.confirm';
/** Slack takes ten boxes in a field. */
const BOXES = 10;
/** So many amounts at once. */
export const MOST_AT_ONCE = 50;

/** What names a fact besides who reads it. */
export interface ConfirmFrame extends Frame {
  /** Names of everybody, by member id. */
  people: ReadonlyMap<string, string>;
}

/** M-07: the amounts that wait, all ticked, ten a field. */
export function confirmView(
  facts: readonly RecordedActivity[],
  hasMore: boolean,
  frame: ConfirmFrame,
): ModalView {
  const say = trustWords(frame.locale);
  const pages = Array.from({ length: Math.ceil(facts.length / BOXES) }, (_, page) =>
    pageOf(facts.slice(page * BOXES, (page + 1) * BOXES), page, frame),
  );
  const more = hasMore ? [context(say('more', { count: facts.length }))] : [];
  return {
    type: 'modal',
    callback_id: CONFIRM_FORM,
    title: plainText(say('title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('cancel'), 24),
    blocks: [section(say('intro')), ...pages, ...more],
  };
}

function pageOf(facts: readonly RecordedActivity[], page: number, frame: ConfirmFrame): InputBlock {
  const options = facts.map((fact) => optionOf(fact, frame));
  const from = page * BOXES + 1;
  const label = trustWords(frame.locale)('page', { from, to: from + facts.length - 1 });
  return {
    type: 'input',
    block_id: `page-${page}`,
    optional: true,
    label: plainText(label),
    element: { type: 'checkboxes', action_id: `page-${page}`, options, initial_options: options },
  };
}

/** "$12,500 · Acme · #A-17", with whose, what and when below. */
function optionOf(fact: RecordedActivity, frame: ConfirmFrame) {
  const { locale, playbook, people } = frame;
  const type = playbook.types.find((one) => one.key === fact.typeKey);
  const text = [
    moneyOf(fact.amount ?? 0n, frame),
    fact.customer ?? '',
    fact.ref === undefined ? '' : `#${fact.ref}`,
  ];
  const more = [
    people.get(fact.memberId) ?? '?',
    type === undefined ? fact.typeKey : nameOf(type, locale, 100n),
    formatDate(fact.localDate, locale, true),
  ];
  const joined = (parts: readonly string[]): string =>
    parts
      .filter((part) => part !== '')
      .map(plain)
      .join(' · ');
  return option(joined(text), fact.id, joined(more));
}

/** "5 amounts wait for your confirmation: $12,300, the oldest of Nov 3", with the way to all of them. */
export function amountsBlocks(
  facts: readonly RecordedActivity[],
  hasMore: boolean,
  code: string,
  locale: Locale,
): KnownBlock[] {
  const say = trustWords(locale);
  const total = facts.reduce((sum, fact) => sum + (fact.amount ?? 0n), 0n);
  const oldest = facts.map(({ localDate }) => localDate).toSorted()[0];
  const text = say('wait', {
    ...{ count: facts.length, shown: hasMore ? `${facts.length}+` : `${facts.length}` },
    total: moneyOf(total, { currency: code, locale }),
    date: oldest === undefined ? '' : formatDate(oldest, locale),
  });
  return [section(text), actions(button(say('open'), 'activities.confirm', ''))];
}

const moneyOf = (minor: bigint, { currency: code, locale }: Pick<Frame, 'currency' | 'locale'>): string =>
  formatMoney(minor, currency(code), languageTag(locale), 'short');

/** What became of a confirmation, with Undo. */
export function confirmedReply(
  { batchId, activities }: { batchId: string; activities: readonly RecordedActivity[] },
  frame: Frame,
): Reply {
  const say = trustWords(frame.locale);
  if (activities.length === 0) return { text: say('confirmedNone') };
  const total = moneyOf(
    activities.reduce((sum, fact) => sum + (fact.amount ?? 0n), 0n),
    frame,
  );
  const text = say('confirmed', { count: activities.length, total });
  const undo = actions(button(say('undo'), 'activities.unconfirm', batchId));
  return { text, blocks: [section(`:white_check_mark: ${text}`), undo] };
}

/** M-07: "the same deal?"; nothing is blocked. */
export function doubleReply(
  fact: RecordedActivity,
  earlier: RecordedActivity,
  name: string,
  frame: Frame,
): Reply {
  const say = trustWords(frame.locale);
  const date = formatDate(earlier.localDate, frame.locale, true);
  const what = lineOf({ ...earlier, localDate: frame.today, note: '', shares: null, channel: '' }, frame);
  const line = cut(what, 1_000);
  const isOwn = earlier.memberId === frame.memberId;
  const text = isOwn
    ? say('sameOwn', { line, date })
    : say('same', { name: plainInMrkdwn(name), line, date });
  const blocks: KnownBlock[] = [
    section(`:grey_question: ${text}`),
    actions(
      button(say('another'), 'activities.another', fact.id),
      button(say('undoThis'), 'activities.undo', `same:${fact.id}`),
    ),
  ];
  return { text, blocks };
}
