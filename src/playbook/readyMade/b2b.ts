import { b2bMetrics } from './b2bMetrics.ts';
import { b2bTypes } from './b2bTypes.ts';
import { taken } from './build.ts';
import { sharedMetrics, sharedTypes } from './shared.ts';

/** What is logged by the ready-made B2B playbook, money spent on campaigns included. */
export const allB2bTypes = [...b2bTypes, ...taken(sharedTypes, 'spend')];

/** What it measures: what it counts by itself, and the rates and costs that follow from it. */
export const allB2bMetrics = [
  ...b2bMetrics,
  ...taken(sharedMetrics, 'closings winrate conversion spend costperlead'),
];
