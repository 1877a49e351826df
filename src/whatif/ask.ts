/** What is asked of the past: whose targets, of which metric, over which periods, and what is tried. Pure. */
import { z } from 'zod';
import { type FactorProblem, parseFactor } from '../goals/factor/factor.ts';
import { type NumberTrouble, readNumber } from '../goals/form/check.ts';
import type { LevelRule } from '../goals/levels/levels.ts';
import { exact } from '../kpi/exact.ts';
import type { CurrencyCode } from '../kpi/money.ts';
import { CALENDAR_PERIOD_KINDS, type CalendarPeriodKind } from '../kpi/period.ts';
import { fail, ok, type Result } from '../kpi/result.ts';
import type { ViewValues } from '../platform/slice.ts';
import { TRIAL_KINDS, type Trial, type TrialKind } from './trial.ts';

export const COUNTS = [4, 8, 12] as const;
export const USUAL_COUNT = 12;
/** So many values fit into what a modal remembers. */
export const MOST_EACH = 40;

/** What was chosen and typed so far. */
export interface Choice {
  /** "team:<id>" (goals/target.ts, `subjectKey`). */
  readonly who: string;
  readonly metric: string;
  readonly kind: CalendarPeriodKind;
  readonly count: number;
  readonly how: TrialKind;
  /** As typed: `value`, `factor`, `tolerance`, and by member id for each person. */
  readonly texts: Readonly<Record<string, string>>;
}

const schema = z.object({
  who: z.string(),
  metric: z.string(),
  kind: z.enum(CALENDAR_PERIOD_KINDS),
  count: z.number().int().min(1).max(12),
  how: z.enum(TRIAL_KINDS),
  texts: z.record(z.string(), z.string()),
});

/** A choice as the text of a button or of a modal's memory. */
export function packChoice(choice: Choice): string {
  const texts = Object.fromEntries(Object.entries(choice.texts).filter(([, text]) => text.trim() !== ''));
  return JSON.stringify({ ...choice, texts });
}

/** The choice in a text; undefined for a forged one. */
export function unpackChoice(text: string): Choice | undefined {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** What the modal's fields say now; what it does not ask is as it was. */
export function choiceIn(values: ViewValues, before: Choice): Choice {
  const kind = CALENDAR_PERIOD_KINDS.find((known) => known === values['kind']) ?? before.kind;
  const how = TRIAL_KINDS.find((known) => known === values['how']) ?? before.how;
  const count = Number(values['count'] ?? before.count);
  const texts: Record<string, string> = { ...before.texts };
  for (const field of ['value', 'factor', 'tolerance'] as const)
    if (values[field] !== undefined) texts[field] = values[field].trim();
  for (const [field, typed] of Object.entries(values))
    if (field.startsWith('each:')) texts[field.slice('each:'.length)] = typed.trim();
  return {
    who: values['who'] || before.who,
    metric: values['metric'] || before.metric,
    ...{ kind, how, texts },
    count: Number.isInteger(count) && count >= 1 && count <= 12 ? count : before.count,
  };
}

/** Why what was typed is no trial, and at which field; 'empty': nothing was typed yet. */
export interface TrialTrouble {
  readonly field: string;
  readonly kind: NumberTrouble | FactorProblem['kind'] | 'tolerance needed' | 'empty';
}

/** What is tried, read from what was typed. */
export function trialOf(
  { how, texts }: Pick<Choice, 'how' | 'texts'>,
  rule: LevelRule,
  currency: CurrencyCode,
  ids: readonly string[],
): Result<Trial, TrialTrouble> {
  const typed = (texts[how] ?? '').trim();
  switch (how) {
    case 'factor': {
      if (typed === '') return fail({ field: 'factor', kind: 'empty' });
      const factor = parseFactor(typed);
      return factor.ok
        ? ok({ kind: 'factor', factor: factor.value })
        : fail({ field: 'factor', kind: factor.problem.kind });
    }
    case 'value': {
      if (typed === '') return fail({ field: 'value', kind: 'empty' });
      const value = readNumber(typed, rule, currency, false);
      if (typeof value !== 'bigint') return fail({ field: 'value', kind: value });
      const tolerance = toleranceOf(texts['tolerance'] ?? '', rule, currency);
      if (!tolerance.ok) return tolerance;
      return ok({ kind: 'value', value, tolerance: tolerance.value });
    }
    case 'each':
      return eachOf(texts, rule, currency, ids);
  }
}

function toleranceOf(
  text: string,
  rule: LevelRule,
  currency: CurrencyCode,
): Result<bigint | undefined, TrialTrouble> {
  if (rule.direction !== 'maintain' || text.trim() === '') return ok(undefined);
  const width = readNumber(text.trim(), rule, currency, true);
  if (typeof width !== 'bigint') return fail({ field: 'tolerance', kind: width });
  return width > 0n ? ok(width) : fail({ field: 'tolerance', kind: 'tolerance needed' });
}

function eachOf(
  texts: Choice['texts'],
  rule: LevelRule,
  currency: CurrencyCode,
  ids: readonly string[],
): Result<Trial, TrialTrouble> {
  const values = new Map<string, bigint>();
  for (const id of ids) {
    const typed = (texts[id] ?? '').trim();
    if (typed === '') continue;
    const value = readNumber(typed, rule, currency, false);
    if (typeof value !== 'bigint') return fail({ field: `each:${id}`, kind: value });
    values.set(id, value);
  }
  const [first = ''] = ids;
  return values.size === 0 ? fail({ field: `each:${first}`, kind: 'empty' }) : ok({ kind: 'each', values });
}

/** Everything as it was. */
export const AS_IT_WAS: Trial = { kind: 'factor', factor: exact(1) };
