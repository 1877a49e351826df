import type { Locale } from '../platform/words.ts';
import { playbookWords } from './words.ts';

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

/** A stage of a workspace's process. */
export interface StageInfo {
  key: string;
  names: { en: string; zh: string };
  isRetired: boolean;
}

/** A ready-made stage with its names. */
export function readyMadeStage(key: Stage): StageInfo {
  const named = (locale: Locale): string => playbookWords(locale)(`stage-${key}`);
  return { key, names: { en: named('en'), zh: named('zh') }, isRetired: false };
}

interface Staged {
  stages?: readonly StageInfo[];
  types: readonly { readonly stage: string }[];
}

/**
 * The stages of a process in their order: those that the workspace has; where it has none, the ready-made ones in which something can be
 * logged. A stage that a type names and nobody knows comes last, under its key.
 */
export function stagesOf({ stages = [], types }: Staged): StageInfo[] {
  const named = new Set(types.map((type) => type.stage));
  const known = new Set(stages.map((stage) => stage.key));
  const missing = [...named].filter((key) => !known.has(key));
  const ready = STAGES.filter((key) => missing.includes(key)).map(readyMadeStage);
  const strange = missing.filter((key) => !isStage(key) && key !== '');
  const bare = strange.map((key) => ({ key, names: { en: key, zh: key }, isRetired: false }));
  return [...stages, ...ready, ...bare];
}

/** What a stage is called. */
export const stageName = (stage: StageInfo, locale: Locale): string => stage.names[locale];
