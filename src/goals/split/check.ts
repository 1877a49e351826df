/** What can be checked of the modal before it is taken: the numbers by hand. */
import { z } from 'zod';
import { UNITS } from '../../kpi/metric.ts';
import { isCurrency } from '../../kpi/money.ts';
import { parseValue } from '../../kpi/value.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import { AMONGS } from './children.ts';
import { HOWS, type How } from './split.ts';
import type { SplitMemory } from './view.ts';
import { splitWords } from './words.ts';

const memorySchema = z.object({
  target: z.string(),
  among: z.enum(AMONGS),
  how: z.enum(HOWS),
  unit: z.enum(UNITS),
  currency: z.string(),
});

/** The modal's memory; undefined for a forged one. */
export function memoryOf(metadata: string): (SplitMemory & z.infer<typeof memorySchema>) | undefined {
  try {
    const read = memorySchema.safeParse(JSON.parse(metadata));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Errors at the fields by hand. */
export function checkSplit({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const memory = memoryOf(metadata);
  if (memory === undefined || !isCurrency(memory.currency)) return undefined;
  const errors: FieldErrors = {};
  for (const [field, typed] of Object.entries(values)) {
    if (!field.startsWith('part:') || typed.trim() === '') continue;
    const read = parseValue(typed.trim(), memory.unit, memory.currency);
    if (!read.ok || read.value < 0n) errors[field] = splitWords(locale)('not_a_number');
  }
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** The chosen ones of a select of several; undefined where the modal does not have it. */
export function chosenIn(values: ViewValues, field: string): string[] | undefined {
  const value = values[field];
  return value?.split(',').filter((key) => key !== '');
}

/** What was chosen; what the modal did not ask is as it remembers it. */
export function choicesIn(values: ViewValues, memory: Pick<SplitMemory, 'among' | 'how'>) {
  const among = AMONGS.find((known) => known === values['among']) ?? memory.among;
  const how: How = HOWS.find((known) => known === values['how']) ?? memory.how;
  return {
    among,
    how: how === 'people' && among === 'people' ? ('equal' as const) : how,
    chosen: chosenIn(values, `who:${among}`),
    kept: chosenIn(values, `keep:${among}`) ?? [],
  };
}
