import type { Actions, Answer, Call, Message, State, Tools } from '../../../contract.ts';

/** What the server answers as `data`, by request. */
export interface Results {
  state: State;
  messages: Message[];
  calls: Call[];
  tools: Tools;
}

/** A failure of the connection itself is an answer like any other: the page says it and stays usable. */
async function read<T>(request: Promise<Response>): Promise<Answer<T>> {
  try {
    const response = await request;
    const body: Answer<T> = await response.json();
    return body;
  } catch {
    return { ok: false, error: 'unreachable' };
  }
}

/** `GET /page/api/<what>`: reads for the signed-in person; without a user the server's default person. */
export function get<K extends keyof Results>(
  what: K,
  user: string | null,
  query: Record<string, string> = {},
): Promise<Answer<Results[K]>> {
  const search = new URLSearchParams({ ...(user ? { user } : {}), ...query });
  return read(fetch(`/page/api/${what}?${search}`));
}

/** What the actions that hand something back put into `data`. */
export interface Handed {
  /** The message that shows the file, where one was posted, and the file's id. */
  upload: { ts?: string; file: string };
  'open-dm': { channel: string };
  'open-group': { channel: string };
}

/** `POST /page/api/<action>`: acts as the signed-in person. */
export function act<K extends keyof Actions>(
  user: string,
  action: K,
  body: Actions[K],
): Promise<Answer<K extends keyof Handed ? Handed[K] : unknown>> {
  return read(
    fetch(`/page/api/${action}?user=${encodeURIComponent(user)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}
