import type { KpiInput, Silence } from './inputs.ts';
import type { CardResult } from './result.ts';

/** Keys of words by what a card says. */

/** Why somebody is not rated. */
export const unratedKey = ({ unrated }: Pick<CardResult, 'unrated'>) =>
  `unrated-${unrated ?? 'no data'}` as const;

/** Why a KPI says nothing. */
export const silenceKey = ({ silence }: Pick<KpiInput, 'silence'>): `silence-${Silence}` =>
  `silence-${silence ?? 'no data'}`;

/** S-04: a gate that says something: held or under its floor. */
export function gateKey(
  gate: CardResult['kpis'][number]['gate'] | undefined,
): 'gateUnder' | 'gateHeld' | undefined {
  if (gate === 'under') return 'gateUnder';
  return gate === 'held' ? 'gateHeld' : undefined;
}
