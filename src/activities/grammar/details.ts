import type { LocalDate } from '../../kpi/localDate.ts';
import type { Money } from '../../kpi/money.ts';
import { suggest } from '../../platform/suggest.ts';
import type { ActivityTypeInfo } from '../../playbook/playbook.ts';
import type { Shares } from '../activity.ts';
import type { Rating } from '../rating.ts';
import { isRated } from '../rating.ts';
import { amountAt, unknownCurrencyAt } from './amounts.ts';
import type { LogContext } from './context.ts';
import { type Cursor, key, match, moved, type Piece, quoted, rest, skip, word } from './cursor.ts';
import { isDateWord } from './dates.ts';
import { type DetailKey, isBareKey, KEY_WORDS, keyOf } from './keys.ts';
import type { Finding } from './problem.ts';
import { mentionAt, sharesOf } from './shares.ts';
import { append, close, isTextKey, isWaiting, type State, setText, type TextKey, trouble } from './state.ts';
import {
  dateAt,
  emptyValue,
  takeAmount,
  takeDate,
  takeQuantity,
  takeRating,
  takeRef,
  takeShares,
} from './takers.ts';

/** What stands behind the head of a line. */
export interface Details {
  texts: Partial<Record<TextKey, string>>;
  quantity: bigint | null;
  money: Money | null;
  date: LocalDate | null;
  rating: Rating | null;
  /** Also true where what stood there was no good rating. */
  hasRating: boolean;
  ref: string | null;
  shares: Shares | null;
  findings: Finding[];
}

type Reader = (cursor: Cursor, state: State) => Cursor | undefined;

/** Reads all details of a line, whatever their order; what is not understood becomes a finding and is passed over. */
export function detailsAt(
  from: Cursor,
  type: ActivityTypeInfo,
  hasQuantity: boolean,
  context: LogContext,
): Details {
  const state: State = {
    ...{ context, type, texts: {}, open: undefined, money: null, hasAmount: false, date: null },
    ...{ rating: null, hasRating: false, ref: null },
    ...{ quantity: hasQuantity ? 0n : null, entries: [], findings: [] },
  };
  for (let cursor = skip(from); cursor.at < cursor.text.length; cursor = skip(cursor)) {
    let next: Cursor | undefined;
    for (const reader of READERS) next ??= reader(cursor, state);
    cursor = next !== undefined && next.at > cursor.at ? next : moved(cursor, cursor.at + 1);
  }
  close(state, from.text);
  const { shares, findings } = sharesOf(state.entries, context);
  const quantity = hasQuantity ? null : state.quantity;
  const { texts, money, date, rating, hasRating, ref } = state;
  return {
    texts,
    money,
    date,
    rating,
    hasRating,
    ref,
    quantity,
    shares,
    findings: [...state.findings, ...findings],
  };
}

/** `client: …`, `note: …`, and keys that nobody knows. */
const readKey: Reader = (cursor, state) => {
  const found = key(cursor);
  if (found === undefined) return undefined;
  close(state, cursor.text);
  const behind = skip(moved(cursor, found.end));
  if (found.key !== undefined) return readValue(found.key, found, behind, state);
  const suggestion = suggest(found.text, KEY_WORDS, (name) => [name])[0];
  trouble(state, { kind: 'unknown key', word: found.text, suggestion }, found);
  state.open = { key: 'ignored', start: behind.at, end: behind.at };
  return behind;
};

/** `with Acme`, `via webinar`, `客户 华为`, `on monday`: keys without their colon. Not inside a value that has only begun. */
const readBareKey: Reader = (cursor, state) => {
  const found = word(cursor);
  if (found === undefined || isWaiting(state)) return undefined;
  const name = keyOf(found.text);
  const behind = skip(moved(cursor, found.end));
  const isKey = isBareKey(found.text) || dateAfterOn(cursor, state.context);
  if (name === undefined || !isKey || behind.at >= cursor.text.length) return undefined;
  close(state, cursor.text);
  return readValue(name, found, behind, state);
};

function readValue(name: DetailKey, place: Piece, cursor: Cursor, state: State): Cursor {
  if (isTextKey(name)) return openText(name, place, cursor, state);
  switch (name) {
    case 'on':
      return takeDate(cursor, place, state);
    case 'share':
      return takeShares(cursor, place, state);
    case 'amount':
      return takeAmount(cursor, state) ?? emptyValue(name, place, cursor, state);
    case 'rating':
      return ratingAt(cursor, state) ?? emptyValue(name, place, cursor, state);
    case 'ref':
      return refAt(cursor, state) ?? emptyValue(name, place, cursor, state);
    case 'quantity':
      return takeQuantity(word(cursor), cursor, state) ?? emptyValue(name, place, cursor, state);
  }
}

function openText(name: TextKey, place: Piece, cursor: Cursor, state: State): Cursor {
  if (state.texts[name] !== undefined) trouble(state, { kind: 'twice', key: name }, place);
  if (name === 'note') return takeNote(cursor, place, state);
  const inQuotes = quoted(cursor);
  if (inQuotes !== undefined) {
    setText(name, inQuotes.text, { ...place, end: inQuotes.end }, state);
    return moved(cursor, inQuotes.end);
  }
  if (key(cursor) !== undefined || cursor.at >= cursor.text.length)
    return emptyValue(name, place, cursor, state);
  state.open = { key: name, start: cursor.at, end: cursor.at };
  return cursor;
}

/** A note is the rest of the line, as it was typed. */
function takeNote(cursor: Cursor, place: Piece, state: State): Cursor {
  setText('note', rest(cursor), { ...place, end: cursor.text.length }, state);
  return moved(cursor, cursor.text.length);
}

const readFirstWord: Reader = (cursor, state) => (isWaiting(state) ? append(cursor, state) : undefined);

