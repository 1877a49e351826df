import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Installation, InstallProvider, LogLevel, type OrgInstallation } from '@slack/oauth';
import Negotiator from 'negotiator';
import { instantOf, type Temporal } from '../../kpi/time.ts';
import type { Db } from '../../platform/db/index.ts';
import { failureOf } from '../../platform/failure.ts';
import type { Log } from '../../platform/log.ts';
import type { HttpRoute } from '../../platform/route.ts';
import { clientOptions } from '../../platform/slack.ts';
import { type Locale, localeOf, locales } from '../../platform/words.ts';
import { pageHeaders } from './html.ts';
import type { NewInstallation } from './installation.ts';
import {
  donePage,
  type InstallProblem,
  installPage,
  installPath,
  problemPage,
  redirectPath,
  statusOf,
} from './pages.ts';
import { botScopes } from './scopes.ts';
import { createStates, StateProblem, type States } from './states/index.ts';

/** What the pages of an installation need. */
export interface InstallSite {
  oauth: { clientId: string; clientSecret: string; stateSecret: string };
  apiUrl: string | undefined;
  /** Where browsers reach the app, without a slash at the end; undefined: as the request says. */
  publicUrl: string | undefined;
  db: Db;
  log: Log;
  clock: () => Temporal.Instant;
  /** Stores an installation and everything that begins with it; what it throws, nobody has installed. */
  accept(installation: NewInstallation, now: Temporal.Instant): Promise<void>;
}

interface Desk {
  site: InstallSite;
  states: States;
  provider: InstallProvider;
  locale: Locale;
}

/**
 * The pages of an installation: `/slack/install` with "Add to Slack", and the address to which Slack sends the browser back. State, its
 * cookie and the exchange of the code are the library's; what it must not do twice, and what people read, is ours.
 */
export function installRoutes(site: InstallSite): HttpRoute[] {
  const states = createStates(site);
  const desks = locales.map((locale) => ({
    site,
    states,
    locale,
    provider: providerFor(site, states, locale),
  }));
  const deskFor = (request: IncomingMessage): Desk => {
    const locale = localeOf(new Negotiator(request).language([...locales]));
    return desks.find((desk) => desk.locale === locale) ?? desks[0] ?? missing();
  };
  return [
    {
      method: 'GET',
      path: installPath,
      handle: (request, response) => begin(deskFor(request), request, response),
    },
    {
      method: 'GET',
      path: redirectPath,
      handle: (request, response) => finish(deskFor(request), request, response),
    },
  ];
}

function missing(): never {
  throw new Error('there is no language to speak');
}

function providerFor(site: InstallSite, states: States, locale: Locale): InstallProvider {
  const { clientId, clientSecret } = site.oauth;
  return new InstallProvider({
    clientId,
    clientSecret,
    stateStore: states,
    stateCookieName: cookieName(site),
    installationStore: {
      storeInstallation: (installation) => site.accept(installationOf(installation), site.clock()),
      fetchInstallation: () => Promise.reject(new Error('tokens are read from the store alone')),
    },
    ...(site.apiUrl === undefined
      ? {}
      : { authorizationUrl: new URL('../oauth/v2/authorize', site.apiUrl).href }),
    renderHtmlForInstallPath: (address) => installPage(locale, address),
    clientOptions: clientOptions(site.apiUrl),
    logger: quiet,
  });
}

/**
 * Behind HTTPS a browser takes a cookie of this name from this very host alone: a neighbour under the same domain cannot put the state of its
 * own installation into somebody's browser, and have them install into the workspace that it chose.
 */
const cookieName = ({ publicUrl }: InstallSite): string =>
  publicUrl?.startsWith('https://') === true ? '__Host-pacer-install' : 'pacer-install';

/** The library says in its own words what we say in ours; nothing of it is lost by not repeating it. */
const quiet = {
  ...{ debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, setName() {} },
  getLevel: () => LogLevel.ERROR,
};

/** Where Slack sends the browser back to; it must stand among the app's redirect addresses. */
function redirectUri({ publicUrl }: InstallSite, request: IncomingMessage): string {
  if (publicUrl !== undefined) return `${publicUrl}${redirectPath}`;
  const forwarded = String(request.headers['x-forwarded-proto'] ?? '').split(',')[0];
  const isSecure = forwarded === 'https' || 'encrypted' in request.socket;
  return `${isSecure ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}${redirectPath}`;
}

function setHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
}

