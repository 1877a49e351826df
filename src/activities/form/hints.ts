import { z } from 'zod';
import { type CurrencyCode, currency, isCurrency } from '../../kpi/money.ts';
import { isTimeZone } from '../../kpi/time.ts';
import type { ActivityTypeInfo, Playbook } from '../../playbook/playbook.ts';

/** What a form carries with it, so that its fields can be checked before anything is looked up. Hints only: never a proof of a right. */
export interface FormHints {
  /** The fact that is changed; '' for a new one. */
  activityId: string;
  /** How the form was opened. */
  origin: 'modal' | 'shortcut';
  /** Zone of the one whose activity it is. */
  tz: string;
  daysBack: number;
  currency: CurrencyCode;
  /** What each activity needs. */
  needs: ReadonlyMap<string, Pick<ActivityTypeInfo, 'amount' | 'customer'>>;
}

const NEEDS = ['none', 'optional', 'required'] as const;
const shape = z.object({
  a: z.string(),
  o: z.enum(['modal', 'shortcut']),
  z: z.string().refine(isTimeZone),
  d: z.int().nullable(),
  c: z.string().refine(isCurrency),
  n: z.record(z.string(), z.int().min(0).max(8)),
});

/** The needs of a playbook's activities. */
export function needsOf(playbook: Playbook): FormHints['needs'] {
  return new Map(playbook.types.map(({ key, amount, customer }) => [key, { amount, customer }]));
}

/** As text of at most 3000 characters: what would not fit is left out, and then checked after the acknowledgement only. */
export function printHints(hints: FormHints): string {
  const { activityId: a, origin: o, tz: z, currency: c } = hints;
  const needs = [...hints.needs].map(([key, need]) => {
    return [key, NEEDS.indexOf(need.amount) * 3 + NEEDS.indexOf(need.customer)] as const;
  });
  const print = (kept: typeof needs): string => {
    const d = Number.isFinite(hints.daysBack) ? hints.daysBack : null;
    return JSON.stringify({ a, o, z, d, c, n: Object.fromEntries(kept) });
  };
  let kept = needs;
  while (print(kept).length > 2_800) kept = kept.slice(0, -5);
  return print(kept);
}

/** The hints of a form; undefined where they are not ours. */
export function hintsOf(metadata: string): FormHints | undefined {
  const read = shape.safeParse(parsed(metadata));
  if (!read.success) return undefined;
  const { a, o, z: tz, d, c, n } = read.data;
  const needs = Object.entries(n).map(([key, code]) => {
    const need = {
      amount: NEEDS[Math.floor(code / 3)] ?? 'optional',
      customer: NEEDS[code % 3] ?? 'optional',
    };
    return [key, need] as const;
  });
  const daysBack = d ?? Number.POSITIVE_INFINITY;
  return { activityId: a, origin: o, tz, daysBack, currency: currency(c), needs: new Map(needs) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
