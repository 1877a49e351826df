import { context, type Reply, section } from '../platform/blocks.ts';
import type { Notice } from '../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import { peopleWords } from './words.ts';

/** Somebody new in a team, and whether they lead it. */
export interface Newcomer {
  slackUserId: string;
  locale: Locale;
  team: string;
  leads: boolean;
}

/** Greets whoever is new, each once for the act that brought them (`act`: its id). */
export function hellosOf(act: string, by: string, newcomers: readonly Newcomer[]): Notice[] {
  return newcomers.map(({ slackUserId, locale, team, leads }) => ({
    key: `hello:${act}:${slackUserId}`,
    channel: slackUserId,
    reply: helloReply(by, team, leads, locale),
  }));
}

/** What somebody reads who was put into a team: who did it, and the first line to type. */
export function helloReply(by: string, team: string, leads: boolean, locale: Locale): Reply {
  const say = peopleWords(locale);
  const vars = { by: plainInMrkdwn(by), team: plainInMrkdwn(team) };
  const text = say(leads ? 'hello-lead' : 'hello', vars);
  const line = say(leads ? 'hello-lead-line' : 'hello-line', vars);
  return { text, blocks: [section(`${text}\n${line}`), context(say('hello-more'))] };
}
