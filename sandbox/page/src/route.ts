/** Where the page is: who is signed in, what is open. Kept in the URL's hash, so that links and reload work. */
export interface Route {
  user: string | null;
  /** A conversation. */
  channel?: string;
  /** `ts` of the message whose thread is open beside the conversation. */
  thread?: string;
  /** An app whose Home tab is open. */
  home?: string;
}

/** `#/U1/C1`, `#/U1/C1/t/1763.1`, `#/U1/home/A1`; anything else is nobody, nowhere. */
export function parseRoute(hash: string): Route {
  const [user, first, second, third] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decode);
  if (!user) return { user: null };
  if (first === 'home' && second) return { user, home: second };
  if (!first) return { user };
  return second === 't' && third ? { user, channel: first, thread: third } : { user, channel: first };
}

export function formatRoute(route: Route): string {
  if (!route.user) return '#/';
  const parts = [route.user];
  if (route.home) parts.push('home', route.home);
  else if (route.channel) parts.push(route.channel, ...(route.thread ? ['t', route.thread] : []));
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** Hashes are typed by hand too: a stray % must not throw. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
