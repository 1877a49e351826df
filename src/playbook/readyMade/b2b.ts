import { b2bMetrics } from './b2bMetrics.ts';
import { taken } from './build.ts';
import { sharedMetrics } from './shared.ts';

/** What the ready-made B2B playbook measures: what it counts by itself, and the rates that follow from it. */
export const allB2bMetrics = [...b2bMetrics, ...taken(sharedMetrics, 'closings winrate conversion')];
