import { newSecret } from '../ids.ts';
import { isObject, parseJson } from '../json.ts';
import type { Manifest } from '../manifest.ts';
import type { Outgoing } from './outgoing.ts';
import { post } from './post.ts';
import { signedHeaders } from './sign.ts';

/** Where an app in HTTP mode takes its payloads; '' where it takes none. */
export interface RequestUrls {
  /** Every slash command that has no address of its own. */
  commands: string;
  /** By command, as the manifest has it. */
  byCommand: Readonly<Record<string, string>>;
  interactivity: string;
  /** Options of external selects; Slack asks nowhere else for them. */
  options: string;
  events: string;
}

export const NO_URLS: RequestUrls = {
  commands: '',
  byCommand: {},
  interactivity: '',
  options: '',
  events: '',
};

/** The same address for everything. */
export function allUrls(url: string): RequestUrls {
  return { commands: url, byCommand: {}, interactivity: url, options: url, events: url };
}

export function hasAny({ commands, byCommand, interactivity, events }: RequestUrls): boolean {
  return [commands, interactivity, events, ...Object.values(byCommand)].some((url) => url !== '');
}

/** As the manifest has them. */
export function urlsOf(manifest: Manifest): RequestUrls {
  const own = manifest.commands.filter(({ url }) => url !== '').map(({ command, url }) => [command, url]);
  const { interactivityUrl: interactivity, optionsUrl: options, eventsUrl: events } = manifest;
  return { commands: '', byCommand: Object.fromEntries(own), interactivity, options, events };
}

/** Where this payload goes, '' for nowhere. */
export function urlFor(urls: RequestUrls, { type, payload }: Outgoing): string {
  switch (type) {
    case 'slash_commands':
      return urls.byCommand[String(payload['command'])] ?? urls.commands;
    case 'interactive':
      return payload['type'] === 'block_suggestion' ? urls.options : urls.interactivity;
    case 'events_api':
      return urls.events;
  }
}

/** What is wrong with an address, in words; undefined for a good one. Only this machine may be reached without TLS. */
export function urlProblem(url: string): string | undefined {
  if (!URL.canParse(url)) return `${url} is not a URL`;
  const { protocol, hostname } = new URL(url);
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (protocol === 'https:' || (protocol === 'http:' && isHere)) return undefined;
  return `${url} has to be https, or http on this machine`;
}

const HANDSHAKE_MS = 3_000;

/** Slack's handshake with an events URL: `challenge` has to come back. The answer is what was wrong, or undefined. */
export async function verifyUrl(
  url: string,
  app: { token: string; secret: string },
): Promise<string | undefined> {
  const challenge = newSecret(26);
  const body = JSON.stringify({ token: app.token, challenge, type: 'url_verification' });
  const headers = { 'content-type': 'application/json', ...signedHeaders(app.secret, Date.now(), body) };
  const posted = await post(url, headers, body, HANDSHAKE_MS);
  if (!posted.ok) {
    return posted.why === 'timeout' ? 'it did not answer within 3 s' : 'nobody answers there';
  }
  if (posted.status !== 200) return `it answered with HTTP status ${posted.status}`;
  return challengeIn(posted.text) === challenge ? undefined : 'its answer lacks the challenge';
}

/** As plain text, as a form, or as JSON. */
function challengeIn(text: string): string {
  const content = parseJson(text);
  if (isObject(content)) return String(content['challenge']);
  return new URLSearchParams(text).get('challenge') ?? text.trim();
}
