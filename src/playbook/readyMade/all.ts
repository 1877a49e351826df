import type { Playbook } from '../playbook.ts';
import { isStage, type Stage } from '../stages.ts';
import { allB2bMetrics, allB2bTypes } from './b2b.ts';
import { ecommerceMetrics, ecommerceTypes } from './ecommerce.ts';
import { fieldMetrics, fieldTypes } from './field.ts';
import { funnelMetrics, funnelTypes } from './funnel.ts';
import { successMetrics, successTypes } from './success.ts';

/** The playbooks that Pacer brings, in the order in which they are offered. What they are called and whom they are for: choose/words.ts. */
export const READY_MADE_KEYS = ['funnel', 'b2b', 'field', 'ecommerce', 'success'] as const;
export type ReadyMadeKey = (typeof READY_MADE_KEYS)[number];

/** A target to begin with: so much of a metric of one person in such a period, in whole units; managers set their own. */
export interface StartingTarget {
  metric: string;
  value: number;
  every: 'week' | 'month';
}

/** A whole process, ready to be used. */
export interface ReadyMade extends Pick<Playbook, 'types' | 'metrics'> {
  key: ReadyMadeKey;
  path: readonly Stage[];
  /** Per rep, and always of counts: what a deal is worth nobody but the company knows. */
  targets: readonly StartingTarget[];
}

const weekly = (metric: string, value: number): StartingTarget => ({ metric, value, every: 'week' });
const monthly = (metric: string, value: number): StartingTarget => ({ metric, value, every: 'month' });

const PLAYBOOKS: Readonly<Record<ReadyMadeKey, Omit<ReadyMade, 'key' | 'path'>>> = {
  funnel: {
    types: funnelTypes,
    metrics: funnelMetrics,
    targets: [
      weekly('leads', 10),
      weekly('calls', 30),
      weekly('meetings', 5),
      monthly('deals', 4),
      monthly('repeats', 2),
    ],
  },
  b2b: {
    types: allB2bTypes,
    metrics: allB2bMetrics,
    targets: [
      weekly('calls', 50),
      weekly('meetings', 6),
      weekly('demos', 3),
      monthly('opportunities', 8),
      monthly('deals', 4),
    ],
  },
  field: {
    types: fieldTypes,
    metrics: fieldMetrics,
    targets: [weekly('visits', 40), weekly('firstvisits', 8), weekly('displays', 20), weekly('deals', 12)],
  },
  ecommerce: {
    types: ecommerceTypes,
    metrics: ecommerceMetrics,
    targets: [
      weekly('content', 5),
      weekly('livestreams', 3),
      weekly('listings', 10),
      monthly('pagetests', 4),
      monthly('creators', 6),
    ],
  },
  success: {
    types: successTypes,
    metrics: successMetrics,
    targets: [
      weekly('checkins', 15),
      weekly('healthchecks', 8),
      monthly('businessreviews', 6),
      monthly('renewals', 5),
      monthly('stories', 1),
    ],
  },
};

/** One of the ready-made playbooks; `path`: its stages in the order of its process. */
export function readyMadeOf(key: ReadyMadeKey): ReadyMade {
  const playbook = PLAYBOOKS[key];
  const path = [...new Set(playbook.types.map((type) => type.stage).filter(isStage))];
  return { key, path, ...playbook };
}

/** The one that a stored or typed key names; undefined for any other text. */
export function readyMadeKey(text: string): ReadyMadeKey | undefined {
  return READY_MADE_KEYS.find((key) => key === text.trim().toLowerCase());
}
