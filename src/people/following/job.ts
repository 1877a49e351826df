import { type Temporal, toDate } from '../../kpi/time.ts';
import { failureOf, type Messenger, type SlackPerson } from '../../platform/slack.ts';
import type { Deps } from '../../platform/slice.ts';
import { type DuePage, followSlack, pageRead, putOff, takeDuePages, unseen } from './store.ts';

const DAY_MS = 24 * 60 * 60_000;
const TROUBLE_MS = 15 * 60_000;
/** Members whom no page named are asked for one by one: so many a minute. */
const ASKED_AT_ONCE = 20;

/**
 * Once a day, in case events were missed: reads Slack's directory and lets members follow it. One page (200 people) a minute for each
 * workspace, far below Slack's limit of 20 requests; called by each tick. A page that fails is read again a quarter of an hour later.
 */
export async function readDirectories(deps: Deps, now: Temporal.Instant): Promise<void> {
  for (const page of await takeDuePages(deps.db, now)) {
    try {
      await readPage(deps, page, toDate(now));
    } catch (error) {
      const failure = failureOf(error);
      deps.log.warn({ failure, workspaceId: page.workspaceId }, 'a page of the directory was not read');
      // Slack's cursors grow old: then the reading begins anew.
      const again = failure.error === 'invalid_cursor';
      await putOff(deps.db, page, new Date(now.epochMilliseconds + TROUBLE_MS), again);
    }
  }
}

async function readPage({ db, slack }: Deps, page: DuePage, at: Date): Promise<void> {
  const messenger = await slack(page.workspaceId);
  if (page.cursor === END) return askForUnseen(db, messenger, page, at);
  const { people, next } = await messenger.peoplePage(page.cursor);
  await followSlack(
    db,
    page.workspaceId,
    people.map((person) => ({ slackUserId: person.id, person })),
  );
  const seen = people.map((person) => person.id);
  await pageRead(db, page, seen, next === '' ? END : next, at);
  if (next === '') await askForUnseen(db, messenger, page, at);
}

/** Stands for a cursor once all pages were read. */
const END = 'end';

/** Whom the directory does not name, Slack is asked about by name; then the reading is over for a day. */
async function askForUnseen(db: Deps['db'], messenger: Messenger, page: DuePage, at: Date): Promise<void> {
  const ids = await unseen(db, page, ASKED_AT_ONCE);
  for (const slackUserId of ids) {
    const person = await personOrNone(messenger, slackUserId);
    await followSlack(db, page.workspaceId, [{ slackUserId, person }]);
  }
  if (ids.length === ASKED_AT_ONCE) return pageRead(db, page, ids, END, at);
  await putOff(db, page, new Date(at.getTime() + DAY_MS), true);
}

/** Undefined where Slack says that there is nobody of that id. */
export async function personOrNone(
  messenger: Pick<Messenger, 'person'>,
  slackUserId: string,
): Promise<SlackPerson | undefined> {
  try {
    return await messenger.person(slackUserId);
  } catch (error) {
    if (failureOf(error).error === 'user_not_found') return undefined;
    throw error;
  }
}
