import type { Weekday } from '../../kpi/localDate.ts';
import { nameKey } from '../names.ts';

/** What single cells of a roster say. Undefined: it cannot be read; who asks says so with row and column. */

export type Role = 'rep' | 'manager' | 'none';

const ROLES: ReadonlyMap<string, Role> = new Map(
  Object.entries({
    rep: 'rep|reps|representative|salesrep|salesperson|sales|seller|member|ae|sdr|bdr|accountexecutive|marketer|销售|销售代表|业务员|代表|成员|员工|组员|客户经理|专员',
    manager:
      'manager|lead|leader|teamlead|teamleader|head|supervisor|director|经理|主管|组长|负责人|总监|领导|团队经理|销售经理',
    none: 'none|no|other|observer|admin|administrator|assistant|无|没有|其他|观察者|行政|助理|后台',
  }).flatMap(([role, words]) => words.split('|').map((word) => [word, role as Role] as const)),
);

const squeezed = (text: string): string => nameKey(text).replace(/[\s_.-]/gu, '');

/** What somebody is: rep, manager or neither. */
export const roleOf = (text: string): Role | undefined => ROLES.get(squeezed(text));

const YES = new Set(['yes', 'y', 'true', '1', 'x', '✓', '✔', '是', '对', '有', '√']);
const NO = new Set(['no', 'n', 'false', '0', '-', '–', '—', '否', '不是', '无', '×', '没有']);

/** Yes or no. */
export function yesOrNo(text: string): boolean | undefined {
  const word = nameKey(text);
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

/** A dash or a "none" in a cell takes away what is there; an empty cell leaves it. */
export function isNothing(text: string): boolean {
  return ['-', '–', '—', 'none', 'nobody', '无', '没有', '/', 'n/a'].includes(nameKey(text));
}

/** Several names in one cell, by semicolons, bars, ideographic commas or line ends; a comma only where there is none of those. */
export function listOf(text: string): string[] {
  const sign = /[;；|、\n]/u.test(text) ? /[;；|、\n]/u : /[,，]/u;
  return text
    .split(sign)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

const DAY_WORDS: ReadonlyMap<string, Weekday> = new Map(
  (
    [
      ['mon monday mo 一 周一 星期一 1', 1],
      ['tue tuesday tu tues 二 周二 星期二 2', 2],
      ['wed wednesday we 三 周三 星期三 3', 3],
      ['thu thursday th thur thurs 四 周四 星期四 4', 4],
      ['fri friday fr 五 周五 星期五 5', 5],
      ['sat saturday sa 六 周六 星期六 6', 6],
      ['sun sunday su 日 天 周日 周天 星期日 星期天 7 0', 7],
    ] as const
  ).flatMap(([words, day]) => words.split(' ').map((word) => [word, day] as const)),
);

/** Working weekdays: "Mon-Fri", "1-5", "Mon, Wed, Fri", "12345", "周一至周五", "一三五". In order, each once. */
export function weekdaysOf(text: string): Weekday[] | undefined {
  const plain = nameKey(text).replace(/\s*(?:-|–|~|至|到|\bto\b)\s*/gu, '-');
  const packed = /^[1-7]{2,7}$|^(?:周|星期)?[一二三四五六日天]{2,7}$/u.test(plain);
  const pieces = packed
    ? Array.from(plain.replace(/^周|^星期/u, ''))
    : plain.split(/[\s,;、/|+&]+|\band\b|和/u).filter((piece) => piece !== '');
  const days = pieces.map(spanOf);
  if (days.length === 0 || days.some((span) => span === undefined)) return undefined;
  return [...new Set(days.flatMap((span) => span ?? []))].toSorted((a, b) => a - b);
}

function spanOf(piece: string): Weekday[] | undefined {
  const [from = '', to = from, more] = piece.split('-');
  const [first, last] = [DAY_WORDS.get(from), DAY_WORDS.get(to)];
  if (first === undefined || last === undefined || more !== undefined) return undefined;
  const week: Weekday[] = [1, 2, 3, 4, 5, 6, 7];
  // Sun-Thu goes over the end of the week.
  return first <= last
    ? week.filter((day) => day >= first && day <= last)
    : week.filter((day) => day >= first || day <= last);
}
