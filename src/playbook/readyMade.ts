import type { Playbook } from './playbook.ts';
import { readyMadeMetrics } from './readyMadeMetrics.ts';
import { readyMadeTypes } from './readyMadeTypes.ts';

/**
 * The ready-made "B2B sales & marketing funnel": from research and campaigns over leads and follow-up to deals and what comes after. It
 * serves a team that starts today, the sample company, and the import of a CRM's pipeline (deals won and lost by close date,
 * opportunities by the date they were engaged).
 */
export const readyMade: Pick<Playbook, 'types' | 'metrics'> = {
  types: readyMadeTypes,
  metrics: readyMadeMetrics,
};
