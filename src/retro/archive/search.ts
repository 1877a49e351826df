import { normalise } from '../../platform/normalise.ts';
import type { Experiment, Retro } from '../retro.ts';

/** A closed retrospective with what the team left it with. */
export interface Archived {
  retro: Retro;
  experiments: readonly Experiment[];
}

/** So many stand on one page. */
export const PAGE = 5;

const tidy = (text: string): string => normalise(text).text.toLocaleLowerCase('en');

/**
 * Those that speak of all the words: in what was written, tried, or missed, in the team's or the period's name. Chinese has no spaces, so a word
 * is found anywhere within another; `called` says how metrics, teams and periods are called in either language.
 */
export function found(
  all: readonly Archived[],
  typed: string,
  called: (archived: Archived) => readonly string[],
): Archived[] {
  const wanted = tidy(typed)
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (wanted.length === 0) return [...all];
  return all.filter((one) => {
    const { retro, experiments } = one;
    const texts = [
      ...retro.contributions.map(({ text }) => text),
      ...retro.lastTime.map(({ text }) => text),
      ...experiments.map(({ text }) => text),
      ...called(one),
    ];
    const said = tidy(texts.join('\n'));
    return wanted.every((word) => said.includes(word));
  });
}
