import type {
  Actions,
  Address,
  Answer,
  Block,
  Conversation,
  ElementAction,
  Json,
  Message,
  PageEvent,
  State,
  View,
  ViewState,
} from './contract.ts';
import { isObject, type JsonObject, textOf } from './json.ts';

/**
 * Acts as one person of the workspace over the page's own HTTP and web socket, so that it works for a sandbox in this process
 * and in another one. Everything seen since the sign-in is in `seen`.
 */
export interface Driver {
  /** As of the sign-in. */
  state: State;
  seen: Seen;
  act<K extends keyof Actions>(action: K, body: Actions[K]): Promise<Answer>;
  read<T>(path: string): Promise<T>;
  /** Resolves with what `find` finds, as soon as it finds something; fails after `ms` (5,000) naming `what`. */
  waitFor<T>(what: string, find: (seen: Seen) => T | undefined, ms?: number): Promise<T>;
  leave(): void;
}

/** What the person's page has been sent. */
export interface Seen {
  messages: Message[];
  ephemerals: Message[];
  notices: { text: string; channel?: string }[];
  /** Open modals, bottom first. */
  modals: View[];
  home: View | null;
  conversations: Conversation[];
}

/** Signs a person in, by id, handle or e-mail. */
export async function signIn(address: Address, user: string): Promise<Driver> {
  const query = `user=${encodeURIComponent(user)}`;
  const read = async <T>(path: string) => {
    const mark = path.includes('?') ? '&' : '?';
    const answer = await fetch(`${address.page}page/api/${path}${mark}${query}`);
    const body = (await answer.json()) as { ok: boolean; data?: T; error?: string };
    if (!body.ok || body.data === undefined) throw new Error(`page/api/${path}: ${body.error}`);
    return body.data;
  };
  const socket = new WebSocket(`${address.page.replace('http:', 'ws:')}page/ws?${query}`);
  const listeners = new Set<() => void>();
  const seen: Seen = { messages: [], ephemerals: [], notices: [], modals: [], home: null, conversations: [] };
  socket.addEventListener('message', ({ data }) => {
    note(seen, JSON.parse(String(data)) as PageEvent);
    for (const listener of listeners) listener();
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`${user} cannot sign in`)), { once: true });
  });
  const state = await read<State>('state');
  seen.conversations = state.conversations;
  seen.home = state.home;
  return {
    state,
    seen,
    read,
    act: (action, body) => post(`${address.page}page/api/${action}?${query}`, body),
    waitFor: (what, find, ms = 5_000) => waitFor(seen, listeners, { what, find, ms }),
    leave: () => socket.close(),
  };
}

async function post(url: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as Answer;
}

function note(seen: Seen, event: PageEvent): void {
  switch (event.type) {
    case 'message':
    case 'message-changed':
      seen.messages = [...seen.messages.filter(isNot(event.message)), event.message];
      break;
    case 'ephemeral':
      seen.ephemerals = [...seen.ephemerals.filter(isNot(event.message)), event.message];
      break;
    case 'message-deleted':
      seen.messages = seen.messages.filter(isNot(event));
      seen.ephemerals = seen.ephemerals.filter(isNot(event));
      break;
    case 'views':
      seen.modals = event.stack;
      break;
    case 'home':
      seen.home = event.view;
      break;
    case 'notice':
      seen.notices.push(event);
      break;
    case 'conversations':
      seen.conversations = event.conversations;
      break;
    default:
      break;
  }
}

function isNot(one: { channel: string; ts: string }): (other: Message) => boolean {
  return (other) => other.channel !== one.channel || other.ts !== one.ts;
}

function waitFor<T>(
  seen: Seen,
  listeners: Set<() => void>,
  { what, find, ms }: { what: string; find: (seen: Seen) => T | undefined; ms: number },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const found = find(seen);
      if (found === undefined) return;
      clearTimeout(timer);
      listeners.delete(check);
      resolve(found);
    };
    const timer = setTimeout(() => {
      listeners.delete(check);
      reject(new Error(`waited ${ms} ms for ${what}; seen: ${JSON.stringify(seen).slice(0, 2_000)}`));
    }, ms);
    listeners.add(check);
    check();
  });
}

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

