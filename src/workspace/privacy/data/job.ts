import type { Temporal } from '../../../kpi/time.ts';
import { findActor } from '../../../people/store.ts';
import { beside } from '../../../platform/beside.ts';
import { failureOf } from '../../../platform/slack.ts';
import type { Deps } from '../../../platform/slice.ts';
import type { Locale } from '../../../platform/words.ts';
import { zipOf } from '../../../platform/zip.ts';
import { privacyWords } from '../words.ts';
import { filesOf } from './files.ts';
import { type DataRequest, endRequest, takeInterruptedRequests, touchRequest } from './request/store.ts';
import { namesOf, readOwn } from './store.ts';

/** Collects a person's data, and says how far it is: begun by the command, gone on with by the minute where the app was stopped. */

/** What failed so often is told; the day's request is given back. */
const MOST_TRIES = 3;
/** Milliseconds between two changes of a message: Slack takes some fifty a minute. */
const PACE_MS = 2_500;

/** Collects and sends what was asked for. Reading it again changes nothing, so what was interrupted is begun anew. */
export async function collect(deps: Deps, asked: DataRequest, locale: Locale): Promise<void> {
  const say = privacyWords(locale);
  let request = asked;
  try {
    request = await tell(deps, asked, say('progress', { percent: 0 }));
    const tables = await readOwn(deps.db, request, pacer(deps, request, locale));
    const names = await namesOf(deps.db, request.workspaceId);
    const filled = tables.filter(({ rows }) => rows.length > 0);
    const rows = filled.reduce((sum, one) => sum + one.rows.length, 0);
    const bytes = await zipOf(filesOf(tables, names, locale));
    const slack = await deps.slack(request.workspaceId);
    const comment = say('sent', { rows, tables: filled.length });
    const name = `pacer-my-data-${request.localDate}.zip`;
    await slack.sendFile(request.slackUserId, { name, bytes }, comment);
    await endRequest(deps.db, request, 'sent');
    await tell(deps, request, say('ready', { name }));
  } catch (error) {
    const { workspaceId, memberId, tries } = request;
    deps.log.error({ err: error, workspaceId, memberId, tries }, 'somebody’s data could not be collected');
    if (tries < MOST_TRIES) return;
    await endRequest(deps.db, request, 'failed');
    await tell(deps, request, say('failed')).catch(() => undefined);
  }
}

/** The one message in the direct message with Pacer: posted once, changed from then on. */
async function tell(deps: Deps, request: DataRequest, text: string): Promise<DataRequest> {
  const slack = await deps.slack(request.workspaceId);
  if (request.ts !== '') {
    try {
      await slack.update({ channel: request.channel, ts: request.ts }, { text });
      return request;
    } catch (error) {
      // Somebody has deleted it: then it is said anew.
      deps.log.info({ failure: failureOf(error) }, 'the message of collected data could not be changed');
    }
  }
  const { channel, ts } = await slack.post(request.slackUserId, { text });
  const shown = { ...request, channel, ts };
  await touchRequest(deps.db, shown);
  return shown;
}

/** Says how far it is, not more often than Slack likes; trouble on the way does not matter. Also tells the database that it goes on. */
function pacer(
  deps: Deps,
  request: DataRequest,
  locale: Locale,
): (done: number, all: number) => Promise<void> {
  let last = performance.now();
  return async (done, all) => {
    if (performance.now() - last < PACE_MS) return;
    last = performance.now();
    await touchRequest(deps.db, request);
    const percent = Math.floor((100 * done) / all);
    await tell(deps, request, privacyWords(locale)('progress', { percent })).catch(() => undefined);
  };
}

/** Each minute: goes on with what was interrupted. Whoever has left by then gets nothing. */
export async function goOnCollecting(deps: Deps, now: Temporal.Instant): Promise<void> {
  for (const request of await takeInterruptedRequests(deps.db)) {
    const who = await findActor(deps.db, request.workspaceId, request.slackUserId, now);
    if (who === undefined) await endRequest(deps.db, request, 'failed');
    else await collect(deps, request, who.actor.locale);
  }
}

/** The same, beside the minute's other work. */
export const continueCollecting = beside(goOnCollecting, (error, deps) =>
  deps.log.error({ err: error }, 'interrupted requests for data could not be looked for'),
);
