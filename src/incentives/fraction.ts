/** Exact fractions as texts, as evaluations keep them; this slice's one door to them. */
export { fractionText, readFraction } from '../evaluation/card/result.ts';