function answer(response: ServerResponse, locale: Locale, status: number, page: string): void {
  setHeaders(response);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Content-Language', locale === 'zh' ? 'zh-CN' : 'en');
  response.writeHead(status);
  response.end(page);
}

async function begin(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  setHeaders(response);
  const options = {
    scopes: [...botScopes],
    redirectUri: redirectUri(desk.site, request),
    metadata: randomUUID(),
  };
  await desk.provider.handleInstallPath(request, response, {}, options);
}

async function finish(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { site, locale } = desk;
  const refuse = async (problem: InstallProblem): Promise<void> =>
    answer(response, locale, statusOf(problem), problemPage(locale, problem));
  await desk.provider.handleCallback(request, response, {
    async afterInstallation(installation) {
      if (installation.isEnterpriseInstall !== true && installation.team !== undefined) return true;
      site.log.warn(
        { enterpriseId: installation.enterprise?.id },
        'an installation for a whole organisation was refused',
      );
      await refuse({ kind: 'org' });
      return false;
    },
    async successAsync(installation) {
      const { workspaceId, workspaceName, appId } = installationOf(installation);
      const app = `slack://app?${new URLSearchParams({ team: workspaceId, id: appId, tab: 'home' }).toString()}`;
      const browser =
        site.apiUrl === undefined
          ? `https://app.slack.com/client/${workspaceId}`
          : new URL('/', site.apiUrl).href;
      answer(response, locale, 200, donePage(locale, { workspace: workspaceName, app, browser }));
    },
    failureAsync: async (error) => refuse(await problemOf(desk, request, error)),
  });
}

/** What went wrong, for the person; the log has the same. */
async function problemOf(
  { site, states }: Desk,
  request: IncomingMessage,
  error: Error & { code: string },
): Promise<InstallProblem> {
  const asked = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const said = asked.get('error');
  const state = asked.get('state') ?? '';
  if (said === 'access_denied') return { kind: 'denied' };
  if (error instanceof StateProblem) return { kind: error.kind };
  switch (error.code) {
    case 'slack_oauth_missing_code':
      return said === null ? { kind: 'state' } : refused(site, said, 'warn');
    case 'ERR_INVALID_URL':
      // No browser names a host that is none.
      return { kind: 'state' };
    case 'slack_oauth_missing_state':
      return { kind: 'state' };
    case 'slack_oauth_invalid_state':
      // The browser gave its cookie back with the first answer: a page that is loaded again has none.
      return { kind: (await states.wasUsed(state)) ? 'expired' : 'browser' };
  }
  if (!error.code.startsWith('slack_webapi')) return surprise(site, error);
  const failure = failureOf(error);
  if (failure.error === 'invalid_code' || failure.error === 'code_already_used') return { kind: 'code' };
  if (failure.kind === 'refused' || failure.kind === 'dead') return refused(site, failure.error, 'error');
  site.log.warn({ failure }, 'Slack could not be asked for the tokens of an installation');
  return { kind: 'unreachable' };
}

/** An error is what Slack said to us; what a browser brings, anybody can make up. */
function refused({ log }: InstallSite, said: string, level: 'warn' | 'error'): InstallProblem {
  const error = said.replace(/[^\w.-]/g, '').slice(0, 60);
  log[level](
    { error },
    'Slack refused an installation; check SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and the redirect address',
  );
  return { kind: 'refused', error };
}

function surprise({ log }: InstallSite, error: Error): InstallProblem {
  const reference = randomUUID().slice(0, 8);
  log.error({ err: error, reference }, 'an installation failed');
  return { kind: 'surprise', reference };
}

/** The library's installation in our words. Throws where Slack gave no bot token: the app's settings ask for none then. */
function installationOf({
  team,
  enterprise,
  user,
  bot,
  appId,
}: Installation | OrgInstallation): NewInstallation {
  if (team === undefined || bot === undefined) throw new Error('Slack gave no bot token for a workspace');
  return {
    workspaceId: team.id,
    workspaceName: team.name ?? team.id,
    enterpriseId: enterprise?.id ?? null,
    enterpriseName: enterprise?.name ?? null,
    appId: appId ?? '',
    botUserId: bot.userId,
    // `auth.test` need not tell it, and nothing depends on it.
    botId: bot.id ?? '',
    scopes: bot.scopes,
    installedBy: user.id,
    tokens: {
      botToken: bot.token,
      refreshToken: bot.refreshToken ?? null,
      expiresAt: bot.expiresAt === undefined ? null : instantOf(new Date(bot.expiresAt * 1000)),
    },
  };
}
