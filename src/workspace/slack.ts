import { isDeepStrictEqual } from 'node:util';
import { may } from '../people/rights.ts';
import { listAdministrators } from '../people/store.ts';
import { context, section } from '../platform/blocks.ts';
import { normalise } from '../platform/normalise.ts';
import type { ActionInput, Input, SubmitInput, VerbInput } from '../platform/slice.ts';
import { claimReply, settingsModal, settingsReply, whoInWords } from './blocks.ts';
import { difficultySettings, difficultyStored } from './difficulty.ts';
import { changeOf, thresholdsOf } from './form.ts';
import { showSteps } from './onboarding/showing/slack.ts';
import { parseRate } from './rate.ts';
import { rateList, rateReply } from './rateBlocks.ts';
import { addRate, denied, listRates, updateWorkspace } from './store.ts';
import { workspaceWords } from './words.ts';

const mayChange = ({ actor }: Input): boolean => may(actor, 'settings', { memberId: null, teamId: null });

/** `/pace setup`: what an administrator does to begin; where nobody is one yet, the way to become the first. */
export async function setup(input: VerbInput): Promise<void> {
  if (mayChange(input)) return showSteps(input);
  const names = await administrators(input);
  if (names.length === 0) return input.reply(claimReply(input.actor.locale));
  await refuse(input, 'setup', 'setup-denied');
}

/** `/pace settings`: everybody sees them, administrators change them. */
export async function settings(input: VerbInput): Promise<void> {
  const names = await administrators(input);
  await input.reply(settingsReply(input.workspace, mayChange(input), names, input.actor.locale));
}

/** The settings' form. */
export async function openSettings(input: ActionInput): Promise<void> {
  if (!mayChange(input)) return refuse(input, 'settings', 'denied');
  await input.open(settingsModal(input.workspace, input.actor.locale));
}

/** The settings' form was handed in. */
export async function submitSettings(input: SubmitInput): Promise<void> {
  if (!mayChange(input)) return refuse(input, 'settings', 'denied');
  const { deps, workspace, actor } = input;
  const say = workspaceWords(actor.locale);
  const thresholds = difficultyStored(thresholdsOf(input.values));
  const isSame = isDeepStrictEqual(thresholds, difficultyStored(difficultySettings(workspace.settings)));
  const change = { ...changeOf(input.values), ...(isSame ? {} : { settings: thresholds }) };
  const saved = await updateWorkspace(deps.db, workspace.id, actor.memberId, change, input.transportKey);
  if (!saved.ok) return input.reply({ text: say('currency-in-use', { currency: workspace.currency }) });
  await deps.db.durable();
  const shown = settingsReply(saved.value, true, [], actor.locale);
  const channel = change.boardChannelId;
  const isThere = channel === null || (await isInChannel(input, channel));
  const note = isThere ? [] : [context(say('not-in-channel', { id: channel ?? '' }))];
  await input.reply({
    text: say('saved'),
    blocks: [section(say('saved')), ...(shown.blocks ?? []), ...note],
  });
}

/** `/pace rates …`: lists the rates; administrators enter one (M-05). */
export async function rate(input: VerbInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const own = workspace.currency;
  const command = parseRate(normalise(input.text).text, own, today, actor.name);
  if (command.kind === 'list')
    return input.reply(rateList(await listRates(deps.db, workspace.id), own, actor.locale));
  if (!mayChange(input)) return refuse(input, 'rate', 'rate-denied');
  if (command.kind === 'set') {
    await addRate(deps.db, workspace.id, actor.memberId, command.rate, input.transportKey);
    await deps.db.durable();
  }
  await input.reply(rateReply(command, own, actor.locale));
}

async function administrators({ deps, workspace }: Input): Promise<string[]> {
  return (await listAdministrators(deps.db, workspace.id)).map((one) => one.name);
}

/** Says kindly who may, and notes the attempt (reliability.md § 7). */
async function refuse(
  input: Input,
  what: string,
  words: 'denied' | 'setup-denied' | 'rate-denied',
): Promise<void> {
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, what, `workspace:${workspace.id}`);
  const who = whoInWords(await administrators(input), actor.locale);
  await input.reply({ text: workspaceWords(actor.locale)(words, { who }) });
}

/** Whether Pacer can post there; where Slack does not tell, the benefit of the doubt. */
async function isInChannel({ deps, workspace }: Input, channelId: string): Promise<boolean> {
  try {
    const channels = await (await deps.slack(workspace.id)).channels();
    return channels.some((channel) => channel.id === channelId);
  } catch (error) {
    deps.log.warn({ err: error }, 'the channels could not be listed');
    return true;
  }
}