/** Every interactive element of the blocks, with its block. */
export function elementsIn(blocks: Block[]): { block: Block; element: JsonObject }[] {
  return blocks.flatMap((block) => {
    const several = Array.isArray(block['elements']) ? block['elements'] : [];
    const all: (Json | undefined)[] = [block['element'], block['accessory'], ...several];
    return all.filter(isObject).map((element) => ({ block, element }));
  });
}

function elementAction(blocks: Block[], actionId: string, value: JsonObject): ElementAction {
  const found = elementsIn(blocks).find(({ element }) => element['action_id'] === actionId);
  if (found === undefined) throw new Error(`no element ${actionId} in ${JSON.stringify(blocks)}`);
  const { block, element } = found;
  const own =
    element['type'] === 'button' ? { text: element['text'] ?? null, value: element['value'] ?? '' } : {};
  return { action_id: actionId, block_id: block.block_id, type: textOf(element, 'type'), ...own, ...value };
}

/** Presses a button of a message (or chooses, with `value` as e.g. `{selected_option: …}`). */
export function press(
  driver: Driver,
  message: Message,
  actionId: string,
  value: JsonObject = {},
): Promise<Answer> {
  const { channel, ts, blocks } = message;
  return driver.act('action', { channel, ts, action: elementAction(blocks, actionId, value) });
}

/** Presses a button of a modal or Home. */
export function pressInView(
  driver: Driver,
  view: View,
  actionId: string,
  value: JsonObject = {},
  state: ViewState = {},
): Promise<Answer> {
  return driver.act('action', {
    viewId: view.id,
    state,
    action: elementAction(view.blocks, actionId, value),
  });
}

/**
 * Submits a modal with the values given by action id: text for inputs, an option's value for selects and radio buttons, a list of
 * those for checkboxes and multi-selects. What is not named keeps its initial value.
 */
export function submit(
  driver: Driver,
  view: View,
  values: Record<string, string | string[]> = {},
): Promise<Answer> {
  const state: ViewState = {};
  for (const [actionId, value] of Object.entries(values)) {
    const found = elementsIn(view.blocks).find(({ element }) => element['action_id'] === actionId);
    if (found === undefined) throw new Error(`no input ${actionId} in ${JSON.stringify(view.blocks)}`);
    const { block, element } = found;
    state[block.block_id] = { ...state[block.block_id], [actionId]: entered(element, value) };
  }
  return driver.act('view-submit', { viewId: view.id, state });
}

const VALUE_KEYS: Record<string, string> = {
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  conversations_select: 'selected_conversation',
  multi_conversations_select: 'selected_conversations',
  channels_select: 'selected_channel',
  multi_channels_select: 'selected_channels',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
};

function entered(element: JsonObject, value: string | string[]): { type: string; [key: string]: Json } {
  const type = textOf(element, 'type');
  const key = VALUE_KEYS[type];
  if (key !== undefined) return { type, [key]: value };
  const groups = Array.isArray(element['option_groups']) ? element['option_groups'].filter(isObject) : [];
  const options = [element, ...groups].flatMap((one) =>
    Array.isArray(one['options']) ? one['options'] : [],
  );
  const pick = (wanted: string): JsonObject =>
    options.filter(isObject).find((option) => option['value'] === wanted) ?? {
      text: { type: 'plain_text', text: wanted },
      value: wanted,
    };
  if (/^(static_select|external_select|radio_buttons)$/.test(type)) {
    return { type, selected_option: pick(String(value)) };
  }
  const several = typeof value === 'string' ? [value] : value;
  if (/^(multi_\w+|checkboxes)$/.test(type)) return { type, selected_options: several.map(pick) };
  return { type, value };
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

/** Adds a person by SCIM; the resource needs `userName`, and may have displayName, emails, title, locale, timezone. */
export async function addPerson(address: Address, resource: JsonObject): Promise<string> {
  const answer = await fetch(`${address.page}scim/v2/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${address.scimToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(resource),
  });
  const body = (await answer.json()) as { id?: string; detail?: string };
  if (body.id === undefined) throw new Error(`SCIM: ${body.detail}`);
  return body.id;
}

/** `POST /sandbox/<verb>`: faults, disconnects, channels. */
export async function control(address: Address, verb: string, body: JsonObject): Promise<Answer> {
  const answer = await fetch(`${address.page}sandbox/${verb}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${address.scimToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Answer;
}
