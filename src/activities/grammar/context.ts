import type { LocalDate } from '../../kpi/localDate.ts';
import type { CurrencyCode, Money } from '../../kpi/money.ts';
import type { Locale } from '../../platform/words.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import type { Shares } from '../activity.ts';
import type { Rating } from '../rating.ts';

/** A person who can be mentioned. */
export interface Mentionable {
  memberId: string;
  slackUserId: string;
  name: string;
}

/** What the reading of a line depends on. */
export interface LogContext {
  playbook: Playbook;
  /** The workspace's currency. */
  currency: CurrencyCode;
  locale: Locale;
  /** Whose activities these are: credit that is not shared goes to them. */
  memberId: string;
  /** Their own date (P-02). */
  today: LocalDate;
  /** P-05: how far back the one who types may enter; Infinity: any date. */
  daysBack: number;
  /** Who can be mentioned; needed only where the text mentions somebody. */
  people: readonly Mentionable[];
}

/** One line of a `/log`, understood. Amounts are still in the currency that was typed. */
export interface LogLine {
  typeKey: string;
  /** Hundredths. */
  quantity: bigint;
  money: Money | null;
  customer: string | null;
  channel: string;
  campaign: string;
  region: string;
  product: string;
  segment?: string;
  note: string;
  localDate: LocalDate;
  rating?: Rating;
  ref?: string;
  shares: Shares | null;
}
