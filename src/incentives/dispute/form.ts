import type { ModalView } from '@slack/types';
import type { CurrencyCode } from '../../kpi/money.ts';
import { section } from '../../platform/blocks.ts';
import { form, textField } from '../../platform/forms.ts';
import type { Locale } from '../../platform/words.ts';
import { parseAmount } from '../plan/typed.ts';
import { disputeWords } from './words.ts';

export const DISPUTE_FORM = 'incentives.dispute-form';
export const SETTLE_FORM = 'incentives.settle-form';

/** What a line is called; safe in mrkdwn. */
export interface Named {
  plan: string;
  amount: string;
}

export function disputeView(value: string, line: Named, locale: Locale): ModalView {
  const say = disputeWords(locale);
  const said = { title: say('title'), submit: say('submit'), close: say('close') };
  return form(DISPUTE_FORM, said, value, [
    section(say('what', { ...line })),
    textField('text', say('text'), { hint: say('textHint'), limit: 1000 }),
  ]);
}

/** `code`: the line's currency; it stands in front of the id in what the form remembers. */
export function settleView(
  id: string,
  code: string,
  line: Named & { name: string; plainName: string; text: string },
  locale: Locale,
): ModalView {
  const say = disputeWords(locale);
  const said = { title: say('settleTitle'), submit: say('submit'), close: say('close') };
  const { name, plan, amount, text } = line;
  return form(SETTLE_FORM, said, `${code}:${id}`, [
    section(say('settleIntro', { name, plan, amount, text })),
    textField('correction', say('correction', { code }), {
      ...{ hint: say('correctionHint'), initial: '0', lines: false, limit: 30 },
    }),
    textField('reason', say('reason'), { hint: say('reasonHint', { name: line.plainName }), limit: 600 }),
  ]);
}

/** "50", "-50", "+$50": minor units; undefined where it is no amount. */
export function parseSigned(text: string, code: CurrencyCode): bigint | undefined {
  const tidy = text.normalize('NFKC').replace(/[−–]/g, '-').trim();
  const isMinus = tidy.startsWith('-');
  const minor = parseAmount(tidy.replace(/^[+-]\s*/, ''), code);
  return minor === undefined ? undefined : isMinus ? -BigInt(minor) : BigInt(minor);
}
