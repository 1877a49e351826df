import { isCurrency } from '../kpi/currency.ts';
import { isLocalDate, type LocalDate } from '../kpi/localDate.ts';
import { upTo } from '../platform/mrkdwn.ts';
import type { NewRate } from './settings.ts';

/** What `/pace rates …` asks for, or why it cannot be read. */
export type RateCommand =
  | { readonly kind: 'list' }
  | { readonly kind: 'set'; readonly rate: NewRate }
  | { readonly kind: 'usage' }
  | { readonly kind: 'unknown-currency'; readonly code: string }
  | { readonly kind: 'own-currency'; readonly code: string }
  | { readonly kind: 'bad-rate'; readonly text: string }
  | { readonly kind: 'bad-date'; readonly text: string };

const FROM = /(?:\bfrom|自|从)\s*:\s*(\S+)/iu;
const SOURCE = /(?:\bsource|来源)\s*:\s*(?:"([^"]*)"|(.+))$/iu;
const PAIR = /^(?:1\s*)?([A-Za-z]{3})\s*=?\s*(\S+)$/u;
// At most ten decimals, as the table keeps them; a comma could be either a thousand or a decimal.
const RATE = /^\d{1,9}(?:\.\d{1,10})?$/;

/** M-05: reads `EUR=1.08 from:2026-11-01 source:ECB`, normalised: one euro is 1.08 of the workspace's currency from that date on. */
export function parseRate(line: string, own: string, today: LocalDate, enteredBy: string): RateCommand {
  if (line.trim() === '') return { kind: 'list' };
  const source = SOURCE.exec(line);
  const from = FROM.exec(line)?.[1] ?? today;
  const pair = PAIR.exec(line.replace(SOURCE, '').replace(FROM, '').trim());
  if (pair === null) return { kind: 'usage' };
  const [, typed = '', rate = ''] = pair;
  const code = typed.toUpperCase();
  if (!isCurrency(code)) return { kind: 'unknown-currency', code };
  if (code === own) return { kind: 'own-currency', code };
  if (!RATE.test(rate) || Number(rate) === 0) return { kind: 'bad-rate', text: rate };
  if (!isLocalDate(from)) return { kind: 'bad-date', text: from };
  const named = upTo((source?.[1] ?? source?.[2] ?? '').trim(), 80);
  return { kind: 'set', rate: { currency: code, fromDate: from, rate, source: named || enteredBy } };
}
