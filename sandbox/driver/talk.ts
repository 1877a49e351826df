import type { Answer, Message } from '../contract.ts';
import { isObject, textOf } from '../json.ts';
import type { Driver } from './signIn.ts';

/** The id of the channel called `name` (without #). */
export function channelId(driver: Driver, name: string): string {
  const found = driver.seen.conversations.find((one) => one.kind !== 'im' && one.name === name);
  if (found === undefined) throw new Error(`no channel #${name}`);
  return found.id;
}

/** Runs a slash command, e.g. `command(ana, '/log 3 calls', channel)`. */
export function command(driver: Driver, line: string, channel: string): Promise<Answer> {
  const [name = '', ...rest] = line.split(' ');
  return driver.act('command', { channel, command: name, text: rest.join(' ') });
}

/** Runs a command and waits for its ephemeral answer. */
export async function ask(driver: Driver, line: string, channel: string): Promise<Message> {
  const before = new Set(driver.seen.ephemerals.map(({ ts }) => ts));
  await command(driver, line, channel);
  return driver.waitFor(`an answer to ${line}`, ({ ephemerals }) =>
    ephemerals.find(({ ts }) => !before.has(ts)),
  );
}

/** Messages of a conversation as the page reads them, oldest first. */
export function messagesOf(driver: Driver, channel: string, limit = 50): Promise<Message[]> {
  return driver.read<Message[]>(`messages?channel=${channel}&limit=${limit}`);
}

/** The person's direct message with the app. */
export async function directMessage(driver: Driver): Promise<string> {
  const userId = driver.state.apps[0]?.botUserId ?? '';
  const answer = await driver.act('open-dm', { userId });
  const data = answer.ok ? answer.data : undefined;
  return isObject(data) ? textOf(data, 'channel') : '';
}