const TIMES = /[x×*]\s?(?<number>\d[\d.,']*)[个次通场单份笔件条位家封趟回]?(?=[\s,;]|$)/iuy;
const readTimes: Reader = (cursor, state) => {
  const found = match(cursor, TIMES);
  const number = found?.groups?.['number'];
  if (found === undefined || number === undefined) return undefined;
  close(state, cursor.text);
  return takeQuantity({ text: number, start: cursor.at, end: cursor.at + found[0].length }, cursor, state);
};

const RATING = /\d+(?:[.,]\d+)?(?:\s?\/\s?\d+分?|\s?(?:分(?!成)|星))(?=[\s,;]|$|\p{Script=Han})/uy;
const BARE_RATING = /\d+(?:\.\d+)?(?=[\s,;]|$)/y;
/** `4/5`, `4分`; a bare grade where the activity must be rated: `csat 4`. Inside a name the first only where the activity is rated. */
const readRating: Reader = (cursor, state) => {
  const { type } = state;
  const mayBeBare = type.rating === 'required' && !state.hasRating && state.open === undefined;
  const found = match(cursor, RATING) ?? (mayBeBare ? match(cursor, BARE_RATING) : undefined);
  if (found === undefined || (state.open !== undefined && !isRated(type))) return undefined;
  close(state, cursor.text);
  const end = cursor.at + found[0].length;
  takeRating({ text: found[0], start: cursor.at, end }, state);
  return moved(cursor, end);
};

const TYPED_RATING = /[\d.,]+(?:\s?\/\s?\d+)?(?:\s?[分星])?/uy;
function ratingAt(cursor: Cursor, state: State): Cursor | undefined {
  const text = match(cursor, TYPED_RATING)?.[0] ?? word(cursor)?.text;
  if (text === undefined) return undefined;
  takeRating({ text, start: cursor.at, end: cursor.at + text.length }, state);
  return moved(cursor, cursor.at + text.length);
}

/** `#A-17` behind an activity with an amount; elsewhere it may be a name's (`Shop #5`), and `ref:` says that it is none. */
const readRef: Reader = (cursor, state) => {
  if (cursor.text[cursor.at] !== '#' || state.type.amount === 'none') return undefined;
  close(state, cursor.text);
  return refAt(cursor, state);
};

function refAt(cursor: Cursor, state: State): Cursor | undefined {
  const found = quoted(cursor) ?? word(cursor);
  if (found === undefined || key(cursor) !== undefined) return undefined;
  takeRef(found, state);
  return moved(cursor, found.end);
}

/** Whether something else than a further word of a name stands here. */
function endsValue(cursor: Cursor, context: LogContext): boolean {
  const next = word(cursor)?.text ?? '';
  const isKey = key(cursor) !== undefined || isBareKey(next) || isDateWord(next);
  return isKey || mentionAt(cursor) !== undefined || dateAfterOn(cursor, context);
}

/** `on monday`: the word is a key only where a date follows. */
function dateAfterOn(cursor: Cursor, context: LogContext): boolean {
  const next = word(cursor);
  if (next === undefined || keyOf(next.text) !== 'on') return false;
  return dateAt(skip(moved(cursor, next.end)), context) !== undefined;
}

/** An amount. A bare number inside a name is the name's, unless it ends the line or stands before a key: `deal with Acme 900`. */
const readAmount: Reader = (cursor, state) => {
  const { context, type } = state;
  const found = amountAt(cursor, context.currency);
  if (found === undefined) return type.amount === 'none' ? undefined : readUnknownCurrency(cursor, state);
  const behind = skip(moved(cursor, found.piece.end));
  const isLast = behind.at >= cursor.text.length || endsValue(behind, context);
  const isOfName = state.open !== undefined && (type.amount === 'none' || state.hasAmount || !isLast);
  if (found.isBare && isOfName) return undefined;
  return takeAmount(cursor, state);
};

function readUnknownCurrency(cursor: Cursor, state: State): Cursor | undefined {
  const found = unknownCurrencyAt(cursor);
  if (found === undefined) return undefined;
  close(state, cursor.text);
  const text = cursor.text.slice(found.start, found.end);
  trouble(state, { kind: 'amount', why: { kind: 'unknown currency', text, sign: found.text } }, found);
  state.hasAmount = true;
  return moved(cursor, found.end);
}

/** `call with Acme yesterday`. */
const readDateWord: Reader = (cursor, state) => {
  const found = word(cursor);
  if (found === undefined || !isDateWord(found.text)) return undefined;
  close(state, cursor.text);
  return takeDate(cursor, found, state);
};

const readMention: Reader = (cursor, state) => {
  const person = mentionAt(cursor);
  if (person === undefined) return undefined;
  close(state, cursor.text);
  return takeShares(cursor, person, state);
};

const readMore: Reader = (cursor, state) => (state.open === undefined ? undefined : append(cursor, state));

const readUnexpected: Reader = (cursor, state) => {
  const found = quoted(cursor) ?? word(cursor);
  const end = found?.end ?? cursor.at + 1;
  const last = state.findings.at(-1);
  // Several words in a row are one thing that was not understood.
  if (last?.trouble.kind === 'unexpected' && cursor.text.slice(last.end, cursor.at).trim() === '')
    state.findings[state.findings.length - 1] = { ...last, end };
  else trouble(state, { kind: 'unexpected' }, { start: cursor.at, end });
  return moved(cursor, end);
};

/** In the order in which they are tried at each place. */
const READERS: readonly Reader[] = [
  readKey,
  readBareKey,
  readFirstWord,
  readTimes,
  readRef,
  readRating,
  readAmount,
  readDateWord,
  readMention,
  readMore,
  readUnexpected,
];
