import { crmWish } from './import/options.ts';
import { allTroubles, summaryOf, writeReport } from './import/print.ts';
import { importCrm } from './import/run.ts';
import { isTableWish, tableWish } from './import/tables/options.ts';
import { importTable, undoTable } from './import/tables/run.ts';
import { CommandProblem, ending, withApp } from './open.ts';

/**
 * `npm run import -- activities|spend|targets|people …`: a table; `-- crm …`: a CRM's pipeline as facts. Ends with code 2 for wrong words, 1
 * where nothing could be imported.
 */
await ending(async () => {
  const args = process.argv.slice(2);
  if (isTableWish(args)) {
    const wish = tableWish(args);
    return withApp(
      (bench) => (wish.kind === 'undo' ? undoTable(bench, wish) : importTable(bench, wish)),
      wish.workspace,
    );
  }
  const wish = crmWish(args);
  await withApp(async (bench) => {
    const outcome = await importCrm(bench, wish);
    for (const line of summaryOf(outcome, wish)) bench.say(line);
    const troubles = allTroubles(outcome);
    if (wish.report !== undefined) await writeReport(wish.report, troubles);
    if (wish.strict && troubles.length > 0)
      throw new CommandProblem('Mend the rows above, or import the good ones without --strict.');
  });
});
