import { fail, ok, type Result } from '../kpi/result.ts';

/** M-01: how several raters grade a piece of work: each criterion gets one of the grades; the weights say what it counts. */
export interface Rubric {
  criteria: readonly Criterion[];
  /** From the lowest to the best; the lowest is worth 1, the best as much as the activity's best rating. */
  grades: readonly Grade[];
  /** From so many raters on the result is shown and counts; at least 2. */
  raters: number;
}
export interface Grade {
  en: string;
  zh: string;
}
export interface Criterion extends Grade {
  /** Whole per cent; together they are 100. */
  weight: number;
}

/** What a form and its modal can hold. */
export const MOST_CRITERIA = 10;
export const MOST_GRADES = 10;
export const LEAST_RATERS = 2;
export const MOST_RATERS = 10;

export type RubricField = 'criteria' | 'grades' | 'raters';
export type RubricTrouble =
  /** A line that is not "English | 中文 | 40", counted from 1. */
  | { readonly kind: 'criterion'; readonly line: number }
  | { readonly kind: 'grade'; readonly line: number }
  | { readonly kind: 'weights'; readonly total: number }
  | { readonly kind: 'grade count'; readonly count: number; readonly scale: number }
  | { readonly kind: 'same name'; readonly name: string }
  | { readonly kind: 'too long'; readonly most: number }
  | { readonly kind: 'too many'; readonly most: number }
  | { readonly kind: 'number'; readonly least: number; readonly most: number };
export interface RubricProblem {
  field: RubricField;
  trouble: RubricTrouble;
}

const LONGEST = 60;

/** Everything that is wrong with a rubric whose activity is rated up to `scale`. */
export function rubricProblems({ criteria, grades, raters }: Rubric, scale: number): RubricProblem[] {
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0);
  const bad = (field: RubricField, trouble: RubricTrouble): RubricProblem => ({ field, trouble });
  const isWhole = criteria.every(({ weight }) => Number.isInteger(weight) && weight > 0);
  const hasRaters = Number.isInteger(raters) && raters >= LEAST_RATERS && raters <= MOST_RATERS;
  return [
    ...listProblems('criteria', criteria, MOST_CRITERIA),
    ...(isWhole && total === 100 ? [] : [bad('criteria', { kind: 'weights', total })]),
    ...listProblems('grades', grades, MOST_GRADES),
    ...(grades.length === scale ? [] : [bad('grades', { kind: 'grade count', count: grades.length, scale })]),
    ...(hasRaters ? [] : [bad('raters', { kind: 'number', least: LEAST_RATERS, most: MOST_RATERS })]),
  ];
}

function listProblems(field: 'criteria' | 'grades', named: readonly Grade[], most: number): RubricProblem[] {
  const kind = field === 'criteria' ? 'criterion' : 'grade';
  const empty = named.findIndex(({ en, zh }) => en.trim() === '' || zh.trim() === '');
  const long = named.some(({ en, zh }) => en.length > LONGEST || zh.length > LONGEST);
  const twice = named.find(({ en }, at) => named.findIndex((other) => other.en === en) !== at);
  return [
    ...(empty === -1 ? [] : [{ field, trouble: { kind, line: empty + 1 } as const }]),
    ...(long ? [{ field, trouble: { kind: 'too long', most: LONGEST } as const }] : []),
    ...(twice === undefined ? [] : [{ field, trouble: { kind: 'same name', name: twice.en } as const }]),
    ...(named.length > most ? [{ field, trouble: { kind: 'too many', most } as const }] : []),
  ];
}

/** The rubric that a form describes, a criterion or a grade a line; undefined where no criterion stands there. */
export function readRubric(
  values: Readonly<Record<string, string | undefined>>,
  scale: number,
): Result<Rubric | undefined, RubricProblem> {
  const rows = rowsOf(values['criteria'] ?? '');
  if (rows.length === 0) return ok(undefined);
  const criteria: Criterion[] = [];
  for (const [at, [en = '', zh = '', weight = '', ...more]] of rows.entries()) {
    const digits = weight.replace(/\s*%$/u, '');
    if (en === '' || zh === '' || !/^\d{1,3}$/u.test(digits) || more.length > 0)
      return fail({ field: 'criteria', trouble: { kind: 'criterion', line: at + 1 } });
    criteria.push({ en, zh, weight: Number(digits) });
  }
  const grades: Grade[] = [];
  for (const [at, [en = '', zh = '', ...more]] of rowsOf(values['grades'] ?? '').entries()) {
    if (en === '' || zh === '' || more.length > 0)
      return fail({ field: 'grades', trouble: { kind: 'grade', line: at + 1 } });
    grades.push({ en, zh });
  }
  const raters = (values['raters'] ?? '').normalize('NFKC').trim();
  const rubric = { criteria, grades, raters: raters === '' ? LEAST_RATERS : Number(raters) };
  const [problem] = rubricProblems(rubric, scale);
  return problem === undefined ? ok(rubric) : fail(problem);
}

/** Lines that hold something, each divided at its bars: "Method | 研究方法 | 40 %". NFKC also makes ｜ a bar. */
const rowsOf = (text: string): string[][] =>
  text
    .normalize('NFKC')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.replace(/\s+/gu, ' ').trim()))
    .filter((cells) => cells.some((cell) => cell !== ''));

/** The rubric as the form shows it. */
export function rubricValues(rubric: Rubric | undefined): Record<RubricField, string> {
  const { criteria = [], grades = [], raters = LEAST_RATERS } = rubric ?? {};
  return {
    criteria: criteria.map(({ en, zh, weight }) => `${en} | ${zh} | ${weight}`).join('\n'),
    grades: grades.map(({ en, zh }) => `${en} | ${zh}`).join('\n'),
    raters: String(raters),
  };
}
