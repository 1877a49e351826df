import { randomUUID } from 'node:crypto';
import { localDateOf, type Temporal } from '../../kpi/time.ts';
import type { Reply } from '../blocks.ts';
import { enqueue } from '../jobs/outbox.ts';
import { metrics, type Outcome } from '../metrics/index.ts';
import { asOneRequest } from '../request.ts';
import { failureOf } from '../slack.ts';
import type { Actor, Deps, Input, WorkspaceInfo } from '../slice.ts';
import type { Locale } from '../words.ts';
import { wrap } from './values.ts';
import { inBothLanguages, words } from './words.ts';

/** Somebody whom Pacer does not serve (reliability.md § 7): why, in their language. */
export interface TurnedAway {
  turnedAway: string;
}

/** Finds, or on first contact makes, the member behind a Slack user; brought by `people` (wired in app.ts). */
export type Identify = (
  workspaceId: string,
  slackUserId: string,
  now: Temporal.Instant,
) => Promise<{ workspace: WorkspaceInfo; actor: Actor } | TurnedAway | 'unknown-workspace'>;

/** What one request brings, whatever its kind. */
export interface Act {
  workspaceId: string;
  slackUserId: string;
  channelId: string | undefined;
  triggerId: string | undefined;
  transportKey: string;
  /** Answers by the request's response_url; undefined where there is none (modals, Home). */
  respond: ((reply: Reply) => Promise<void>) | undefined;
  /** For what is said before the person is known; undefined: in both languages. */
  localeHint: Locale | undefined;
}

/**
 * The person's answer channel: the request's response_url, else a private message where it happened, else the app's direct message; where
 * Slack takes none of them just now, the direct message waits in the outbox. `mayWait`: whether the workspace is known to be one of ours.
 */
function replier(deps: Deps, act: Act, mayWait: () => boolean): (reply: Reply) => Promise<void> {
  let answers = 0;
  return async (reply) => {
    answers += 1;
    if (act.respond !== undefined) {
      try {
        return await act.respond(reply);
      } catch (error) {
        deps.log.warn({ err: error }, 'response_url refused the answer; it goes by another way');
      }
    }
    const slack = await deps.slack(act.workspaceId);
    if (act.channelId !== undefined) {
      try {
        return await slack.postPrivately(act.channelId, act.slackUserId, reply);
      } catch (error) {
        deps.log.info(
          { failure: failureOf(error) },
          'no private message in the channel; it goes to the direct message',
        );
      }
    }
    try {
      await slack.post(act.slackUserId, reply);
    } catch (error) {
      if (failureOf(error).kind !== 'retry' || !mayWait()) throw error;
      const { workspaceId, slackUserId: channel, transportKey } = act;
      await enqueue(deps.db, { workspaceId, key: `answer:${transportKey}:${answers}`, channel, reply });
    }
  };
}

/**
 * Runs a handler for the person behind a request. Strangers are told so; a surprise is logged once, with a reference that the person is
 * given too. Never throws: the answer says what became of it.
 */
export async function serve(
  deps: Deps,
  identify: Identify,
  now: Temporal.Instant,
  act: Act,
  handler: (input: Input) => Promise<void>,
): Promise<Outcome> {
  const since = performance.now();
  const outcome = await asOneRequest(act.transportKey, () => attempt(deps, identify, now, act, handler));
  metrics.handlers.inc({ outcome });
  metrics.handlerSeconds.observe((performance.now() - since) / 1000);
  return outcome;
}

async function attempt(
  deps: Deps,
  identify: Identify,
  now: Temporal.Instant,
  act: Act,
  handler: (input: Input) => Promise<void>,
): Promise<Outcome> {
  let isOurs = false;
  const reply = replier(deps, act, () => isOurs);
  let locale = act.localeHint;
  try {
    const who = await identify(act.workspaceId, act.slackUserId, now);
    if (who === 'unknown-workspace' || 'turnedAway' in who) return await turnAway(deps, act, who, reply);
    isOurs = true;
    const known = who.actor.locale;
    locale = known;
    await handler({
      deps,
      workspace: who.workspace,
      actor: who.actor,
      now,
      today: localDateOf(now, who.actor.tz),
      transportKey: act.transportKey,
      channelId: act.channelId,
      reply,
      async open(view, next) {
        const id = await openView(deps, act, wrap(view, act.channelId, known));
        if (next === undefined || id === undefined) return;
        const slack = await deps.slack(act.workspaceId);
        await slack.updateView(id, wrap(await next(), act.channelId, known));
      },
    });
    return 'served';
  } catch (error) {
    return confess(deps, act, locale, reply, error);
  }
}

const said = (
  locale: Locale | undefined,
  key: Parameters<typeof inBothLanguages>[0],
  vars?: Record<string, string>,
): string => (locale === undefined ? inBothLanguages(key, vars) : words(locale)(key, vars));

/** Tells somebody that Pacer does not serve them (reliability.md § 7: denied attempts are logged). */
async function turnAway(
  deps: Deps,
  act: Act,
  who: TurnedAway | 'unknown-workspace',
  reply: Input['reply'],
): Promise<Outcome> {
  const why = who === 'unknown-workspace' ? who : 'stranger';
  deps.log.info(
    { why, workspaceId: act.workspaceId, slackUserId: act.slackUserId },
    'somebody was turned away',
  );
  const text = who === 'unknown-workspace' ? said(act.localeHint, 'missingWorkspace') : who.turnedAway;
  // Apps do not talk to apps: two that answer everything would never end, nor would one that hears itself.
  if (text !== '') await reply({ text });
  return why;
}

/** The id of the opened view; undefined where the act's first delivery has opened it. */
async function openView(
  deps: Deps,
  act: Act,
  view: Parameters<Input['open']>[0],
): Promise<string | undefined> {
  if (act.triggerId === undefined) throw new Error('this act has no trigger to open a modal with');
  try {
    return await (await deps.slack(act.workspaceId)).openView(act.triggerId, view);
  } catch (error) {
    // The same act was delivered twice (slack.md § 1), and its first delivery has opened the view.
    const failure = failureOf(error);
    if (failure.error !== 'exchanged_trigger_id') throw error;
    deps.log.info({ failure }, 'the view is open already');
    return undefined;
  }
}

/** Logs a surprise once and tells the person, with the same reference in both places. */
async function confess(
  deps: Deps,
  act: Act,
  locale: Locale | undefined,
  reply: Input['reply'],
  error: unknown,
): Promise<Outcome> {
  const reference = randomUUID().slice(0, 8);
  deps.log.error(
    { err: error, reference, workspaceId: act.workspaceId, transportKey: act.transportKey },
    'a handler failed',
  );
  try {
    await reply({ text: said(locale, 'surprise', { reference }) });
    return 'failed';
  } catch (second) {
    deps.log.error({ err: second, reference }, 'and the person could not be told');
    return 'untold';
  }
}
