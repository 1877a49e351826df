import type { VerbInput } from '../../../platform/slice.ts';
import { privacyWords } from '../words.ts';
import { collect } from './job.ts';
import { requestData } from './request/store.ts';

/** `/pace my-data`: everything about the person who asks, once a day, as a file in the app's direct message. */
export async function myData(input: VerbInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const say = privacyWords(actor.locale);
  const whose = { workspaceId: workspace.id, memberId: actor.memberId, slackUserId: actor.slackUserId };
  const request = await requestData(deps.db, whose, today);
  if (request === undefined) return input.reply({ text: say('today') });
  await input.reply({ text: say('collecting') });
  await collect(deps, request, actor.locale);
}
