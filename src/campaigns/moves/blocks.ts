import type { KnownBlock, ModalView } from '@slack/types';
import { currency, decimalOf, parseMoney } from '../../kpi/money.ts';
import { actions, button, context, header, plainText, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, linesWithin } from '../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { textWeight } from '../../platform/normalise.ts';
import type { FieldErrors, SubmitCheck } from '../../platform/slice.ts';
import type { Campaign } from '../campaign.ts';
import { ENOUGH } from '../report/figures.ts';
import type { Teller } from '../report/tell.ts';
import { MOST_MOVED, type Move, type PastDecision, type Side } from './moves.ts';
import type { Verdict } from './store.ts';
import { moveWords } from './words.ts';

/** R-02: proposals with both sides' figures, and the form that decides one. */

export const ACCEPT_FORM = 'campaigns.accept-form';
export const DECLINE_FORM = 'campaigns.decline-form';
export const LEAST_REASON = 10;
const LONGEST_REASON = 500;

/** `isOpen`: whether the reader may decide. */
export function moveBlocks(move: Move, isOpen: boolean, teller: Teller): KnownBlock[] {
  const say = moveWords(teller.locale);
  const value = `${move.from.campaign.id}|${move.to.campaign.id}`;
  const [from, to] = [move.from, move.to].map((side) => plainInMrkdwn(side.campaign.name));
  const text = say('move', { amount: teller.money(move.amount), from: from ?? '', to: to ?? '' });
  return [
    section([text, sideText(move.from, teller), sideText(move.to, teller)].join('\n')),
    ...(isOpen
      ? [
          actions(
            button(say('accept'), 'campaigns.accept', value),
            button(say('decline'), 'campaigns.decline', value),
          ),
        ]
      : []),
  ];
}

function sideText({ campaign, figures, overall, cost }: Side, teller: Teller): string {
  const say = moveWords(teller.locale);
  return say('side', {
    ...{ name: plainInMrkdwn(campaign.name), customers: teller.count(figures.customers) },
    ...{
      leads: teller.count(figures.leads),
      share: teller.share(overall.share),
      interval: teller.interval(overall),
    },
    ...{ budget: teller.money(campaign.budget), spend: teller.money(figures.spend ?? 0n) },
    cost: cost === null ? say('costNone') : say('cost', { amount: teller.cost(cost) }),
  });
}

/** A decision with the names and the date that it is told by; what people typed is escaped here. */
export interface PastShown {
  readonly kind: PastDecision['kind'];
  readonly amount: bigint;
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly date: string;
  readonly reason: string;
}

/** So many decisions are shown: the newest. */
export const MOST_PAST = 8;

function pastLine({ kind, amount, ...typed }: PastShown, teller: Teller): string {
  const safe = (text: string, limit: number): string => cut(plainInMrkdwn(text), limit);
  return moveWords(teller.locale)(`past-${kind}`, {
    amount: teller.money(amount),
    ...{ from: safe(typed.from, 80), to: safe(typed.to, 80), name: safe(typed.name, 60) },
    ...{ date: typed.date, reason: safe(typed.reason, 300) },
  });
}

/** What is proposed, and what was decided before, with the reasons. */
export function movesReply(
  moves: readonly { move: Move; isOpen: boolean }[],
  teller: Teller,
  past: readonly PastShown[] = [],
): Reply {
  const say = moveWords(teller.locale);
  const before = [
    header(say('title')),
    ...(moves.length === 0 ? [section(say('none', { enough: ENOUGH }))] : []),
  ];
  const foot = context(say('foot', { percent: Number(MOST_MOVED) }));
  const items = moves.map(({ move, isOpen }) => moveBlocks(move, isOpen, teller));
  const lines = past.slice(0, MOST_PAST).map((one) => pastLine(one, teller));
  const after = lines.length === 0 ? [] : [section(linesWithin([say('past'), ...lines], teller.locale))];
  return { text: say('title'), blocks: inMessage(before, items, [...after, foot], teller.locale) };
}

