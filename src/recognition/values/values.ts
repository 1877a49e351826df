import { fail, ok, type Result } from '../../kpi/result.ts';
import { nameKey } from '../../people/names.ts';
import type { Locale } from '../../platform/words.ts';

/** The company's values, which thanks honour. */

export interface CompanyValue {
  key: string;
  names: { en: string; zh: string };
  /** Dropped from the list; what honoured it keeps its name. */
  isRetired: boolean;
}

const ready = (key: string, en: string, zh: string): CompanyValue => ({
  key,
  names: { en, zh },
  isRetired: false,
});

/** What a workspace has until an administrator says otherwise. */
export const READY_VALUES: readonly CompanyValue[] = [
  ready('teamwork', 'Teamwork', '团队协作'),
  ready('customers', 'Customers first', '客户至上'),
  ready('ownership', 'Ownership', '主动担当'),
  ready('craft', 'Good work', '专业用心'),
  ready('learning', 'Learning', '学习成长'),
];

export const MOST_VALUES = 12;
export const LONGEST_VALUE = 40;

export const valueName = ({ names }: Pick<CompanyValue, 'names'>, locale: Locale): string => names[locale];

/** The name of a value by its key, also of one that was dropped. */
export function nameByKey(values: readonly CompanyValue[], key: string, locale: Locale): string {
  const found = values.find((one) => one.key === key);
  return found === undefined ? key : valueName(found, locale);
}

export const inUse = (values: readonly CompanyValue[]): CompanyValue[] =>
  values.filter((one) => !one.isRetired);

/** How a value may be typed behind `#`: its name in either language without spaces, its key, or the first word of a name. */
const typedKey = (text: string): string => nameKey(text).replace(/[\s_-]+/gu, '');

/** The value that was typed behind `#`. */
export function findValue(typed: string, values: readonly CompanyValue[]): CompanyValue | undefined {
  const wanted = typedKey(typed);
  if (wanted === '') return undefined;
  const all = inUse(values);
  const exactly = all.find(({ key, names }) =>
    [key, names.en, names.zh].some((name) => typedKey(name) === wanted),
  );
  if (exactly !== undefined) return exactly;
  const begun = all.filter(({ names }) =>
    [names.en, names.zh].some((name) => typedKey(name).startsWith(wanted)),
  );
  return begun.length === 1 ? begun[0] : undefined;
}

/** The values as an administrator edits them: one a line, English and Chinese with a bar between. */
export const linesOf = (values: readonly CompanyValue[]): string =>
  inUse(values)
    .map(({ names }) => (names.en === names.zh ? names.en : `${names.en} | ${names.zh}`))
    .join('\n');

export type ValuesProblem =
  | { readonly kind: 'none' }
  | { readonly kind: 'many' }
  | { readonly kind: 'long'; readonly name: string }
  | { readonly kind: 'nameless'; readonly line: number }
  | { readonly kind: 'twice'; readonly name: string };

/**
 * Reads the edited lines. A line that names a value that is there in either language keeps its key, so that what honoured it goes on with it;
 * what is named no more is retired.
 */
export function readLines(
  text: string,
  known: readonly CompanyValue[],
): Result<CompanyValue[], ValuesProblem> {
  const lines = text.split('\n').map((line, index) => ({ text: line.trim(), number: index + 1 }));
  const said = lines.filter((line) => line.text !== '');
  if (said.length === 0) return fail({ kind: 'none' });
  if (said.length > MOST_VALUES) return fail({ kind: 'many' });
  const found: CompanyValue[] = [];
  for (const line of said) {
    const [en = '', zh = en] = line.text.split(/[|｜]/u).map((part) => part.replace(/^#/u, '').trim());
    const names = { en: en || zh, zh: zh || en };
    if (typedKey(names.en) === '') return fail({ kind: 'nameless', line: line.number });
    const long = [names.en, names.zh].find((name) => name.length > LONGEST_VALUE);
    if (long !== undefined) return fail({ kind: 'long', name: long });
    const isTaken = found.some((one) => sharesName(one.names, names));
    if (isTaken) return fail({ kind: 'twice', name: names.en });
    const before = known.find(
      (one) => sharesName(one.names, names) && !found.some(({ key }) => key === one.key),
    );
    found.push({ key: before?.key ?? newKey(names.en, [...known, ...found]), names, isRetired: false });
  }
  const retired = known.filter(({ key }) => !found.some((one) => one.key === key));
  return ok([...found, ...retired.map((one) => ({ ...one, isRetired: true }))]);
}

function sharesName(a: CompanyValue['names'], b: CompanyValue['names']): boolean {
  const names = [a.en, a.zh].map(typedKey);
  return [b.en, b.zh].some((name) => names.includes(typedKey(name)));
}

function newKey(name: string, taken: readonly CompanyValue[]): string {
  const plain = typedKey(name);
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? plain : `${plain}${number}`;
    if (!taken.some((one) => one.key === key)) return key;
  }
}
