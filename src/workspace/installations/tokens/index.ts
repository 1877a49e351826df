import { setTimeout as sleep } from 'node:timers/promises';
import type { Temporal } from '../../../kpi/time.ts';
import type { Db } from '../../../platform/db/index.ts';
import { failureOf, InstallationGone, NothingSent } from '../../../platform/failure.ts';
import type { Log } from '../../../platform/log.ts';
import type { Secrets } from '../../../platform/secrets/index.ts';
import { type Ending, endings, type HeldTokens, isFresh, isUsable, type Tokens } from '../installation.ts';
import { claimRenewal, endInstallation, readTokens, releaseRenewal, storeRenewed } from '../store.ts';

/** What the tokens of many workspaces are kept with. */
export interface TokenKeeping {
  db: Db;
  secrets: Secrets;
  log: Log;
  clock: () => Temporal.Instant;
  /** Asks Slack for new tokens (oauth.v2.access); throws what its client throws. */
  renew: (refreshToken: string) => Promise<Tokens>;
  /** Asks Slack once more about a token that it refused; without it a refusal is taken at its word. */
  isRefused?: (token: string) => Promise<boolean>;
}

/** Live bot tokens, for requests and scheduled work alike. */
export interface LiveTokens {
  /** A token that lives long enough for a call. Throws NothingSent: no call was made. */
  token(workspaceId: string): Promise<string>;
  /**
   * After Slack refused a token: another one where the stored one is another by now, or where it had expired and was renewed. Undefined
   * where there is none; the work of a dead installation has been stopped then.
   */
  another(workspaceId: string, refused: string, error: string): Promise<string | undefined>;
}

/** So long one instance believes what it has read: what others change it hears after this, or by Slack's refusal. */
const KEPT_MS = 60_000;
const POLL_MS = 250;
/** As often as a renewal by somebody else is looked for: it takes 10 s at most. */
const POLLS = 60;
/** Between failed attempts to renew, so that an outage of Slack does not see a storm. */
const PAUSE_S = 15;
const STORE_PAUSES_MS = [0, 200, 1_000, 3_000];

/** What one instance remembers, by workspace. */
interface Memory extends TokenKeeping {
  kept: Map<string, { tokens: HeldTokens; readAt: Temporal.Instant }>;
  /** Renewed tokens that the database has not taken yet: their refresh token was used, so that they are all there is. */
  unsaved: Map<string, { used: string; tokens: Tokens }>;
  /** Why Slack could not be asked, and until when nobody asks again. */
  failed: Map<string, { error: unknown; until: Temporal.Instant }>;
  /** One search at a time for each workspace; whoever comes meanwhile gets its answer. */
  underWay: Map<string, Promise<HeldTokens>>;
}

/**
 * Keeps the tokens of all workspaces alive. Exactly one instance renews (a lease in the row, no transaction while Slack is asked); the
 * others use the present token while it lives, and wait where it does not. New tokens are stored, durably, before they are used.
 */
export function createLiveTokens(keeping: TokenKeeping): LiveTokens {
  const memory: Memory = {
    ...keeping,
    kept: new Map(),
    unsaved: new Map(),
    failed: new Map(),
    underWay: new Map(),
  };
  return {
    async token(workspaceId) {
      return (known(memory, workspaceId) ?? (await search(memory, workspaceId))).botToken;
    },
    async another(workspaceId, refused, error) {
      memory.kept.delete(workspaceId);
      const held = await readTokens(memory.db, memory.secrets, workspaceId);
      if (held === undefined) return undefined;
      if (held.botToken !== refused) return (await search(memory, workspaceId)).botToken;
      if (error === 'token_expired' && held.refreshToken !== null)
        return (await search(memory, workspaceId, refused)).botToken;
      const ending = endings.find((one) => one === error);
      if (ending !== undefined && (await (memory.isRefused?.(refused) ?? true)))
        await end(memory, workspaceId, ending, held);
      return undefined;
    },
  };
}

function known({ kept, clock }: Memory, workspaceId: string): HeldTokens | undefined {
  const found = kept.get(workspaceId);
  if (found === undefined) return undefined;
  const age = clock().epochMilliseconds - found.readAt.epochMilliseconds;
  return age < KEPT_MS && isFresh(found.tokens, clock()) ? found.tokens : undefined;
}

