import type { VerbInput } from '../../../platform/slice.ts';
import { zipOf } from '../../../platform/zip.ts';
import { privacyWords } from '../words.ts';
import { filesOf } from './files.ts';
import { namesOf, readOwn, releaseRequest, requestData } from './store.ts';

/** `/pace my-data`: everything about the person who asks, once a day, as a file in the app's direct message. */
export async function myData(input: VerbInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const say = privacyWords(actor.locale);
  const whose = { workspaceId: workspace.id, memberId: actor.memberId, slackUserId: actor.slackUserId };
  if (!(await requestData(deps.db, whose, today))) return input.reply({ text: say('today') });
  await input.reply({ text: say('collecting') });
  try {
    const [tables, names] = [await readOwn(deps.db, whose), await namesOf(deps.db, workspace.id)];
    const filled = tables.filter(({ rows }) => rows.length > 0);
    const rows = filled.reduce((sum, one) => sum + one.rows.length, 0);
    const bytes = await zipOf(filesOf(tables, names, actor.locale));
    const slack = await deps.slack(workspace.id);
    const comment = say('sent', { rows, tables: filled.length });
    await slack.sendFile(actor.slackUserId, { name: `pacer-my-data-${today}.zip`, bytes }, comment);
  } catch (error) {
    // The day's request is given back: what did not come may be asked for again.
    await releaseRequest(deps.db, whose, today);
    await input.reply({ text: say('failed') });
    throw error;
  }
}
