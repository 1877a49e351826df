import { fail, ok, type Result } from '../../kpi/result.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import { readRubric } from '../rubric.ts';
import { newProblems } from './check.ts';
import type { About } from './form/common.ts';
import { kindOf } from './form/definition.ts';
import { metricFrom } from './form/metric.ts';
import { stageFrom } from './form/stage.ts';
import { numberIn, typeFrom } from './form/type.ts';
import { pastProblems } from './guard.ts';
import { freshKey } from './naming.ts';
import type { Field, Problem } from './problem.ts';
import { type FullProcess, type Ground, THINGS, type Thing, thingsOf } from './process.ts';
import { rubricTroubleText } from './say.ts';
import { troubleWords } from './trouble/words.ts';

/** What a form is about, from its metadata; undefined for anything else. */
export function aboutOf(metadata: string): About | undefined {
  try {
    const { thing, key, metric } = JSON.parse(metadata) as Record<string, unknown>;
    const kind = THINGS.find((one) => one === thing);
    const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
    return kind === undefined ? undefined : { thing: kind, key: text(key), metric: text(metric) };
  } catch {
    return undefined;
  }
}

/** What is wrong with a form by itself, at its fields, before anything is known of the workspace. */
export function checkEditForm({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const say = troubleWords(locale);
  const errors: Record<string, string> = {};
  for (const field of ['en', 'one', 'other', 'zh'])
    if (field in values && (values[field] ?? '').trim() === '') errors[field] = say('missing');
  const isWithin = (field: string, least: number, most: number): void => {
    const number = numberIn(values[field]);
    // Comparing turned round, so that what is no number fails.
    if (field in values && !(number >= least && number <= most))
      errors[field] = say('number', { least, most });
  };
  isWithin('points', 0, 1000);
  isWithin('scale', 2, 100);
  if (values['scale']?.includes('.') === true) errors['scale'] = say('number', { least: 2, most: 100 });
  const rubric = 'criteria' in values ? readRubric(values, numberIn(values['scale'])) : undefined;
  if (rubric?.ok === false) errors[rubric.problem.field] = rubricTroubleText(rubric.problem.trouble, locale);
  if ('numerator' in values && values['numerator'] === values['denominator'])
    errors['denominator'] = say('itself');
  for (const field of ['start', 'end'])
    if (field in values && values[field] === '') errors[field] = say('missing');
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** `gone`: what the form is about is not there any more. */
export type Refusal = { kind: 'gone' } | { kind: 'wrong'; problems: ReadonlyMap<Field, Problem> };

/** The process with what a form describes, or what stands against it. */
export function decideForm(
  values: ViewValues,
  { thing, key, metric }: About,
  { book, usage, known }: Ground,
): Result<FullProcess, Refusal> {
  const things = thingsOf(book, thing);
  const before = things.find((one) => one.key === key);
  if (key !== undefined && before === undefined) return fail({ kind: 'gone' });
  const taken = new Set(things.map((one) => one.key));
  const own = key ?? freshKey(values['one'] ?? values['en'] ?? '', thing, taken);
  const made = madeOf();
  const rest = things.filter((one) => one.key !== own);
  const next = values['state'] === 'deleted' ? rest : placed(rest, made, values['place'] ?? '');
  const after = withThings(book, thing, next);
  const found = [...newProblems(book, after, known), ...pastProblems(book, after, usage)];
  if (found.length === 0) return ok(after);
  return fail({ kind: 'wrong', problems: byField(found, thing, own) });

  function madeOf(): Thing {
    switch (thing) {
      case 'stage':
        return stageFrom(values, own);
      case 'type':
        return typeFrom(
          values,
          own,
          book.types.find((one) => one.key === own),
        );
      case 'metric':
        return metricFrom(
          values,
          own,
          kindOf(metric),
          book.metrics.find((one) => one.key === own),
          known,
        );
    }
  }
}

/** The first trouble of each field; what a change would break elsewhere is said where its state is chosen. */
function byField(found: readonly Problem[], thing: Problem['thing'], key: string): Map<Field, Problem> {
  const problems = new Map<Field, Problem>();
  for (const problem of found) {
    const isOwn = problem.thing === thing && problem.key === key;
    // Two that bear one word both say so; here it is said where it was typed.
    if (!isOwn && problem.trouble.kind === 'taken') continue;
    const told: Problem = isOwn
      ? problem
      : {
          thing: problem.thing === 'metric' ? 'metric' : 'type',
          key,
          field: 'state',
          trouble: { kind: 'needed', by: problem.key },
        };
    if (!problems.has(told.field)) problems.set(told.field, told);
  }
  return problems;
}

function placed(rest: readonly Thing[], made: Thing, place: string): Thing[] {
  const at = place.startsWith('after:') ? rest.findIndex((one) => `after:${one.key}` === place) + 1 : 0;
  return [...rest.slice(0, at), made, ...rest.slice(at)];
}

/** The process with other things of a kind; the kind says what they are. */
function withThings(book: FullProcess, kind: Problem['thing'], things: readonly Thing[]): FullProcess {
  switch (kind) {
    case 'stage':
      return { ...book, stages: things as FullProcess['stages'] };
    case 'type':
      return { ...book, types: things as FullProcess['types'] };
    case 'metric':
      return { ...book, metrics: things as FullProcess['metrics'] };
  }
}