export interface DecisionMemory {
  fromId: string;
  toId: string;
  /** Minor units: the most that may move. */
  most: bigint;
  own: string;
}

export function decisionForm(move: Move, kind: Verdict['kind'], own: string, teller: Teller): ModalView {
  const say = moveWords(teller.locale);
  const isAccepted = kind === 'accepted';
  const { from, to, amount } = move;
  const memory = [from.campaign.id, to.campaign.id, amount.toString(), own];
  return {
    ...{
      type: 'modal',
      callback_id: isAccepted ? ACCEPT_FORM : DECLINE_FORM,
      private_metadata: JSON.stringify(memory),
    },
    title: plainText(say(isAccepted ? 'acceptTitle' : 'declineTitle'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      ...moveBlocks(move, false, teller),
      ...(isAccepted
        ? [
            {
              ...{ type: 'input' as const, block_id: 'amount', label: plainText(say('amount')) },
              hint: plainText(say('amountHint', { most: teller.money(amount) })),
              element: {
                ...{ type: 'plain_text_input' as const, action_id: 'campaigns.amount', max_length: 40 },
                initial_value: decimalOf({ minor: amount, currency: currency(own) }),
              },
            },
          ]
        : []),
      {
        ...{
          type: 'input',
          block_id: 'reason',
          label: plainText(say('reason')),
          hint: plainText(say('reasonHint')),
        },
        element: {
          ...{
            type: 'plain_text_input',
            action_id: 'campaigns.reason',
            multiline: true,
            max_length: LONGEST_REASON,
          },
        },
      },
    ],
  };
}

export function decisionIn(metadata: string): DecisionMemory {
  try {
    const [fromId, toId, most, own] = JSON.parse(metadata) as unknown[];
    return { fromId: String(fromId), toId: String(toId), most: BigInt(String(most)), own: String(own) };
  } catch {
    return { fromId: '', toId: '', most: 0n, own: 'USD' };
  }
}

/** The amount that was typed, in the workspace's currency; undefined where it is none that may move. */
export function amountIn(
  typed: string,
  { most, own }: Pick<DecisionMemory, 'most' | 'own'>,
): bigint | undefined {
  const read = parseMoney(typed, currency(own));
  if (!read.ok || read.value.currency !== own) return undefined;
  return read.value.minor > 0n && read.value.minor <= most ? read.value.minor : undefined;
}

/** what is wrong, at the fields; figures and rights are asked again when it is decided. */
export function checkDecision({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const say = moveWords(locale);
  const memory = decisionIn(metadata);
  const errors: FieldErrors = {};
  if ('amount' in values && amountIn(values['amount'] ?? '', memory) === undefined)
    errors['amount'] = say('errAmount', {
      most: decimalOf({ minor: memory.most, currency: currency(memory.own) }),
    });
  if (textWeight((values['reason'] ?? '').trim()) < LEAST_REASON)
    errors['reason'] = say('errReason', { least: LEAST_REASON });
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** What is said of a decision, with the way back. */
export function decidedReply(
  move: Move,
  verdict: Verdict,
  decided: { id: string; campaigns: readonly Campaign[] },
  teller: Teller,
): Reply {
  const say = moveWords(teller.locale);
  const budget = (id: string): string =>
    teller.money(decided.campaigns.find((one) => one.id === id)?.budget ?? 0n);
  const said = {
    ...{ from: plainInMrkdwn(move.from.campaign.name), to: plainInMrkdwn(move.to.campaign.name) },
    amount: teller.money(verdict.kind === 'accepted' ? verdict.amount : move.amount),
  };
  const text =
    verdict.kind === 'accepted'
      ? say('accepted', {
          ...{ ...said, fromBudget: budget(move.from.campaign.id), toBudget: budget(move.to.campaign.id) },
        })
      : say('declined', said);
  return {
    text: text.replace(/\*/gu, ''),
    blocks: [section(text), actions(button(say('undo'), 'campaigns.undo', decided.id))],
  };
}
