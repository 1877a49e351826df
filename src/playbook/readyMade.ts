import type { Playbook } from './playbook.ts';
import { allB2bMetrics, allB2bTypes } from './readyMade/b2b.ts';

/**
 * The ready-made "B2B sales & marketing funnel": from research and campaigns over leads and follow-up to deals and what comes after. It
 * is what a workspace begins with, and serves the sample company and the import of a CRM's pipeline (deals won and lost by close date,
 * opportunities by the date they were engaged). The others: readyMade/all.ts.
 */
export const readyMade: Pick<Playbook, 'types' | 'metrics'> = { types: allB2bTypes, metrics: allB2bMetrics };
