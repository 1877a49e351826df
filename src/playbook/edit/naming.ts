import { normalise } from '../../platform/normalise.ts';
import { wordsOf } from '../aliases.ts';
import type { Names } from '../playbook.ts';

/** Longest name, and longest word that can be typed. */
export const LONGEST_NAME = 60;
export const MOST_WORDS = 60;
/** Letters, digits behind a letter, single spaces and hyphens: anything else `/log` would read as a number, an amount or a detail. */
const TYPEABLE = /^[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:[ -][\p{L}\p{M}][\p{L}\p{M}\p{N}]*)*$/u;
const A_TIMES = /^x\d+$/u;
/** `/log one call`, `三通电话`: a name that begins so would lose its beginning. */
const A_NUMBER =
  /^(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)(?: |$)|[一二两三四五六七八九十][个次通场单份笔件条位家封趟回])/u;
/** `/log` looks at no more words for a name. */
const MOST_PARTS = 3;

/** Whether a word can be typed after `/log`, `/goal` and `/kpi`. */
export const isTypeable = (word: string): boolean =>
  word.length <= LONGEST_NAME &&
  TYPEABLE.test(word) &&
  !A_TIMES.test(word) &&
  !A_NUMBER.test(word) &&
  word.split(/[ -]/u).length <= MOST_PARTS;

/** A name or word as people type it later: tidy, with single spaces. */
export const tidyWord = (text: string): string => normalise(text).text.replace(/\s+/gu, ' ').trim();

/** What a field of words holds: divided by commas of either keyboard, semicolons or lines. */
export const wordsIn = (text: string): string[] =>
  [...new Set(text.split(/[,，、;；\n]/u).map((word) => tidyWord(word).toLowerCase()))].filter(Boolean);

/** A key and names in every spelling that can be typed. */
function ownWords(key: string, { en, zh }: Names): string[] {
  return wordsOf(key, [en.one, en.other, zh.other], '').aliases.filter((word) => word !== '');
}

/** A further word in every spelling. */
const spellings = (word: string): string[] => ownWords(word, namesLike(word));
const namesLike = (word: string): Names => ({ en: { one: word, other: word }, zh: { other: word } });

/** All words of a thing: its key and names, and the further ones. `givenUp`: words that it left to another before. */
export function aliasesOf(
  key: string,
  names: Names,
  words: readonly string[],
  givenUp: ReadonlySet<string> = new Set(),
): string[] {
  const own = ownWords(key, names).filter((word) => !givenUp.has(word));
  const further = words.flatMap(spellings);
  return [...new Set([...own, ...further])];
}

/** The further words of a thing, each in one spelling. */
export function furtherWords({
  key,
  names,
  aliases,
}: {
  key: string;
  names: Names;
  aliases: readonly string[];
}): string[] {
  const own = new Set(ownWords(key, names));
  const rest = aliases.filter((word) => !own.has(word));
  return rest.filter((word, at) => {
    const spelt = rest.slice(0, at).flatMap(spellings);
    return !spelt.includes(word);
  });
}

/** Words of its own names that a thing does not answer to. */
export function givenUpBy(thing: { key: string; names: Names; aliases: readonly string[] }): Set<string> {
  const own = ownWords(thing.key, thing.names);
  return new Set(own.filter((word) => !thing.aliases.includes(word)));
}

/** A key for something new, made of its English name; `taken`: keys that there are. */
export function freshKey(name: string, fallback: string, taken: ReadonlySet<string>): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^[^a-z]+|-+$/gu, '')
    .slice(0, 40);
  const base = slug === '' ? fallback : slug;
  for (let at = 1; ; at += 1) {
    const key = at === 1 ? base : `${base}-${at}`;
    if (!taken.has(key)) return key;
  }
}
