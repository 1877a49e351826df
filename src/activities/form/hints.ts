import { z } from 'zod';
import { type CurrencyCode, currency, isCurrency } from '../../kpi/money.ts';
import { isTimeZone } from '../../kpi/time.ts';
import type { ActivityTypeInfo, Playbook } from '../../playbook/playbook.ts';

/** What an activity needs, as far as a form checks it. */
export type Need = Pick<ActivityTypeInfo, 'amount' | 'customer' | 'rating' | 'ratingScale'>;

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
  needs: ReadonlyMap<string, Need>;
}

const NEEDS = ['none', 'optional', 'required'] as const;
const shape = z.object({
  a: z.string(),
  o: z.enum(['modal', 'shortcut']),
  z: z.string().refine(isTimeZone),
  d: z.int().nullable(),
  c: z.string().refine(isCurrency),
  n: z.string(),
});

/** The needs of a playbook's activities. */
export function needsOf(playbook: Playbook): FormHints['needs'] {
  return new Map(
    playbook.types.map(({ key, amount, customer, rating = 'none', ratingScale = 5 }) => [
      key,
      { amount, customer, rating, ratingScale },
    ]),
  );
}

/**
 * As text: `call=1,deal=7,csat=19/5` for the needs (and the highest grade where it is rated), so that there are few quotes to escape when the platform wraps it; within Slack's 3000 characters.
 * What would not fit is left out, and then checked after the acknowledgement only.
 */
export function printHints(hints: FormHints): string {
  const { activityId: a, origin: o, tz: z, currency: c } = hints;
  const d = Number.isFinite(hints.daysBack) ? hints.daysBack : null;
  let n = [...hints.needs].map(([key, need]) => `${key}=${codeOf(need)}`).join(',');
  while (n.length > 2_600) n = n.slice(0, n.lastIndexOf(','));
  return JSON.stringify({ a, o, z, d, c, n });
}

function codeOf({ amount, customer, rating = 'none', ratingScale = 5 }: Need): string {
  const code = NEEDS.indexOf(rating) * 9 + NEEDS.indexOf(amount) * 3 + NEEDS.indexOf(customer);
  return rating === 'none' ? String(code) : `${code}/${ratingScale}`;
}

/** The hints of a form; undefined where they are not ours. */
export function hintsOf(metadata: string): FormHints | undefined {
  const read = shape.safeParse(parsed(metadata));
  if (!read.success) return undefined;
  const { a, o, z: tz, d, c, n } = read.data;
  const needs = n.split(',').map((entry) => {
    const at = entry.lastIndexOf('=');
    const [code = 0, ratingScale = 5] = entry
      .slice(at + 1)
      .split('/')
      .map(Number);
    const need = {
      rating: NEEDS[Math.floor(code / 9)] ?? 'optional',
      ratingScale,
      amount: NEEDS[Math.floor(code / 3) % 3] ?? 'optional',
      customer: NEEDS[code % 3] ?? 'optional',
    };
    return [entry.slice(0, at), need] as const;
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
