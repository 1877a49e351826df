import { canonicalJson, hashOf, type Json } from '../../evaluation/snapshot/canonical.ts';
import type { PersonInputs, RunInputs } from './inputs.ts';
import type { Statement } from './line.ts';
import { payout } from './payout.ts';

/** B-05, S-07: a run is sealed by the hash of every statement, and one over all of them with what they share. */

export interface SealedStatement {
  readonly memberKey: string;
  readonly inputs: PersonInputs;
  readonly result: Statement;
  readonly sha256: string;
}

/** SHA-256 of a statement with what it was computed from. */
export const statementHash = (runId: string, inputs: PersonInputs, result: Statement): string =>
  hashOf({ runId, inputs: json(inputs), result: json(result) });

/** SHA-256 of a run: what all statements share, and the hash of each, by member key. */
export function runHash(
  runId: string,
  inputs: RunInputs,
  statements: readonly Pick<SealedStatement, 'memberKey' | 'sha256'>[],
): string {
  const hashes = statements
    .map(({ memberKey, sha256 }) => [memberKey, sha256])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return hashOf({ runId, inputs: json(inputs), statements: hashes });
}

/** Interfaces have no index signature; what they hold is plain data all the same. */
const json = (value: object): Json => value as unknown as Json;

export type RunFlaw =
  | { readonly kind: 'hash of the run' }
  | { readonly kind: 'hash'; readonly memberKey: string }
  | { readonly kind: 'amounts'; readonly memberKey: string }
  | { readonly kind: 'unreadable' };

/** B-05: recomputes every amount of a run from its frozen inputs. Empty: all is reproduced and nothing was touched. */
export function flawsOf(
  run: { id: string; inputs: RunInputs; sha256: string },
  statements: readonly SealedStatement[],
): RunFlaw[] {
  const flaws: RunFlaw[] = [];
  if (runHash(run.id, run.inputs, statements) !== run.sha256) flaws.push({ kind: 'hash of the run' });
  for (const { memberKey, inputs, result, sha256 } of statements)
    if (statementHash(run.id, inputs, result) !== sha256) flaws.push({ kind: 'hash', memberKey });
  try {
    const again = new Map(
      payout(
        run.inputs,
        statements.map(({ inputs }) => inputs),
      ).map((one) => [one.memberKey, one]),
    );
    for (const { memberKey, result } of statements) {
      const computed = again.get(memberKey);
      if (computed === undefined || canonicalJson(json(computed)) !== canonicalJson(json(result)))
        flaws.push({ kind: 'amounts', memberKey });
    }
  } catch {
    flaws.push({ kind: 'unreadable' });
  }
  return flaws;
}
