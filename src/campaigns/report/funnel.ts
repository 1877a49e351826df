import type { ActivityTypeInfo, Playbook } from '../../playbook/playbook.ts';

/** the way from the first contact to the customer, as the playbook of a workspace can log it. */
export interface Funnel {
  /** In their order; the last one is a customer. */
  steps: readonly ActivityTypeInfo[];
  /** The step that a lead is. */
  leadKey: string;
  /** What brings revenue. */
  revenueKeys: readonly string[];
  /** What was spent; undefined where the playbook has none. */
  spendKey: string | undefined;
}

/** Activities that are a step towards a customer, in order; what a workspace calls them is its own. */
const STEPS = ['visitor', 'lead', 'qualified', 'opportunity', 'proposal', 'deal'] as const;
const CUSTOMER = 'deal';
/** First contacts, the most telling first: a visitor of a shop is no lead where leads are logged. */
const FIRST = ['lead', 'qualified', 'visitor', 'opportunity', 'proposal'] as const;
const SPEND = 'spend';

/** Undefined where the playbook has no customers, or nothing before them. */
export function funnelOf({ types, metrics }: Playbook): Funnel | undefined {
  const known = (key: string) => types.find((type) => type.key === key && !type.isRetired);
  const steps = STEPS.flatMap((key) => known(key) ?? []);
  const leadKey = FIRST.find((key) => known(key) !== undefined);
  if (leadKey === undefined || known(CUSTOMER) === undefined) return undefined;
  const revenue = metrics.find((metric) => metric.key === 'revenue' && !metric.isRetired)?.definition;
  const sources = revenue?.kind === 'sum' ? revenue.source.filter.activityType : undefined;
  return { steps, leadKey, revenueKeys: sources ?? [CUSTOMER], spendKey: known(SPEND)?.key };
}

export const customerKey = ({ steps }: Funnel): string => steps.at(-1)?.key ?? CUSTOMER;

/** Everything that a report reads. */
export const sourcesOf = ({ steps, revenueKeys, spendKey }: Funnel): string[] => [
  ...new Set([...steps.map(({ key }) => key), ...revenueKeys, ...(spendKey === undefined ? [] : [spendKey])]),
];

/** A step that nobody logged anywhere is no step: it would turn everything before it into a loss. */
export function usedFunnel(funnel: Funnel, counts: ReadonlyMap<string, bigint>): Funnel {
  const isUsed = (key: string): boolean =>
    key === funnel.leadKey || key === customerKey(funnel) || (counts.get(key) ?? 0n) > 0n;
  return { ...funnel, steps: funnel.steps.filter(({ key }) => isUsed(key)) };
}
