import { compare, type Exact, exact, toDecimal } from '../../kpi/exact.ts';
import { parseNumber } from '../../kpi/number.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { suggest } from '../../platform/suggest.ts';
import { type ActivityTypeInfo, findType, type Playbook } from '../../playbook/playbook.ts';
import { type Cursor, key, match, moved, type Piece, rest, skip, word } from './cursor.ts';
import { isBareKey } from './keys.ts';
import type { Finding, Trouble } from './problem.ts';

/** The head of a line: quantity and activity, in the orders that people write them. */

/** More at once is a mistake of typing. */
export const MOST = 9_999;

/** A Map and not an object: `constructor`, typed by somebody, must find nothing. */
const WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{
      a: 1,
      an: 1,
      one: 1,
      two: 2,
      three: 3,
      four: 4,
      five: 5,
      six: 6,
      seven: 7,
      eight: 8,
      nine: 9,
      ten: 10,
    },
    ...{ 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 },
  }),
);
const MEASURES = '个次通场单份笔件条位家封趟回';
const NUMBER = /[-+]?\d[\d.,']*(?![\d.,'])/y;
const NUMBER_WORD =
  /(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)(?=\s)|[一二两三四五六七八九十](?=[个次通场单份笔件条位家封趟回])/iuy;
const BEFORE_NAME = new RegExp(`\\s*(?:[x×*](?=\\s))?\\s*(?<measure>[${MEASURES}])?\\s*`, 'uy');
const AFTER_NAME = new RegExp(
  String.raw`\s*(?<sign>:\s*(?:[x×*]\s?)?|[x×*]\s?)?(?<number>[-+]?\d[\d.,']*)\s*(?<measure>[${MEASURES}])?(?=[\s,;]|$|\p{Script=Han})`,
  'iuy',
);
const DONE = /(?:打了|做了|完成了?|见了|谈了|发了|拜访了)(?=\s*[\d一二两三四五六七八九十])/uy;
const LETTERS = /\p{Script=Han}+|[^\s:,;"<@]+/uy;

export interface Head {
  type: ActivityTypeInfo;
  name: Piece;
  /** Hundredths; null where none was written: one. */
  quantity: bigint | null;
  behind: Cursor;
  findings: Finding[];
}

/** Reads quantity and activity at the beginning of a line. Without an activity there is nothing more to read. */
export function headAt(from: Cursor, playbook: Playbook): Result<Head, Finding> {
  const start = skip(moved(from, from.at + (match(from, DONE)?.[0].length ?? 0)));
  const first = leadingNumber(start);
  const found = nameAt(first?.behind ?? start, playbook, first !== undefined);
  if (found === undefined) return fail(unknownName(first?.behind ?? start, from, playbook));
  const after = first === undefined ? numberBehind(found.behind, found.type) : undefined;
  const number = first ?? after;
  const findings: Finding[] = [];
  const quantity = number === undefined ? undefined : quantityOf(number.piece.text);
  if (number !== undefined && quantity !== undefined && !quantity.ok)
    findings.push({ trouble: quantity.problem, start: number.piece.start, end: number.piece.end });
  return ok({
    type: found.type,
    name: found.name,
    quantity: quantity?.ok ? quantity.value : null,
    behind: after?.behind ?? found.behind,
    findings,
  });
}

/** A count as typed, in hundredths: whole, from 1 to `MOST`. */
export function quantityOf(text: string): Result<bigint, Trouble> {
  const limit = MOST;
  const named = WORDS.get(text.toLowerCase());
  const number = named === undefined ? parseNumber(text) : ok(exact(named));
  if (!number.ok) {
    if (number.problem.kind === 'not a number') return fail({ kind: 'quantity', why: 'unclear', limit });
    const [decimal, whole] = number.problem.readings;
    return fail({ kind: 'ambiguous quantity', readings: [toDecimal(decimal, 3), toDecimal(whole)] });
  }
  return inRange(number.value);
}

function inRange(value: Exact): Result<bigint, Trouble> {
  const limit = MOST;
  if (value.n === 0n) return fail({ kind: 'quantity', why: 'zero', limit });
  if (value.n < 0n) return fail({ kind: 'quantity', why: 'negative', limit });
  if (value.d !== 1n) return fail({ kind: 'quantity', why: 'not whole', limit });
  if (compare(value, exact(limit)) > 0) return fail({ kind: 'quantity', why: 'too large', limit });
  return ok(value.n * 100n);
}

interface NumberFound {
  piece: Piece;
  behind: Cursor;
}

function leadingNumber(cursor: Cursor): NumberFound | undefined {
  const found = match(cursor, NUMBER) ?? match(cursor, NUMBER_WORD);
  if (found === undefined) return undefined;
  const text = found[0].replace(/[.,']+$/, '');
  const end = cursor.at + found[0].length;
  return { piece: { text, start: cursor.at, end }, behind: moved(cursor, end) };
}

/** `calls: 3`, `call x3`, `电话3个`; a bare number only where it cannot be an amount or a rating: `电话 3`. */
function numberBehind(cursor: Cursor, type: ActivityTypeInfo): NumberFound | undefined {
  const found = match(cursor, AFTER_NAME);
  const number = found?.groups?.['number'];
  if (found === undefined || number === undefined) return undefined;
  const isMarked = found.groups?.['sign'] !== undefined || found.groups?.['measure'] !== undefined;
  const isCounted = type.amount === 'none' && type.rating !== 'required';
  if (!isMarked && !isCounted) return undefined;
  const start = cursor.at + found[0].indexOf(number);
  const text = number.replace(/[.,']+$/, '');
  return {
    piece: { text, start, end: start + text.length },
    behind: moved(cursor, cursor.at + found[0].length),
  };
}

/** The longest name of an activity at the cursor, of up to three words; behind a number also after a measure word (3通电话). */
function nameAt(cursor: Cursor, playbook: Playbook, hasNumber: boolean) {
  const spaced = skip(cursor);
  const direct = longestName(spaced, playbook);
  if (direct !== undefined || !hasNumber) return direct;
  const between = match(cursor, BEFORE_NAME)?.[0].length ?? 0;
  return between === 0 ? undefined : longestName(moved(cursor, cursor.at + between), playbook);
}

function longestName(cursor: Cursor, playbook: Playbook) {
  const ends: number[] = [];
  for (let next = cursor; ends.length < 3; next = moved(cursor, (ends.at(-1) ?? 0) + 1)) {
    const found = match(next, LETTERS);
    if (found === undefined) break;
    ends.push(next.at + found[0].length);
    if (cursor.text[next.at + found[0].length] !== ' ') break;
  }
  for (const end of ends.toReversed()) {
    const text = cursor.text.slice(cursor.at, end);
    const type = findType(playbook, text);
    if (type !== undefined)
      return { type, name: { text, start: cursor.at, end }, behind: moved(cursor, end) };
  }
  return namePart(cursor, playbook);
}

/** A name that something is glued to: `callx3`, `成交客户:华为`, `电话x3`. */
function namePart(cursor: Cursor, playbook: Playbook) {
  const whole = word(cursor)?.text ?? '';
  const glued =
    /^(?<name>.+?)(?:[x×*]\d+|\d+)[个次通场单份笔件条位家封趟回]?$/iu.exec(whole)?.groups?.['name'] ?? whole;
  const type = glued === '' ? undefined : findType(playbook, glued);
  if (type === undefined) return undefined;
  const end = cursor.at + glued.length;
  return { type, name: { text: glued, start: cursor.at, end }, behind: moved(cursor, end) };
}

/** What stands where the activity should: up to the first key, and what it may have been. */
function unknownName(cursor: Cursor, from: Cursor, playbook: Playbook): Finding {
  const start = skip(cursor);
  const first = word(start);
  const isMissing = first === undefined || isBareKey(first.text) || key(start)?.key !== undefined;
  if (isMissing)
    return { trouble: { kind: 'no activity' }, start: from.at, end: Math.max(start.at, from.at) };
  const text = first.text.replace(/[:,]+$/, '');
  const name = { text, start: start.at, end: start.at + text.length };
  const two = /^\S+ \S+/u.exec(rest(start))?.[0] ?? '';
  const known = playbook.types.filter((type) => !type.isRetired);
  const near = [two, name.text].flatMap((typed) =>
    typed === ''
      ? []
      : suggest(typed.replace(/^[个次通场单份笔件条位家封趟回]/u, ''), known, (type) => [
          type.key,
          ...type.aliases,
        ]),
  );
  const suggestions = [...new Set(near.map((type) => type.key))].slice(0, 3);
  return {
    trouble: { kind: 'unknown activity', word: name.text, suggestions },
    start: name.start,
    end: name.end,
  };
}
