/** What can be checked of the modal before it is taken: that there is something to set. */
import { z } from 'zod';
import type { LevelRule } from '../goals/levels/levels.ts';
import { DIRECTIONS, UNITS } from '../kpi/metric.ts';
import { type CurrencyCode, isCurrency } from '../kpi/money.ts';
import type { FieldErrors, SubmitCheck } from '../platform/slice.ts';
import { type Choice, choiceIn, trialOf, unpackChoice } from './ask.ts';
import { troubleText } from './blocks.ts';
import { words } from './words.ts';

const schema = z.object({
  choice: z.string(),
  rule: z.object({
    unit: z.enum(UNITS),
    direction: z.enum(DIRECTIONS),
    isAdditive: z.boolean(),
    mayBeNegative: z.boolean(),
  }),
  currency: z.string(),
});

/** What the modal remembers; undefined for a forged one. */
export function readMemory(
  metadata: string,
): { choice: Choice; rule: LevelRule; currency: CurrencyCode } | undefined {
  try {
    const read = schema.safeParse(JSON.parse(metadata));
    const choice = read.success ? unpackChoice(read.data.choice) : undefined;
    if (!read.success || choice === undefined || !isCurrency(read.data.currency)) return undefined;
    return { choice, rule: read.data.rule, currency: read.data.currency };
  } catch {
    return undefined;
  }
}

/** Errors at the fields; rights and all the rest are checked afterwards. */
export function checkWhatIf({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const memory = readMemory(metadata);
  if (memory === undefined) return undefined;
  const choice = choiceIn(values, memory.choice);
  const ids = Object.keys(values).flatMap((field) => (field.startsWith('each:') ? [field.slice(5)] : []));
  const trial = trialOf(choice, memory.rule, memory.currency, ids);
  if (trial.ok) return undefined;
  const say = words(locale);
  const { field, kind } = trial.problem;
  // An error can stand only at a field that the modal has.
  const at = values[field] === undefined ? 'how' : field;
  return { [at]: troubleText(kind, say).replaceAll('*', '') };
}
