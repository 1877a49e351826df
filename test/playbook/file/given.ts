import { readyMadeOf } from '../../../src/playbook/readyMade/all.ts';

const { types, metrics } = readyMadeOf('funnel');

/** The full funnel as a process. */
export const funnel = { types, metrics };
