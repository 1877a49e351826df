/** The ways of a customer through the ready-made processes, in one order that suits all of them. */
export const STAGES = [
  'research',
  'targeting',
  'strategy',
  'planning',
  'campaign',
  'traffic',
  'listing',
  'lead',
  'visit',
  'follow-up',
  'deal',
  'store',
  'collection',
  'onboarding',
  'adoption',
  'after-sales',
  'health',
  'renewal',
  'growth',
  'repeat',
] as const;
export type Stage = (typeof STAGES)[number];

/** Whether a stored stage is one of the ready-made processes. */
export function isStage(stage: string): stage is Stage {
  return STAGES.some((known) => known === stage);
}
