import { escapeText } from '../../platform/mrkdwn.ts';
import { normalise } from '../../platform/normalise.ts';
import type { ActionInput, HomePart, Input, VerbInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { claimAdministration, listAdministrators, personById, updateMember } from '../store.ts';
import { peopleWords } from '../words.ts';
import { boardsReply, ownSettings } from './blocks.ts';
import { wantsToHide } from './boards.ts';

/** Below own figures, above help. */
const HOME_ORDER = 60;

/** `/pace boards off|on`, and its button in Home (L-03). */
export async function boards(input: VerbInput | ActionInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const hides = wantsToHide('text' in input ? normalise(input.text).text : input.value);
  if (hides === undefined) {
    const person = await personById(deps.db, workspace.id, actor.memberId, today);
    return input.reply(boardsReply(person?.hidesFromBoards ?? false, false, actor.locale));
  }
  await updateMember(deps.db, workspace.id, actor.memberId, actor.memberId, { hidesFromBoards: hides });
  await deps.db.durable();
  await input.reply(boardsReply(hides, true, actor.locale));
}

/** What a person settles for themselves, in Home. */
export async function ownHome({ deps, workspace, actor, today }: Input): Promise<HomePart[]> {
  const person = await personById(deps.db, workspace.id, actor.memberId, today);
  return [{ order: HOME_ORDER, blocks: ownSettings(person?.hidesFromBoards ?? false, actor.locale) }];
}

/** An administrator or owner of the Slack workspace becomes the first administrator of Pacer; Slack is asked, not the button. */
export async function claim({ deps, workspace, actor, reply }: ActionInput): Promise<void> {
  const say = peopleWords(actor.locale);
  const person = await (await deps.slack(workspace.id)).person(actor.slackUserId);
  if (person?.isAdmin !== true) {
    await denied(deps.db, workspace.id, actor.memberId, 'claim', `workspace:${workspace.id}`);
    return reply({ text: say('claim-denied') });
  }
  const isFirst = await claimAdministration(deps.db, workspace.id, actor.memberId);
  await deps.db.durable();
  const who = (await listAdministrators(deps.db, workspace.id)).map((one) => escapeText(one.name)).join(', ');
  await reply({ text: isFirst ? say('claimed') : say('claim-late', { who }) });
}
