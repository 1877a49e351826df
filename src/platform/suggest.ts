import { distance } from 'fastest-levenshtein';

/**
 * "Did you mean": up to three candidates whose names are nearest to what was typed: at most a third of the letters apart (two that
 * changed places count as one), or beginning alike.
 */
export function suggest<T>(
  typed: string,
  candidates: readonly T[],
  namesOf: (candidate: T) => readonly string[],
): T[] {
  const word = typed.toLowerCase();
  const allowed = Math.max(1, Math.floor(word.length / 3));
  return candidates
    .map((candidate) => ({
      candidate,
      away: Math.min(...namesOf(candidate).map((name) => apart(word, name.toLowerCase()))),
    }))
    .filter(({ away }) => away <= allowed)
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function apart(word: string, name: string): number {
  if (word === name) return 0;
  const isHan = /\p{Script=Han}/u.test(name);
  if ((word.length >= 2 || isHan) && (name.startsWith(word) || (isHan && word.includes(name)))) return 1;
  // A single Chinese character that differs is another word altogether.
  if (name.length < 2 || word.length < 2) return Number.POSITIVE_INFINITY;
  const plain = distance(word, name);
  if (plain !== 2 || word.length !== name.length) return plain;
  return isSwap(word, name) ? 1 : plain;
}

function isSwap(word: string, name: string): boolean {
  const at = word.split('').findIndex((letter, index) => letter !== name[index]);
  return word[at] === name[at + 1] && word[at + 1] === name[at] && word.slice(at + 2) === name.slice(at + 2);
}
