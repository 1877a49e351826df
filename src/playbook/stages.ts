/** The way of a customer through the ready-made process, in its order. */
export const STAGES = ['research', 'campaign', 'lead', 'follow-up', 'deal', 'after-sales'] as const;
export type Stage = (typeof STAGES)[number];

/** Whether a stored stage is one of the ready-made process. */
export function isStage(stage: string): stage is Stage {
  return STAGES.some((known) => known === stage);
}
