import { crmWish } from './import/options.ts';
import { allTroubles, summaryOf, writeReport } from './import/print.ts';
import { importCrm } from './import/run.ts';
import { CommandProblem, ending, withApp } from './open.ts';

/** `npm run import -- crm …`: a CRM's pipeline as facts. Ends with code 2 for wrong words, 1 where nothing could be imported. */
await ending(async () => {
  const wish = crmWish(process.argv.slice(2));
  await withApp(async (bench) => {
    const outcome = await importCrm(bench, wish);
    for (const line of summaryOf(outcome, wish)) bench.say(line);
    const troubles = allTroubles(outcome);
    if (wish.report !== undefined) await writeReport(wish.report, troubles);
    if (wish.strict && troubles.length > 0)
      throw new CommandProblem('Mend the rows above, or import the good ones without --strict.');
  });
});
