import type { Temporal } from '../../kpi/time.ts';
import { failureOf } from '../slack.ts';
import type { Deps } from '../slice.ts';
import { claimDoubtful, type Doubtful, settleDoubt } from './doubt.ts';
import { afterLook, mayBeIt, type Seen } from './lookup.ts';
import { markerOf } from './mark.ts';
import { rulesOf, type Trial } from './rules.ts';

/** The *look* pass: what is doubtful is looked for in its conversation before it is sent again (reliability.md § 3). */

/** So long one pass goes on looking. */
const TAKES_MS = 20_000;

/** Looks for doubtful messages; answers how many pages were read. */
export async function lookForDoubtful(
  deps: Deps,
  now: Temporal.Instant,
  stop?: AbortSignal,
  trial?: Trial,
): Promise<number> {
  const start = performance.now();
  let looks = 0;
  while (stop?.aborted !== true && performance.now() - start < TAKES_MS) {
    const message = await claimDoubtful(deps.db);
    if (message === undefined) break;
    looks += 1;
    await lookFor(deps, message, now, trial);
  }
  return looks;
}

async function lookFor(
  deps: Deps,
  message: Doubtful,
  now: Temporal.Instant,
  trial: Trial | undefined,
): Promise<void> {
  const rule = rulesOf(trial);
  await trial?.at?.('before looking');
  const seen: SeenIn = rule.looksFirst ? await look(deps, message) : { kind: 'absent' };
  await trial?.at?.('looked');
  const step = afterLook(seen, message);
  const { key, channel } = message;
  if (step.to === 'parked')
    deps.log.warn({ key, channel, why: step.why }, 'a doubtful message is left to a person');
  else deps.log.info({ key, channel, seen: seen.kind, to: step.to }, 'a doubtful message was looked for');
  await settleDoubt(deps.db, message, step, seen.channel ?? channel, now, rule);
  await trial?.at?.('looked up');
}

/** What was seen, and in which conversation: a message to a person stands in their direct message. */
type SeenIn = Seen & { channel?: string };

/** One page of the conversation, read for the message's mark. */
async function look(deps: Deps, message: Doubtful): Promise<SeenIn> {
  const { workspaceId, key, channel, cursor, oldest, threadTs } = message;
  try {
    const slack = await deps.slack(workspaceId);
    const marker = await markerOf(deps.db, workspaceId);
    const page = await slack.history(channel, {
      ...{ oldest, cursor },
      ...(threadTs === null ? {} : { threadTs }),
    });
    const found = page.messages.find(({ metadata }) => marker.read(metadata) === key);
    if (found !== undefined) return { kind: 'found', ts: found.ts, channel: page.channel };
    // Where Slack does not hand out marks, nobody but a person can tell.
    if (page.messages.some((one) => mayBeIt(one, message.text)))
      return { kind: 'failed', failure: { kind: 'refused', error: 'unmarked' } };
    return page.next === '' ? { kind: 'absent' } : { kind: 'more', before: page.next };
  } catch (error) {
    const failure = failureOf(error);
    // Slack's cursors grow old: then the look begins anew.
    return failure.error === 'invalid_cursor' ? { kind: 'more', before: '' } : { kind: 'failed', failure };
  }
}
