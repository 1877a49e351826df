import { namesWithin } from '../../platform/fit.ts';
import type { Locale } from '../../platform/words.ts';
import type { Book } from '../book.ts';
import { nearTo } from '../list/list.ts';
import { words } from '../words.ts';

const MOST_HINTS = 3;

/** "Did you mean": a line for each name that is no campaign's, where one is near. `shown`: makes a name safe. */
export function hintLines(
  typed: readonly string[],
  book: Book,
  locale: Locale,
  shown: (name: string) => string,
): string[] {
  const lines = [...new Set(typed)].flatMap((name) => {
    const near = book.find(name) === undefined ? nearTo(name, book) : [];
    if (near.length === 0) return [];
    const names = namesWithin(
      near.map((one) => shown(one.name)),
      locale,
    );
    return [words(locale)('hint', { name: shown(name), names })];
  });
  return lines.slice(0, MOST_HINTS);
}
