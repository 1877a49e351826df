import { isRated, readRating, scaleOf } from '../rating.ts';
import { readRef } from '../ref.ts';
import { amountAt } from './amounts.ts';
import type { LogContext } from './context.ts';
import { type Cursor, key, moved, type Piece, quoted, skip, word } from './cursor.ts';
import { checkDate, readDate } from './dates.ts';
import { quantityOf } from './head.ts';
import type { DetailKey } from './keys.ts';
import { mentionAt, shareEntries } from './shares.ts';
import { close, type State, trouble } from './state.ts';

/** Values that are more than text: each takes what stands at the cursor, or says what is wrong with it. */

/** A quantity, once. */
export function takeQuantity(piece: Piece | undefined, cursor: Cursor, state: State): Cursor | undefined {
  if (piece === undefined) return undefined;
  const quantity = quantityOf(piece.text);
  if (state.quantity !== null) trouble(state, { kind: 'twice', key: 'quantity' }, piece);
  else if (quantity.ok) state.quantity = quantity.value;
  else trouble(state, quantity.problem, piece);
  return moved(cursor, piece.end);
}

/** An amount, once, where the activity has one. */
export function takeAmount(cursor: Cursor, state: State): Cursor | undefined {
  const { context, type } = state;
  const found = amountAt(cursor, context.currency);
  if (found === undefined) return undefined;
  close(state, cursor.text);
  const { piece, money, isBare } = found;
  if (type.amount === 'none' && isBare) trouble(state, { kind: 'unexpected' }, piece);
  else if (type.amount === 'none') trouble(state, { kind: 'amount not allowed', typeKey: type.key }, piece);
  else if (state.hasAmount) trouble(state, { kind: 'twice', key: 'amount' }, piece);
  else if (!money.ok) trouble(state, { kind: 'amount', why: money.problem }, piece);
  else if (money.value.minor === 0n) trouble(state, { kind: 'amount zero' }, piece);
  else state.money = money.value;
  state.hasAmount = true;
  return moved(cursor, piece.end);
}

/** A rating, once, where the activity is rated: `4/5`, `4.5`, `4分`. */
export function takeRating(piece: Piece, state: State): void {
  const { type } = state;
  const scale = scaleOf(type);
  const rating = readRating(piece.text, scale);
  if (!isRated(type)) trouble(state, { kind: 'rating not allowed', typeKey: type.key }, piece);
  else if (state.hasRating) trouble(state, { kind: 'twice', key: 'rating' }, piece);
  else if (typeof rating === 'string') trouble(state, { kind: 'rating', why: rating, scale }, piece);
  else state.rating = rating;
  state.hasRating = true;
}

/** A reference, once: `#A-17`. */
export function takeRef(piece: Piece, state: State): void {
  const ref = readRef(piece.text);
  if (ref === undefined) trouble(state, { kind: 'unclear ref' }, piece);
  else if (state.ref !== null) trouble(state, { kind: 'twice', key: 'ref' }, piece);
  else state.ref = ref;
}

/** The date at the cursor, of up to three words. */
export function dateAt(cursor: Cursor, { today, locale }: LogContext) {
  const inQuotes = quoted(cursor);
  if (inQuotes !== undefined) return { date: readDate(inQuotes.text, today, locale), piece: inQuotes };
  const ends: number[] = [];
  for (let next = cursor; ends.length < 3; ) {
    const found = word(next);
    if (found === undefined) break;
    ends.push(found.end);
    next = skip(moved(cursor, found.end));
  }
  for (const end of ends.toReversed()) {
    const piece = { text: cursor.text.slice(cursor.at, end), start: cursor.at, end };
    const date = readDate(piece.text.replaceAll(',', ' '), today, locale);
    if (date !== undefined) return { date, piece };
  }
  return undefined;
}

/** A date, once, within what may be entered. */
export function takeDate(cursor: Cursor, place: Piece, state: State): Cursor {
  const found = dateAt(cursor, state.context);
  const first = word(cursor);
  if (found?.date === undefined) {
    if (first === undefined || key(cursor) !== undefined) return emptyValue('on', place, cursor, state);
    trouble(state, { kind: 'unclear date' }, first);
    return moved(cursor, first.end);
  }
  const { date, piece } = found;
  const checked = date.ok ? checkDate(date.value, state.context) : date;
  if (state.date !== null) trouble(state, { kind: 'twice', key: 'on' }, piece);
  else if (!checked.ok) trouble(state, checked.problem, piece);
  else state.date = checked.value;
  return moved(cursor, piece.end);
}

/** People with their per cent, one or several. */
export function takeShares(cursor: Cursor, place: Piece, state: State): Cursor {
  const { entries, behind } = shareEntries(cursor);
  const first = mentionAt(cursor) ?? word(cursor) ?? place;
  if (entries.length > 0) state.entries.push(...entries);
  else trouble(state, { kind: 'unclear share' }, first);
  return entries.length > 0 ? behind : moved(cursor, Math.max(first.end, cursor.at));
}

export function emptyValue(name: DetailKey, place: Piece, cursor: Cursor, state: State): Cursor {
  trouble(state, { kind: 'empty value', key: name }, place);
  return cursor;
}
