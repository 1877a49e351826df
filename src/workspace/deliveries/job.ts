import { instantOf } from '../../kpi/time.ts';
import { findActor } from '../../people/store.ts';
import type { Reply } from '../../platform/blocks.ts';
import { inTransaction, type Tx } from '../../platform/db/index.ts';
import {
  markAsked,
  messagesToAskOf,
  type OfferedRun,
  offeredRuns,
  type ParkedMessage,
  parkedMessages,
  runsToOffer,
} from '../../platform/jobs/asking.ts';
import { enqueue, lastSentBefore } from '../../platform/jobs/outbox.ts';
import { markTold } from '../../platform/jobs/untold.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { readWorkspace } from '../store.ts';
import { type Frame, lateReply, mostAtOnce, type ParkedLine, parkedReply } from './blocks.ts';

/** Somebody to ask. */
interface Asked {
  memberId: string;
  slackUserId: string;
  locale: Locale;
}

/** Who is asked about a team's reports: those who lead it, else the administrators. */
export type WhoToAsk = (
  workspace: WorkspaceInfo,
  teamId: string,
) => Promise<{ team: string; people: readonly Asked[] }>;

/** Asks about everything of which nobody was asked yet: each run and each message once, in as few messages as it takes. */
export async function askAboutDeliveries(deps: Deps, who: WhoToAsk): Promise<void> {
  for (const group of groupsOf(await messagesToAskOf(deps.db), ({ workspaceId, runId }) => [
    workspaceId,
    runId,
  ]))
    await askOf(deps, group, who, false);
  for (const group of groupsOf(await runsToOffer(deps.db), ({ workspaceId, teamId }) => [
    workspaceId,
    teamId,
  ]))
    await offer(deps, group, who, false);
}

/** Asks others about the same: the question did not reach whom it was meant for. */
export async function askAgain(
  deps: Deps,
  workspaceId: string,
  about: { messageIds: readonly string[]; runIds: readonly string[] },
  who: WhoToAsk,
): Promise<void> {
  const messages = await parkedMessages(deps.db, workspaceId, about.messageIds);
  const parked = messages.filter(({ state }) => state === 'parked');
  if (parked.length > 0) await askOf(deps, parked, who, true);
  const runs = await offeredRuns(deps.db, workspaceId, about.runIds);
  const open = runs.filter(({ state }) => state === 'offered');
  if (open.length > 0) await offer(deps, open, who, true);
}

/** Those that belong together, at most as many as one message holds; what is more waits for the next minute. */
function groupsOf<T>(all: readonly T[], keysOf: (one: T) => string[]): T[][] {
  const groups = Map.groupBy(all, (one) => keysOf(one).join(' '));
  return [...groups.values()];
}

async function askOf(
  deps: Deps,
  all: readonly ParkedMessage[],
  who: WhoToAsk,
  isAgain: boolean,
): Promise<void> {
  const messages = all.slice(0, mostAtOnce);
  const [first] = messages;
  const workspace = first && (await readWorkspace(deps.db, first.workspaceId));
  if (first === undefined || workspace === undefined) return;
  const { team, people } = await who(workspace, first.teamId);
  const about = { team, periodKey: first.periodKey, more: all.length - messages.length };
  const lines = await linesOfParked(deps, messages);
  const ids = messages.map(({ id }) => id);
  await ask(deps, workspace, people, {
    // A message that is asked about a second time, after another attempt, is other news.
    key: `ask:${first.runId}`,
    news: `${first.id}.${first.attempts}`,
    replyIn: (locale) => parkedReply(locale, about, lines, frameOf(workspace)),
    isMine: (tx) => (isAgain ? Promise.resolve(true) : markTold(tx, workspace.id, ids)),
  });
}

async function offer(deps: Deps, all: readonly OfferedRun[], who: WhoToAsk, isAgain: boolean): Promise<void> {
  const runs = all.slice(0, mostAtOnce);
  const [first] = runs;
  const workspace = first && (await readWorkspace(deps.db, first.workspaceId));
  if (first === undefined || workspace === undefined) return;
  const { team, people } = await who(workspace, first.teamId);
  const ids = runs.map(({ id }) => id);
  const lines = runs.map((run) => ({ ...run, team }));
  await ask(deps, workspace, people, {
    key: `offer:${first.id}`,
    news: ids.at(-1) ?? '',
    replyIn: (locale) => lateReply(locale, lines, all.length - runs.length, frameOf(workspace)),
    isMine: (tx) => (isAgain ? Promise.resolve(true) : markAsked(tx, workspace.id, ids)),
  });
}

interface Question {
  key: string;
  news: string;
  replyIn(locale: Locale): Reply;
  isMine(tx: Tx): Promise<boolean>;
}

async function ask(
  { db, log }: Deps,
  workspace: WorkspaceInfo,
  people: readonly Asked[],
  { key, news, replyIn, isMine }: Question,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (!(await isMine(tx))) return;
    for (const { memberId, slackUserId, locale } of people)
      await enqueue(
        { client: tx },
        {
          ...{ workspaceId: workspace.id, channel: slackUserId, reply: replyIn(locale) },
          key: `${key}:${memberId}:${news}`,
        },
      );
  });
  log.warn({ workspaceId: workspace.id, key, asked: people.length }, 'somebody is asked about a report');
}

/** How moments and periods are told: by the workspace's clock. */
export const frameOf = ({ tz, fiscalYearStart }: WorkspaceInfo): Frame => ({
  zone: tz,
  periods: { fiscalYearStart },
});

/** The lines of messages, each with its person, or the address of the message before it in the same channel. */
export async function linesOfParked(deps: Deps, messages: readonly ParkedMessage[]): Promise<ParkedLine[]> {
  return Promise.all(
    messages.map(async (message) => {
      const { workspaceId, channel } = message;
      const isPerson = /^[UW]/.test(channel);
      const person = isPerson
        ? await findActor(deps.db, workspaceId, channel, instantOf(await deps.db.now()))
        : undefined;
      return {
        ...message,
        person: isPerson ? (person?.actor.name ?? channel) : undefined,
        linkBefore: isPerson ? undefined : await linkBefore(deps, message),
      };
    }),
  );
}

async function linkBefore(
  { db, slack, log }: Deps,
  { workspaceId, channel, id }: ParkedMessage,
): Promise<string | undefined> {
  try {
    const before = await lastSentBefore(db, workspaceId, channel, id);
    return before && (await (await slack(workspaceId)).permalink(before));
  } catch (error) {
    log.debug({ err: error }, 'there is no address to show');
    return undefined;
  }
}
