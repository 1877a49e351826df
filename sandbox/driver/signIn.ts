import type { Actions, Address, Answer, Conversation, Message, PageEvent, State, View } from '../contract.ts';

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
    waitFor: (what, find, ms = 30_000) => waitFor(seen, listeners, { what, find, ms }),
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
