import { flawsOf } from '../incentives/pay/seal.ts';
import { listRuns, statementsOf } from '../incentives/run/store.ts';
import { listWorkspaceIds } from '../workspace/store.ts';
import { CommandProblem, withDb } from './open.ts';

/**
 * `npm run payout:verify [-- <run>]`: recomputes every amount of each payout run from its frozen inputs (B-05); a run by its id or name, else
 * all. Ends with code 1 where an amount is not reproduced or something was changed.
 */
const [wanted] = process.argv.slice(2);
await withDb(async (db, say) => {
  let [known, count] = [0, 0];
  const flaws: string[] = [];
  for (const workspaceId of await listWorkspaceIds(db)) {
    for (const run of await listRuns(db, workspaceId, Number.MAX_SAFE_INTEGER)) {
      if (wanted !== undefined && wanted !== run.id && wanted !== run.name) continue;
      known += 1;
      const statements = await statementsOf(db, workspaceId, run.id);
      count += statements.length;
      for (const flaw of flawsOf(run, statements))
        flaws.push(
          `${run.name} (${run.id})${'memberKey' in flaw ? `, ${flaw.memberKey}` : ''}: ${flaw.kind}`,
        );
    }
  }
  if (wanted !== undefined && known === 0) throw new CommandProblem(`There is no payout "${wanted}".`, 2);
  if (flaws.length === 0)
    return say(`${count} statements of ${known} payouts were recomputed: every amount is reproduced.`);
  for (const flaw of flaws) say(flaw);
  throw new CommandProblem(`${flaws.length} flaws in ${count} statements: they are not what was frozen.`);
});
