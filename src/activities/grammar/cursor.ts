import { CHINESE_KEYS, type DetailKey, keyOf } from './keys.ts';

/** A place in a normalised line. Readers return the cursor behind what they took, or undefined where it is not theirs. */
export interface Cursor {
  readonly text: string;
  readonly at: number;
}

/** A piece of the line. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SEPARATORS = /(?:[\s;]|,(?!\d)|[.!?。](?=\s|$))*/y;
const CHINESE = CHINESE_KEYS.join('|');
const QUOTED = /"([^"]*)"/y;
// The name of a key ends where a Chinese key begins: `华为备注:` is a word and `备注:`.
const KEY = new RegExp(`(?<word>${CHINESE}|\\p{L}(?:(?!(?:${CHINESE})\\s*:)[\\p{L}_-])*)\\s*:(?!//)`, 'uy');
// A word ends at a space, at a comma that is not inside a number, and where a Chinese key begins.
const WORD = new RegExp(`(?:(?!(?:${CHINESE})\\s*:)(?:[^\\s,;]|,(?=\\d)(?<=\\d,)))+`, 'uy');

export const moved = (cursor: Cursor, at: number): Cursor => ({ text: cursor.text, at });
export const rest = (cursor: Cursor): string => cursor.text.slice(cursor.at);

/** Matches a sticky pattern at the cursor. */
export function match(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at;
  return pattern.exec(cursor.text) ?? undefined;
}

/** Behind spaces and the commas that stand between details. */
export function skip(cursor: Cursor): Cursor {
  const at = cursor.at + (match(cursor, SEPARATORS)?.[0].length ?? 0);
  // A comma before a digit separates as well, unless a digit stands before it: `客户:华为,12.5万`.
  const splits = cursor.text[at] === ',' && !/\d/.test(cursor.text[at - 1] ?? '');
  return splits ? skip(moved(cursor, at + 1)) : moved(cursor, at);
}

/** The text in quotes at the cursor. */
export function quoted(cursor: Cursor): Piece | undefined {
  const found = match(cursor, QUOTED);
  if (found === undefined) return undefined;
  return { text: found[1] ?? '', start: cursor.at, end: cursor.at + found[0].length };
}

/** The word at the cursor. */
export function word(cursor: Cursor): Piece | undefined {
  const found = match(cursor, WORD);
  return found && { text: found[0], start: cursor.at, end: cursor.at + found[0].length };
}

/** `key:` at the cursor; `key` undefined where nobody knows it. */
export function key(cursor: Cursor): (Piece & { key: DetailKey | undefined }) | undefined {
  const found = match(cursor, KEY);
  const name = found?.groups?.['word'];
  if (found === undefined || name === undefined) return undefined;
  return { text: name, key: keyOf(name), start: cursor.at, end: cursor.at + found[0].length };
}
