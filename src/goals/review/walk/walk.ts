/**
 * T-06, C-02: the guided walk through a review: what happened, the targets, what they would have meant in the past, whom they are told. What is
 * typed on the way is the form's own memory, so that nothing is saved before the last step. Pure.
 */
import { z } from 'zod';
import { upTo } from '../../../platform/mrkdwn.ts';
import type { ViewValues } from '../../../platform/slice.ts';
import type { Score } from './tried.ts';

export const STEPS = ['happened', 'targets', 'tried', 'told'] as const;
export type Step = (typeof STEPS)[number];

/** So many fields a walk has: more, nobody looks at, and the form's memory would not hold them. */
export const MOST_TYPED = 25;

const memorySchema = z.object({
  review: z.string(),
  step: z.enum(STEPS),
  /** What was typed, by the places of the lines; '' leaves the target as it is, a missing one is as proposed. */
  texts: z.record(z.string(), z.string()),
  from: z.string(),
  reason: z.string().nullable(),
  /** The versions that the targets had when they were shown, added up: they only ever become more. */
  seen: z.number(),
  /** The picture of the first step, once it was drawn. */
  picture: z.string(),
});
/** A hint only: whose targets they are, and who may set them, is read anew at every step. */
export type WalkMemory = z.infer<typeof memorySchema>;

export function firstMemory(review: string): WalkMemory {
  return { review, step: 'happened', texts: {}, from: '', reason: null, seen: 0, picture: '' };
}

/** What the form keeps to itself; undefined where it was forged. */
export function walkMemory(metadata: string): WalkMemory | undefined {
  try {
    const read = memorySchema.safeParse(JSON.parse(metadata));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** What Slack lets a form keep is 3,000 characters; room is left for the platform's own. */
export const MOST_MEMORY = 2800;

/** The memory as the form keeps it: where signs that take much room leave too little, the reason is shortened. */
export function packedMemory(memory: WalkMemory): string {
  const packed = JSON.stringify(memory);
  if (packed.length <= MOST_MEMORY || memory.reason === null || memory.reason === '') return packed;
  return packedMemory({ ...memory, reason: upTo(memory.reason, Math.floor(memory.reason.length / 2)) });
}

/** With what stands in the fields now; a step without fields leaves it as it was. */
export function withTyped(memory: WalkMemory, values: ViewValues): WalkMemory {
  const typed = Object.entries(values).flatMap(([field, text]): [string, string][] =>
    field.startsWith('line:') ? [[field.split(':')[1] ?? '', text.trim().slice(0, 40)]] : [],
  );
  return {
    ...memory,
    texts: { ...memory.texts, ...Object.fromEntries(typed) },
    from: values['from'] ?? memory.from,
    reason: values['reason']?.trim().slice(0, 500) ?? memory.reason,
  };
}

/** The step that a button names. */
export const stepNamed = (text: string): Step => STEPS.find((step) => step === text) ?? 'happened';

/** T-07: whether so few, or so many, of the past periods would have reached them that the targets are probably wrong. */
export function warningOf(
  { reached, rated }: Score,
  { tooHardBelow, tooEasyAbove }: { readonly tooHardBelow: number; readonly tooEasyAbove: number },
  enough: number,
): 'hard' | 'easy' | undefined {
  if (rated < enough) return undefined;
  if (reached * 100 < tooHardBelow * rated) return 'hard';
  return reached * 100 > tooEasyAbove * rated ? 'easy' : undefined;
}
