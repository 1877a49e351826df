/** What can be checked of the modal before it is taken: twelve shares that total 100 % (T-02). */
import { z } from 'zod';
import { parseScaled } from '../../kpi/number.ts';
import { WHOLE_YEAR } from '../../kpi/spread.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import { HOWS, type SpreadHow } from './spread.ts';
import { spreadWords } from './words.ts';

const memorySchema = z.object({ target: z.string(), how: z.enum(HOWS) });
export type SpreadMemory = z.infer<typeof memorySchema>;

/** The modal's memory: which target, and how it was spread last; undefined for a forged one. */
export function spreadMemory(metadata: string): SpreadMemory | undefined {
  try {
    const read = memorySchema.safeParse(JSON.parse(metadata));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** How it is to be spread. */
export function howIn(values: ViewValues, memory: Pick<SpreadMemory, 'how'>): SpreadHow {
  return HOWS.find((known) => known === values['how']) ?? memory.how;
}

/** A share as typed, in hundredths of a per cent; empty is 0; undefined for what is none. */
export function shareOf(typed: string): number | undefined {
  const bare = typed.trim().replace(/\s*[%％]$/u, '');
  if (bare === '') return 0;
  const read = parseScaled(bare, 2);
  return read.ok && read.value >= 0n && read.value <= BigInt(WHOLE_YEAR) ? Number(read.value) : undefined;
}

/** The twelve shares; undefined where the modal has no fields for them. */
export function sharesIn(values: ViewValues): (number | undefined)[] | undefined {
  if (!('share-1' in values)) return undefined;
  return Array.from({ length: 12 }, (_, index) => shareOf(values[`share-${index + 1}`] ?? ''));
}

/** "99.5%". */
export function percentText(share: number): string {
  return `${(share / 100).toFixed(2).replace(/\.?0+$/, '')}%`;
}

/** Errors at the fields: a share that is none, and at the last one shares that do not total 100 %. */
export function checkSpread({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const memory = spreadMemory(metadata);
  const shares = sharesIn(values);
  if (memory === undefined || howIn(values, memory) !== 'hand' || shares === undefined) return undefined;
  const say = spreadWords(locale);
  const errors: FieldErrors = {};
  for (const [index, share] of shares.entries())
    if (share === undefined) errors[`share-${index + 1}`] = say('not_percent');
  const total = shares.reduce((sum: number, share) => sum + (share ?? 0), 0);
  if (Object.keys(errors).length === 0 && total !== WHOLE_YEAR)
    errors['share-12'] = say('not_whole', { percent: percentText(total) });
  return Object.keys(errors).length === 0 ? undefined : errors;
}
