import { describe, expect, test } from 'vitest';
import { Temporal } from '../../src/kpi/time.ts';
import { problemsOf } from '../../src/playbook/edit/check.ts';
import { checkEditForm } from '../../src/playbook/edit/decide.ts';
import { differenceOf } from '../../src/playbook/edit/difference.ts';
import { full } from '../../src/playbook/edit/process.ts';
import { readPlaybookFile } from '../../src/playbook/file/read.ts';
import { playbookYaml } from '../../src/playbook/file/write.ts';
import { readyMadeOf } from '../../src/playbook/readyMade/all.ts';
import { readRubric, rubricValues } from '../../src/playbook/rubric.ts';

const five = 'Poor | 较差\nWeak | 较弱\nSound | 合格\nGood | 良好\nGreat | 优秀';
const now = Temporal.Instant.from('2026-11-18T20:00:00Z');
const errorsOf = (values: Record<string, string>, locale: 'en' | 'zh' = 'en') =>
  checkEditForm({
    values: { scale: '5', points: '1', grades: five, raters: '2', ...values },
    metadata: '',
    locale,
    now,
  });

describe('a rubric in the form of an activity', () => {
  test('M-01 is read a line each, with bars of either keyboard, and comes back as it was', () => {
    const read = readRubric(
      { criteria: 'Method | 方法 | 60 %\n\nInsight｜洞察｜40', grades: five, raters: '' },
      5,
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        criteria: [
          { en: 'Method', zh: '方法', weight: 60 },
          { en: 'Insight', weight: 40 },
        ],
        raters: 2,
      },
    });
    if (!read.ok || read.value === undefined) throw new Error('not read');
    expect(readRubric(rubricValues(read.value), 5)).toEqual(read);
    expect(readRubric({ criteria: ' ', grades: five }, 5)).toEqual({ ok: true, value: undefined });
  });

  test.each([
    [
      'weights that do not total 100',
      { criteria: 'A | 甲 | 60\nB | 乙 | 30' },
      'criteria',
      /total 90, not 100/,
    ],
    ['a weight that is no number', { criteria: 'A | 甲 | much' }, 'criteria', /Line 1: English name/],
    ['a language that is missing', { criteria: 'A | 甲 | 60\nB | 40' }, 'criteria', /Line 2/],
    [
      'the same criterion twice',
      { criteria: 'A | 甲 | 60\nA | 乙 | 40' },
      'criteria',
      /“A” stands there twice/,
    ],
    [
      'a grade too few',
      { criteria: 'A | 甲 | 100', grades: 'Poor | 差\nGood | 好' },
      'grades',
      /2 grades, but the best rating is 5/,
    ],
    ['one rater', { criteria: 'A | 甲 | 100', raters: '1' }, 'raters', /from 2 to 10/],
  ])('M-01 %s is told at the field, in both languages', (_, values, field, words) => {
    expect(errorsOf(values)?.[field]).toMatch(words);
    expect(errorsOf(values, 'zh')?.[field]).toMatch(/\p{Script=Han}/u);
  });
});

describe('a rubric in the file', () => {
  const book = readyMadeOf('funnel');
  const yaml = playbookYaml(book);
  const reread = (text: string) => {
    const read = readPlaybookFile(text);
    return read.ok ? [] : read.problem.map(({ line, path, what }) => ({ line, path, what }));
  };

  test('M-01 the report of the funnel has one, and it is written and read again', () => {
    expect(yaml).toMatch(
      /rubric:\n {6}criteria:\n {8}- en: Question and method\n {10}zh: 问题与方法\n {10}weight: 25/,
    );
    expect(reread(yaml)).toEqual([]);
  });

  test('M-01 an unknown key within it is told with its line, and what was meant', () => {
    const found = reread(yaml.replace('          weight: 25', '          wieght: 25'));
    const trouble = found.find((one) => one.what.kind === 'unknown key');
    expect(trouble?.line).toBeGreaterThan(1);
    expect(trouble?.what).toMatchObject({ kind: 'unknown key', key: 'wieght', near: ['weight'] });
  });

  test('M-01 what is rated by raters is not rated when it is logged, and a changed weight is a change', () => {
    const before = full(book);
    const changed = (change: object) => ({
      ...before,
      types: before.types.map((type) => (type.key === 'report' ? { ...type, ...change } : type)),
    });
    const known = { channel: [], campaign: [], region: [], product: [], segment: [] };
    expect(problemsOf(before, known)).toEqual([]);
    expect(problemsOf(changed({ rating: 'required' }), known)).toMatchObject([
      { key: 'report', field: 'rating', trouble: { kind: 'raters rate' } },
    ]);
    const rubric = before.types.find((type) => type.key === 'report')?.rubric;
    const criteria = rubric?.criteria.map((one, at) => ({ ...one, weight: [30, 20, 30, 20][at] ?? 0 }));
    expect(differenceOf(before, changed({ rubric: { ...rubric, criteria } })).changed).toMatchObject([
      { kind: 'type', key: 'report', change: 'changed' },
    ]);
  });
});
