import { dropMessage, markStale, putMessage, putPage } from './logs.ts';
import type { Event, Model, Notice } from './model.ts';

/** Calls kept for the inspector. */
const CALLS_KEPT = 500;

/**
 * The next model after an event from the server or from the page itself. Pure.
 * @param now milliseconds, only for placing a notice between messages
 */
export function reduce(model: Model, event: Event, now: number): Model {
  switch (event.type) {
    case 'message':
    case 'message-changed':
    case 'ephemeral':
      return putMessage(model, event.message);
    case 'message-deleted':
    case 'dismiss':
      return dropMessage(model, event.channel, event.ts);
    case 'loaded':
      return putPage(model, event);
    case 'views':
      return { ...model, views: event.stack };
    case 'notice':
      return { ...model, notices: [...model.notices, noticeOf(model, event, now)] };
    case 'dismiss-notice':
      return { ...model, notices: model.notices.filter(({ id }) => id !== event.id) };
    case 'call':
      return { ...model, calls: putCall(model.calls, event.call) };
    case 'calls':
      return { ...model, calls: event.calls.reduce(putCall, model.calls).toSorted((a, b) => a.id - b.id) };
    case 'online':
      return event.online ? { ...model, online: true } : markStale({ ...model, online: false });
    default:
      return { ...model, state: reduceState(model.state, event) };
  }
}

type StateEvent = Extract<Event, { type: 'state' | 'home' | 'conversations' | 'people' | 'apps' | 'read' }>;

function reduceState(state: Model['state'], event: StateEvent): Model['state'] {
  switch (event.type) {
    case 'state':
      return event.state;
    case 'home':
      return { ...state, home: event.view };
    case 'conversations':
      return { ...state, conversations: event.conversations };
    case 'people':
      return {
        ...state,
        people: event.people,
        me: event.people.find((p) => p.id === state.me.id) ?? state.me,
      };
    case 'apps':
      return { ...state, apps: event.apps, commands: event.commands, shortcuts: event.shortcuts };
    case 'read': {
      const read = (c: Model['state']['conversations'][number]) =>
        c.id === event.channel ? { ...c, unread: 0 } : c;
      return { ...state, conversations: state.conversations.map(read) };
    }
  }
}

function noticeOf(model: Model, event: Extract<Event, { type: 'notice' }>, now: number): Notice {
  const { type: _, ...rest } = event;
  return { ...rest, id: (model.notices.at(-1)?.id ?? 0) + 1, ts: (now / 1000).toFixed(6) };
}

function putCall(calls: Model['calls'], call: Model['calls'][number]): Model['calls'] {
  return [...calls.filter(({ id }) => id !== call.id), call].slice(-CALLS_KEPT);
}
