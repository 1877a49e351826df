import { joinMembers } from '../app/members.ts';
import type { SlashCommand } from '../contract.ts';
import type { ConversationRecord, PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { tellNotice } from './tell.ts';

/** The workspace's own commands. */
export const BUILT_IN: SlashCommand[] = [
  { command: '/invite', description: 'Add someone (or an app) to this channel', usageHint: '@name' },
];

/** Runs one of the workspace's own commands; false where it is none. */
export function runBuiltIn(
  world: World,
  person: PersonRecord,
  conversation: ConversationRecord,
  typed: { command: string; text: string },
): boolean {
  if (typed.command !== '/invite') return false;
  const name = typed.text.trim().replace(/^@/, '');
  const id = /^<@(\w+)/.exec(typed.text.trim())?.[1] ?? '';
  const guest = world.people.get(id) ?? world.people.byHandle(name) ?? byRealName(world, name);
  const channel = { channel: conversation.id };
  if (conversation.kind === 'im' || conversation.kind === 'mpim')
    tellNotice(world, person.id, 'People cannot be added to a direct message.', channel);
  else if (guest === undefined)
    tellNotice(world, person.id, `There is nobody called "${name}" here.`, channel);
  else joinMembers(world, conversation, [guest.id], person.id);
  return true;
}

function byRealName(world: World, name: string): PersonRecord | undefined {
  return world.people.all().find((person) => person.realName.toLowerCase() === name.toLowerCase());
}
