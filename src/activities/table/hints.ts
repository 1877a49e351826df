import type { RowOutcome } from '../../platform/tables/contract.ts';
import type { Locale } from '../../platform/words.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import type { RowFrame, RowRead } from './row.ts';
import { tableWords } from './words.ts';

/** What a file as another system writes it lacks, and how the form of its columns puts that right. Pure. */
export class ImportHints {
  readonly #frame: Pick<RowFrame, 'amountHeader'> & { readonly playbook: Playbook };
  readonly #wrong = new Map<string, number>();
  #rows = 0;
  #isWithoutAmount = false;

  constructor(frame: Pick<RowFrame, 'amountHeader' | 'playbook'>) {
    this.#frame = frame;
  }

  add(reads: readonly RowRead[], outcomes: Iterable<RowOutcome>): void {
    for (const one of outcomes) {
      this.#rows += 1;
      if (one.is === 'wrong') this.#wrong.set(one.column, (this.#wrong.get(one.column) ?? 0) + 1);
    }
    if (this.#frame.amountHeader !== undefined) return;
    this.#isWithoutAmount ||= reads.some(({ line }) =>
      this.#frame.playbook.types.some(({ key, amount }) => key === line.typeKey && amount === 'required'),
    );
  }

  /** A slip in one row is no reason to speak of the column. */
  lines(locale: Locale): string[] {
    const say = tableWords(locale);
    const isMost = (column: string): boolean => (this.#wrong.get(column) ?? 0) * 2 > this.#rows;
    return [
      ...(isMost('person') ? [say('hint-person')] : []),
      ...(isMost('amount') ? [say('hint-amount')] : []),
      ...(this.#isWithoutAmount ? [say('hint-no-amount')] : []),
    ];
  }
}
