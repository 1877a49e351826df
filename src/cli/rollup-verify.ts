import { verifyRollup } from '../activities/store.ts';
import { CommandProblem, withDb } from './open.ts';

/** `npm run rollup:verify`: recomputes the daily roll-up from the facts. Ends with code 1 where a row differs. */
await withDb(async (db, say) => {
  const shown = 100;
  const differences = await verifyRollup(db, undefined, shown);
  if (differences.length === 0) return say('The roll-up is what the facts say: no difference.');
  for (const { workspaceId, source, date, memberId, kept, facts } of differences)
    say(
      `${workspaceId} ${date} ${source} ${memberId}: kept ${kept.entries} entries, ${kept.count} hundredths, ${kept.amount} minor units; ` +
        `by the facts ${facts.entries}, ${facts.count}, ${facts.amount}`,
    );
  const more = differences.length === shown ? ' or more' : '';
  throw new CommandProblem(`${differences.length}${more} rows of the roll-up are not what the facts say.`);
});
