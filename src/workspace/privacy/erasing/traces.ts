/** What names a person in what others wrote, and how it is found there. */

export interface Identity {
  name: string;
  slackUserId: string;
  email: string | null;
  /** What else they are called, as the administrator says: nicknames, an earlier name. */
  aliases: readonly string[];
}

/** Shorter ones would be found in other words. */
const LEAST_LATIN = 3;
const LEAST_HAN = 2;

const isSearchable = (text: string): boolean =>
  /\p{Script=Han}/u.test(text) ? text.length >= LEAST_HAN : text.length >= LEAST_LATIN;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/** A text within JSON stands there with its quotes and backslashes escaped. */
const both = (text: string): string[] => [...new Set([text, JSON.stringify(text).slice(1, -1)])];

/** Only a whole word is meant, where the writing has words. */
function bounded(text: string): string {
  const [first = '', last = ''] = [text.at(0), text.at(-1)];
  const isWord = (sign: string): boolean => /[a-z0-9_]/iu.test(sign);
  return `${isWord(first) ? '\\m' : ''}${escaped(text)}${isWord(last) ? '\\M' : ''}`;
}

/**
 * One regular expression of PostgreSQL for all that names a person, the longest first: mentions, id, address, what stands before its at sign
 * behind another, the name and what else they are called.
 */
export function patternOf({ name, slackUserId, email, aliases }: Identity): string {
  const handle = email === null ? undefined : email.split('@')[0];
  const names = [name, ...aliases].map((one) => one.trim()).filter(isSearchable);
  const plain = [...(email === null ? [] : [email]), ...names].toSorted((a, b) => b.length - a.length);
  const mention = `<@${escaped(slackUserId)}(\\|[^>]*)?>`;
  const parts = [
    mention,
    bounded(slackUserId),
    ...plain.flatMap(both).map(bounded),
    ...(handle !== undefined && isSearchable(handle) ? [`@${escaped(handle)}\\M`] : []),
  ];
  return `(${parts.join('|')})`;
}

/** Lines of a field, without empty ones. */
export const aliasesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,，、;；]/u)
      .map((one) => one.trim())
      .filter(isSearchable),
  ),
];

/** Whether what was typed is the name that has to be typed. */
export const isConfirmed = (typed: string, name: string): boolean =>
  typed.normalize('NFKC').trim().toLowerCase() === name.normalize('NFKC').trim().toLowerCase();