/** Tokens other than the refused one. Throws NothingSent. */
async function search(memory: Memory, workspaceId: string, refused?: string): Promise<HeldTokens> {
  const { underWay, kept, clock } = memory;
  const key = `${workspaceId} ${refused ?? ''}`;
  const started = underWay.get(key) ?? find(memory, workspaceId, refused).finally(() => underWay.delete(key));
  underWay.set(key, started);
  try {
    const tokens = await started;
    kept.set(workspaceId, { tokens, readAt: clock() });
    return tokens;
  } catch (error) {
    throw new NothingSent(error);
  }
}

async function find(memory: Memory, workspaceId: string, refused?: string): Promise<HeldTokens> {
  const { db, secrets, clock, failed } = memory;
  for (let poll = 0; poll < POLLS; poll += 1) {
    await saveLeftOver(memory, workspaceId);
    const held = await readTokens(db, secrets, workspaceId);
    if (held === undefined) throw new InstallationGone(workspaceId);
    const isOther = held.botToken !== refused;
    if (isOther && isFresh(held, clock())) return held;
    const pause = failed.get(workspaceId);
    const mayAsk = pause === undefined || pause.until.epochMilliseconds <= clock().epochMilliseconds;
    if (mayAsk && (await renewOnce(memory, workspaceId, held))) continue;
    if (isOther && isUsable(held, clock())) return held;
    const failure = failed.get(workspaceId);
    if (failure !== undefined) throw failure.error;
    await sleep(POLL_MS);
  }
  throw new Error(`the tokens of ${workspaceId} were not renewed in time`);
}

/** Renews the tokens where the right to it is free. True where they are to be read anew. */
async function renewOnce(memory: Memory, workspaceId: string, held: HeldTokens): Promise<boolean> {
  const { db, log, unsaved, failed } = memory;
  const used = held.refreshToken;
  if (used === null || !(await claimRenewal(db, workspaceId, held))) return false;
  failed.delete(workspaceId);
  try {
    const tokens = await memory.renew(used);
    unsaved.set(workspaceId, { used, tokens });
    log.info(
      { workspaceId, expiresAt: tokens.expiresAt?.toString() },
      'the tokens of a workspace were renewed',
    );
    return true;
  } catch (error) {
    return renewalFailed(memory, workspaceId, held, error);
  }
}

async function renewalFailed(
  memory: Memory,
  workspaceId: string,
  held: HeldTokens,
  error: unknown,
): Promise<boolean> {
  const { db, secrets, log, clock, failed } = memory;
  const failure = failureOf(error);
  const now = await readTokens(db, secrets, workspaceId);
  // Another instance that was believed dead has renewed them after all, or somebody installed anew.
  if (now !== undefined && now.refreshToken !== held.refreshToken) return true;
  const ending = endings.find((one) => one === failure.error);
  if (ending !== undefined) {
    await end(memory, workspaceId, ending, held);
    return true;
  }
  await releaseRenewal(db, workspaceId, PAUSE_S);
  failed.set(workspaceId, { error, until: clock().add({ seconds: PAUSE_S }) });
  log.error({ workspaceId, failure }, 'the tokens of a workspace could not be renewed; it is tried again');
  return false;
}

/** Puts renewed tokens into the database, again until it takes them: they exist nowhere else. */
async function saveLeftOver(memory: Memory, workspaceId: string): Promise<void> {
  const { db, secrets, log, unsaved } = memory;
  const waiting = unsaved.get(workspaceId);
  if (waiting === undefined) return;
  for (const [attempt, pauseMs] of STORE_PAUSES_MS.entries()) {
    await sleep(pauseMs);
    try {
      await storeRenewed(db, secrets, workspaceId, waiting.used, waiting.tokens);
      await db.durable();
      unsaved.delete(workspaceId);
      return;
    } catch (error) {
      log.error({ err: error, workspaceId }, 'renewed tokens could not be stored');
      if (attempt === STORE_PAUSES_MS.length - 1) throw error;
    }
  }
}

/** Slack says that the installation is no more. A token that it refuses is kept a while (doubt/); a used refresh token is worth nothing. */
async function end(memory: Memory, workspaceId: string, ending: Ending, held: HeldTokens): Promise<void> {
  const { installedAt } = held;
  const keepsTokens = ending !== 'invalid_refresh_token';
  const ended = await endInstallation(memory.db, workspaceId, ending, memory.clock(), {
    installedAt,
    keepsTokens,
  });
  if (ended)
    memory.log.error(
      { workspaceId, ending },
      'Slack refuses the tokens of a workspace for good: its work stops',
    );
}
