import type { Manifest } from '../manifest.ts';

/** What an app asks for when it sends somebody to `/oauth/v2/authorize`. */
export interface AuthorizeRequest {
  clientId: string;
  scopes: string[];
  userScopes: string[];
  /** Undefined where the app gave none. */
  state: string | undefined;
  redirectUri: string;
  /** Whether the app named the address; then it has to name the same one when it takes the code. */
  isRedirectGiven: boolean;
  /** The workspace that the app would like, '' for any. */
  team: string;
}

/** Slack's word for a request that cannot be answered by going back to the app. */
export type AuthorizeProblem = 'invalid_client_id' | 'invalid_scope' | 'bad_redirect_uri';

/** The request, checked against the app's manifest. `detail` names what is wrong. */
export function readAuthorize(
  query: URLSearchParams,
  clientId: string,
  manifest: Manifest,
): AuthorizeRequest | { problem: AuthorizeProblem; detail: string } {
  const given = query.get('client_id') ?? '';
  if (given !== clientId) return { problem: 'invalid_client_id', detail: given };
  const scopes = listed(query.get('scope'));
  const userScopes = listed(query.get('user_scope'));
  const lacking = [
    ...scopes.filter((scope) => !manifest.botScopes.includes(scope)),
    ...userScopes.filter((scope) => !manifest.userScopes.includes(scope)),
  ];
  const isEmpty = scopes.length + userScopes.length === 0;
  if (lacking.length > 0 || isEmpty) return { problem: 'invalid_scope', detail: lacking.join(', ') };
  const redirectUri = query.get('redirect_uri') ?? manifest.redirectUrls[0] ?? '';
  if (!isAllowedRedirect(redirectUri, manifest.redirectUrls))
    return { problem: 'bad_redirect_uri', detail: redirectUri };
  const state = query.get('state') ?? undefined;
  const isRedirectGiven = query.has('redirect_uri');
  const team = query.get('team') ?? '';
  return { clientId, scopes, userScopes, state, redirectUri, isRedirectGiven, team };
}

function listed(text: string | null): string[] {
  return [...new Set((text ?? '').split(/[\s,]+/).filter((scope) => scope !== ''))];
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Loopback or https, and the same as or below one of the manifest's addresses when it lists any. */
export function isAllowedRedirect(address: string, listedUrls: readonly string[]): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.hash !== '' || url.username !== '') return false;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (!isSafe) return false;
  return listedUrls.length === 0 || listedUrls.some((one) => isBelow(url, one));
}

function isBelow(url: URL, listedUrl: string): boolean {
  if (!URL.canParse(listedUrl)) return false;
  const { origin, pathname } = new URL(listedUrl);
  const folder = pathname.endsWith('/') ? pathname : `${pathname}/`;
  return url.origin === origin && (url.pathname === pathname || url.pathname.startsWith(folder));
}

/** The app's address with the answer in its query. */
export function backTo(request: AuthorizeRequest, answer: Record<string, string>): string {
  const url = new URL(request.redirectUri);
  for (const [key, value] of Object.entries(answer)) url.searchParams.set(key, value);
  if (request.state !== undefined) url.searchParams.set('state', request.state);
  return url.href;
}
