import { randomUUID } from 'node:crypto';
import { localDateOf, type Temporal } from '../../kpi/time.ts';
import type { Reply } from '../blocks.ts';
import { failureOf } from '../slack.ts';
import type { Actor, Deps, Input, WorkspaceInfo } from '../slice.ts';
import type { Locale } from '../words.ts';
import { wrap } from './values.ts';
import { words } from './words.ts';

/** Finds, or on first contact makes, the member behind a Slack user; brought by `people` (wired in app.ts). */
export type Identify = (
  workspaceId: string,
  slackUserId: string,
  now: Temporal.Instant,
) => Promise<{ workspace: WorkspaceInfo; actor: Actor } | 'stranger' | 'unknown-workspace'>;

/** What one request brings, whatever its kind. */
export interface Act {
  workspaceId: string;
  slackUserId: string;
  channelId: string | undefined;
  triggerId: string | undefined;
  transportKey: string;
  /** Answers by the request's response_url; undefined where there is none (modals, Home). */
  respond: ((reply: Reply) => Promise<void>) | undefined;
  /** For the words of a surprise that happens before the person is known. */
  localeHint: Locale;
}

/** The person's answer channel: the request's response_url, else a private message where it happened, else the app's direct message. */
export function replier(deps: Deps, act: Act): (reply: Reply) => Promise<void> {
  return async (reply) => {
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
    await slack.post(act.slackUserId, reply);
  };
}

/**
 * Runs a handler for the person behind a request. Strangers are told so; a surprise is logged once, with a reference that the person is
 * given too. Never throws.
 */
export async function serve(
  deps: Deps,
  identify: Identify,
  now: Temporal.Instant,
  act: Act,
  handler: (input: Input) => Promise<void>,
): Promise<void> {
  const reply = replier(deps, act);
  let locale = act.localeHint;
  try {
    const who = await identify(act.workspaceId, act.slackUserId, now);
    if (who === 'stranger') return await reply({ text: words(locale)('stranger') });
    if (who === 'unknown-workspace') return await reply({ text: words(locale)('missingWorkspace') });
    locale = who.actor.locale;
    await handler({
      deps,
      workspace: who.workspace,
      actor: who.actor,
      now,
      today: localDateOf(now, who.actor.tz),
      transportKey: act.transportKey,
      channelId: act.channelId,
      reply,
      open: (view) => openView(deps, act, wrap(view, act.channelId, locale)),
    });
  } catch (error) {
    await confess(deps, act, locale, reply, error);
  }
}

async function openView(deps: Deps, act: Act, view: Parameters<Input['open']>[0]): Promise<void> {
  if (act.triggerId === undefined) throw new Error('this act has no trigger to open a modal with');
  try {
    await (await deps.slack(act.workspaceId)).openView(act.triggerId, view);
  } catch (error) {
    // The same act was delivered twice (slack.md § 1), and its first delivery has opened the view.
    const failure = failureOf(error);
    if (failure.error !== 'exchanged_trigger_id') throw error;
    deps.log.info({ failure }, 'the view is open already');
  }
}

/** Logs a surprise once and tells the person, with the same reference in both places. */
async function confess(
  deps: Deps,
  act: Act,
  locale: Locale,
  reply: Input['reply'],
  error: unknown,
): Promise<void> {
  const reference = randomUUID().slice(0, 8);
  deps.log.error(
    { err: error, reference, workspaceId: act.workspaceId, transportKey: act.transportKey },
    'a handler failed',
  );
  try {
    await reply({ text: words(locale)('surprise', { reference }) });
  } catch (second) {
    deps.log.error({ err: second, reference }, 'and the person could not be told');
  }
}
