import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';
import { plain, type Reply, type Request, readBody } from '../http/request.ts';
import { worldOfTeam } from '../site/find.ts';
import type { Site } from '../site/site.ts';
import type { PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { type Choice, consentPage, type Language, problemPage } from './page.ts';
import { type AuthorizeRequest, backTo, readAuthorize } from './request.ts';
import { POLICY } from './style.ts';
import type { Problem } from './words.ts';

const MOST_BODY = 100_000;

/** `GET /oauth/v2/authorize` shows the consent page; its form posts the decision to the same address. */
export async function oauthRoute(site: Site, request: Request): Promise<Reply> {
  if (request.path.join('/') !== 'oauth/v2/authorize') return plain('not found', 404);
  const language = languageOf(request.raw);
  const isPost = request.method === 'POST';
  if (!isPost && request.method !== 'GET') return plain('method not allowed', 405);
  const form = isPost
    ? new URLSearchParams((await readBody(request.raw, MOST_BODY)).toString('utf8'))
    : request.query;
  const wanted = readAuthorize(form, site.app.clientId, site.manifest);
  if ('problem' in wanted) return problemReply(site, wanted.problem, language, wanted.detail);
  if (isPost) return decide(site, wanted, form, language);
  return page(consentPage(site.manifest, wanted, choicesFor(site, wanted.team), language));
}

function decide(site: Site, request: AuthorizeRequest, form: URLSearchParams, language: Language): Reply {
  if (form.get('decision') !== 'allow') return redirect(backTo(request, { error: 'access_denied' }));
  const [teamId = '', userId = ''] = (form.get('as') ?? '').split('/');
  const world = worldOfTeam(site, teamId);
  const person = world?.people.get(userId);
  if (world === undefined || person === undefined || !mayInstall(person))
    return problemReply(site, 'not_allowed', language);
  const { clientId, redirectUri, isRedirectGiven, scopes, userScopes } = request;
  const code = site.codes.issue({
    clientId,
    redirectUri,
    isRedirectGiven,
    teamId,
    userId,
    scopes,
    userScopes,
  });
  return redirect(backTo(request, { code }));
}

/** Members may install apps; guests, bots, people of other workspaces and those who have left may not. */
function mayInstall({ isBot, deleted, isRestricted, isStranger, homeTeam }: PersonRecord): boolean {
  return !isBot && !deleted && !isRestricted && !isStranger && homeTeam === undefined;
}

function choicesFor(site: Site, team: string): Choice[] {
  const wanted = site.worlds.filter(({ installation }) => installation.teamId === team);
  return (wanted.length > 0 ? wanted : site.worlds).map(choiceOf);
}

function choiceOf({ installation, people }: World): Choice {
  const { teamId, teamName, isInstalled } = installation;
  const rank = (person: PersonRecord) => Number(person.isOwner) * 2 + Number(person.isAdmin);
  const allowed = people
    .all()
    .filter(mayInstall)
    .sort((a, b) => rank(b) - rank(a));
  const faces = allowed.map(({ id, realName, name, title }) => ({ id, name: realName || name, title }));
  return { teamId, teamName, isInstalled, people: faces };
}

function languageOf(raw: IncomingMessage): Language {
  return new Negotiator(raw).language(['en', 'zh', 'zh-CN'])?.startsWith('zh') === true ? 'zh' : 'en';
}

function problemReply(site: Site, problem: Problem, language: Language, detail = ''): Reply {
  return page(problemPage(site.manifest, problem, detail, language), 400);
}

function page(body: string, status = 200): Reply {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    // Stricter than this, and browsers would not say either where the form comes from.
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  };
  return { status, headers, body };
}

function redirect(location: string): Reply {
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' };
}
