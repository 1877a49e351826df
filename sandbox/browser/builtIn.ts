import { joinMembers } from '../app/members.ts';
import type { SlashCommand } from '../contract.ts';
import type { ConversationRecord, PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { noticesFor } from './notices.ts';
import { tellNotice } from './tell.ts';

/** The workspace's own commands, for a reader. */
export function builtIn(person: Pick<PersonRecord, 'locale'>): SlashCommand[] {
  const { inviteAbout, inviteHint } = noticesFor(person);
  return [{ command: '/invite', description: inviteAbout, usageHint: inviteHint }];
}

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
  const words = noticesFor(person);
  if (conversation.kind === 'im' || conversation.kind === 'mpim')
    tellNotice(world, person.id, words.notIntoDirect, channel);
  else if (guest === undefined) tellNotice(world, person.id, words.nobodyCalled(name), channel);
  else joinMembers(world, conversation, [guest.id], person.id);
  return true;
}

function byRealName(world: World, name: string): PersonRecord | undefined {
  return world.people.all().find((person) => person.realName.toLowerCase() === name.toLowerCase());
}
