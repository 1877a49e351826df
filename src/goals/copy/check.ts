/** What the modal remembers, and what can be checked of it before it is taken: the factor, and that there is something to set. */
import { z } from 'zod';
import { isCalendarKind, kindOf, type PeriodKey, parsePeriodKey, rangeOf } from '../../kpi/period.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import { parseFactor } from '../factor/factor.ts';
import { type Source, STARTS, type Start } from './copy.ts';
import { copyWords } from './words.ts';

const schema = z.object({
  who: z.string(),
  source: z.string(),
  to: z.string(),
  factor: z.string(),
  metrics: z.array(z.string()),
  /** How many targets there are to copy, and how many of them would change. */
  count: z.number(),
  changes: z.number(),
  tz: z.string(),
  fiscalYearStart: z.number(),
});

/** What was chosen so far: '' where nothing was. `who`: "me", or a subject (goals/target.ts, `subjectKey`). */
export type Chosen = Pick<z.infer<typeof schema>, 'who' | 'source' | 'to' | 'factor' | 'metrics'>;
export type Memory = z.infer<typeof schema>;

/** The modal's memory; undefined for a forged one. */
export function memoryOf(metadata: string): Memory | undefined {
  try {
    const read = schema.safeParse(JSON.parse(metadata));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** What the fields say now; what is not asked is as it was. Another choice above makes those below begin anew. */
export function chosenIn(values: ViewValues, before: Chosen): Chosen {
  const who = values['who'] || before.who;
  const source = values['source'] || before.source;
  const isSame = who === before.who && source === before.source;
  const metrics = values['metrics']?.split(',').filter((key) => key !== '') ?? before.metrics;
  return {
    ...{ who, source: who === before.who ? source : '' },
    to: isSame ? values[`to:${source}`] || before.to : '',
    factor: values['factor']?.trim() ?? before.factor,
    metrics,
  };
}

/** The chosen source; undefined where none was, or none that is a period. */
export function sourceIn(text: string): Source | undefined {
  return text === 'recurring' ? 'recurring' : periodIn(text);
}

/** From when, or for which period. */
export function toIn(text: string): PeriodKey | Start | undefined {
  return STARTS.find((start) => start === text) ?? periodIn(text);
}

function periodIn(text: string): PeriodKey | undefined {
  const key = parsePeriodKey(text);
  return key.ok && isCalendarKind(kindOf(key.value)) ? key.value : undefined;
}

/** Errors at the fields; rights and what there is by then are checked again afterwards. */
export function checkCopy({ values, metadata, locale, now }: SubmitCheck): FieldErrors | undefined {
  const memory = memoryOf(metadata);
  if (memory === undefined) return undefined;
  const say = copyWords(locale);
  const chosen = chosenIn(values, memory);
  const errors: FieldErrors = {};
  const factor = parseFactor(chosen.factor);
  if (!factor.ok)
    errors['factor'] = say(
      ({ 'not a factor': 'not_a_factor', 'not positive': 'not_positive', 'too large': 'too_large' } as const)[
        factor.problem.kind
      ],
    );
  if (memory.count === 0) errors['source'] = say('nothing_field');
  // What changes was worked out for the factor that was shown; another one is worked out anew.
  else if (memory.changes === 0 && factor.ok && chosen.factor === memory.factor)
    errors['factor'] = say('same_field');
  const to = toIn(chosen.to);
  const isOver =
    to !== undefined &&
    to !== 'next' &&
    to !== 'now' &&
    rangeOf(to, memory).to <= localDateOf(now, memory.tz);
  if (isOver) errors[`to:${chosen.source}`] = say('over_field');
  return Object.keys(errors).length === 0 ? undefined : errors;
}
