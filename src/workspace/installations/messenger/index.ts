import { failureOf } from '../../../platform/failure.ts';
import type { Messenger, SlackPerson } from '../../../platform/slack.ts';
import type { LiveTokens } from '../tokens/index.ts';

/** What Slack says where the token is the trouble; it has done nothing then. */
const tokenTrouble = new Set([
  'token_expired',
  'token_revoked',
  'invalid_auth',
  'account_inactive',
  'not_authed',
]);

/** Makes the same messenger with every call led through `through`. */
function everyCall(
  shape: Messenger,
  through: (call: (messenger: Messenger) => unknown) => unknown,
): Messenger {
  return new Proxy(shape, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) =>
        through((messenger) => Reflect.apply(Reflect.get(messenger, key), messenger, args));
    },
  });
}

/** The messengers of all workspaces. Each call goes out with a live token; one that Slack refuses for its token is made once more with another. */
export function liveMessengers(
  tokens: LiveTokens,
  make: (token: string) => Messenger,
): (workspaceId: string) => Messenger {
  const shape = make('');
  const made = new Map<string, { token: string; messenger: Messenger }>();
  const messengerOf = (workspaceId: string, token: string): Messenger => {
    const known = made.get(workspaceId);
    if (known?.token === token) return known.messenger;
    const messenger = make(token);
    made.set(workspaceId, { token, messenger });
    return messenger;
  };
  return (workspaceId) =>
    everyCall(shape, async (call) => {
      const token = await tokens.token(workspaceId);
      try {
        return await call(messengerOf(workspaceId, token));
      } catch (error) {
        const failure = failureOf(error);
        if (!tokenTrouble.has(failure.error)) throw error;
        const other = await tokens.another(workspaceId, token, failure.error);
        if (other === undefined) throw error;
        return await call(messengerOf(workspaceId, other));
      }
    });
}

/** The same messenger; `onRefused` hears of it when Slack refuses the token, before the caller does. */
export function watched(messenger: Messenger, onRefused: (error: string) => Promise<void>): Messenger {
  return everyCall(messenger, async (call) => {
    try {
      return await call(messenger);
    } catch (error) {
      const failure = failureOf(error);
      if (tokenTrouble.has(failure.error)) await onRefused(failure.error);
      throw error;
    }
  });
}

/**
 * The same messenger; where the settings name who is to administer Pacer (a Slack user id or an e-mail address), they and nobody else count
 * as an administrator of the workspace. For workspaces whose administrators Slack does not tell, or that want another one.
 */
export function appointing(messenger: Messenger, admin: string | undefined): Messenger {
  if (admin === undefined) return messenger;
  const wanted = admin.toLowerCase();
  const seen = (person: SlackPerson): SlackPerson => ({
    ...person,
    isAdmin: [person.id, person.email].some((known) => known?.toLowerCase() === wanted),
  });
  return {
    ...messenger,
    async person(userId) {
      const person = await messenger.person(userId);
      return person === undefined ? undefined : seen(person);
    },
    people: async () => (await messenger.people()).map(seen),
    async peoplePage(cursor) {
      const { people, next } = await messenger.peoplePage(cursor);
      return { people: people.map(seen), next };
    },
  };
}
