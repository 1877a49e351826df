import { formatMoney } from '../../kpi/formatMoney.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import { type CurrencyCode, isCurrency } from '../../kpi/money.ts';
import { namesWithin } from '../../platform/fit.ts';
import { formatCount, formatDate, languageTag } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { nameOf, type Playbook } from '../../playbook/playbook.ts';
import { isOnesWord } from '../trust/pending.ts';
import type { RowToWrite } from './store.ts';
import { tableWords } from './words.ts';

/** What an import comes to: sums that grow row by row, and what is said of them. */
export class ImportSum {
  readonly #byType = new Map<string, { quantity: bigint; amount: bigint; hasAmount: boolean }>();
  readonly #foreign = new Map<string, bigint>();
  readonly #people = new Set<string>();
  #first: LocalDate | undefined;
  #last: LocalDate | undefined;
  #waits = false;

  add({ memberId, externalId, what }: RowToWrite, actorId: string): void {
    const sum = this.#byType.get(what.typeKey) ?? { quantity: 0n, amount: 0n, hasAmount: false };
    sum.quantity += what.quantity;
    sum.amount += what.amount ?? 0n;
    sum.hasAmount ||= what.amount !== null;
    this.#byType.set(what.typeKey, sum);
    this.#people.add(memberId);
    const { original, localDate, amount } = what;
    if (original !== null)
      this.#foreign.set(original.currency, (this.#foreign.get(original.currency) ?? 0n) + original.minor);
    if (this.#first === undefined || localDate < this.#first) this.#first = localDate;
    if (this.#last === undefined || localDate > this.#last) this.#last = localDate;
    this.#waits ||= amount !== null && isOnesWord({ externalId, actorId, memberId });
  }

  /** Dates and people, then a line for each activity, the most frequent first. `mustConfirm`: M-07 is in force. */
  lines(locale: Locale, playbook: Playbook, currency: CurrencyCode, mustConfirm: boolean): string[] {
    const say = tableWords(locale);
    const [first, last] = [this.#first, this.#last];
    if (first === undefined || last === undefined) return [];
    const dates = { from: formatDate(first, locale, true), to: formatDate(last, locale, true) };
    const people = say('people', { count: this.#people.size });
    const money = (minor: bigint, code: CurrencyCode): string =>
      formatMoney(minor, code, languageTag(locale), 'short');
    const types = [...this.#byType].toSorted(([, a], [, b]) => Number(b.quantity - a.quantity));
    const lines = types.map(([key, { quantity, amount, hasAmount }]) => {
      const type = playbook.types.find((one) => one.key === key);
      const name = plainInMrkdwn(type === undefined ? key : nameOf(type, locale, quantity));
      const said = { name, count: formatCount(quantity, locale), amount: money(amount, currency) };
      return say(hasAmount ? 'line-type-amount' : 'line-type', said);
    });
    const sums = [...this.#foreign].flatMap(([code, minor]) =>
      isCurrency(code) ? [money(minor, code)] : [],
    );
    return [
      say(first === last ? 'span-day' : 'span', { ...dates, people }),
      ...lines,
      ...(sums.length === 0 ? [] : [say('by currency', { sums: namesWithin(sums, locale) })]),
      ...(this.#waits && mustConfirm ? [say('unconfirmed')] : []),
    ];
  }
}
