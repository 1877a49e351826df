import type { SlashCommand } from '@slack/bolt';
import { Refusal } from '../api/refusal.ts';
import { noticesFor } from '../browser/notices.ts';
import { tellNotice } from '../browser/tell.ts';
import { enterpriseOf } from '../site/enterprise.ts';
import type { ConversationRecord, PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { channelPayload, responseAddress } from './context.ts';
import { dispatch, failureWord, noteRefused } from './dispatch.ts';
import { respond } from './respond.ts';
import { encodeText, escapeText } from './text.ts';

/**
 * Runs a slash command of the app for a person. What the app sends along with its acknowledgement becomes the answer;
 * silence for 3 s becomes Slack's notice. False where the app has no such command.
 */
export async function runCommand(
  world: World,
  person: PersonRecord,
  conversation: ConversationRecord,
  typed: { command: string; text: string },
): Promise<boolean> {
  const known = world.manifest.commands.find(({ command }) => command === typed.command);
  // Somebody of another workspace has only the commands of their own.
  const isHere = world.installation.isInstalled && person.homeTeam === undefined;
  if (known === undefined || !isHere) return false;
  const { teamId, teamDomain, appId, verificationToken } = world.installation;
  const enterprise = enterpriseOf(world.installation);
  const channel = channelPayload(conversation);
  const target = { userId: person.id, channel: conversation.id };
  const text = typed.text.trim();
  const payload = {
    token: verificationToken,
    team_id: teamId,
    team_domain: teamDomain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: person.id,
    user_name: person.name,
    command: known.command,
    text: known.shouldEscape ? encodeText(world, text, 'named') : escapeText(text),
    api_app_id: appId,
    is_enterprise_install: 'false',
    ...(enterprise === undefined ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    response_url: responseAddress(world, target),
    trigger_id: world.triggers.issue({ userId: person.id }),
  } satisfies SlashCommand;
  const delivery = await dispatch(world, 'slash_commands', known.command, payload);
  if (!delivery.taken) {
    const words = noticesFor(person).commandFailed(known.command, failureWord(delivery));
    tellNotice(world, person.id, words, { channel: conversation.id });
    return true;
  }
  answer(world, person, { ...target, command: known.command }, delivery.payload);
  return true;
}

function answer(
  world: World,
  person: PersonRecord,
  { command, ...target }: { userId: string; channel: string; command: string },
  payload: Parameters<typeof respond>[2],
): void {
  if (Object.keys(payload).length === 0) return;
  try {
    respond(world, target, payload);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    noteRefused(world, `answer to ${command}`, payload, { error: error.code, ...error.details });
    const words = noticesFor(person).commandFailed(command, `"${error.code}"`);
    tellNotice(world, target.userId, words, { channel: target.channel });
  }
}
