import { snapshotsOf } from '../evaluation/closing/store.ts';
import { listCycles } from '../evaluation/cycle/store.ts';
import { flawsIn } from '../evaluation/snapshot/canonical.ts';
import { listWorkspaceIds } from '../workspace/store.ts';
import { CommandProblem, withDb } from './open.ts';

/**
 * `npm run evaluation:verify [-- <cycle>]`: recomputes every closed evaluation, its corrections included, from its stored inputs (S-07); a cycle by its id or name,
 * else all. Ends with code 1 where a figure is not reproduced or something was changed.
 */
const [wanted] = process.argv.slice(2);
await withDb(async (db, say) => {
  let count = 0;
  const flaws: string[] = [];
  let known = 0;
  for (const workspaceId of await listWorkspaceIds(db)) {
    for (const cycle of await listCycles(db, workspaceId, Number.MAX_SAFE_INTEGER)) {
      if (wanted !== undefined && wanted !== cycle.id && wanted !== cycle.name) continue;
      known += 1;
      const entries = await snapshotsOf(db, workspaceId, cycle.id);
      count += entries.length;
      for (const { memberKey, seq, flaw } of flawsIn(entries))
        flaws.push(`${cycle.name} (${cycle.id}), ${memberKey}, entry ${seq}: ${flaw}`);
    }
  }
  if (wanted !== undefined && known === 0) throw new CommandProblem(`There is no evaluation "${wanted}".`, 2);
  if (flaws.length === 0)
    return say(
      `${count} closed evaluations were recomputed from their stored inputs: every figure is reproduced.`,
    );
  for (const flaw of flaws) say(flaw);
  throw new CommandProblem(
    `${flaws.length} of ${count} closed evaluations are not what they were sealed as.`,
  );
});
