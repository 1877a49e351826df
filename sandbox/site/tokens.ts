import { newSecret } from '../ids.ts';
import { some } from '../json.ts';
import type { Documents } from '../workspace/database.ts';

/** Why a token that was good once is not any more, in Slack's words. */
export type TokenEnd = 'token_revoked' | 'account_inactive';

/** A token of the app in one workspace: of its bot user, or of a person who granted it `user_scope`. */
export interface TokenRecord {
  token: string;
  kind: 'bot' | 'user';
  teamId: string;
  userId: string;
  scopes: string[];
  /** Milliseconds. */
  issuedAt: number;
  /** Set where tokens rotate. */
  expiresAt?: number;
  refreshToken?: string;
  /** When the refresh token was first used; it works a little longer, until its successor is used. */
  refreshedAt?: number;
  /** The refresh token that this one was got with. */
  refreshedFrom?: string;
  ended?: TokenEnd;
  /** An expiring pair was got for it. */
  isExchanged?: true;
}

/** How long rotating tokens live: Slack's twelve hours, or what a test sets. */
export interface TokenLife {
  /** Whether new tokens expire. */
  rotates: boolean;
  lifeSeconds: number;
  /** How long a used refresh token works once more, for whoever did not get the answer. */
  graceSeconds: number;
}

export type Found = { record: TokenRecord; problem?: TokenEnd | 'token_expired' };
type Grant = Pick<TokenRecord, 'kind' | 'teamId' | 'userId' | 'scopes'>;

/** The tokens of all workspaces, in memory and written through. */
export interface Tokens {
  life: TokenLife;
  /** The token's record, with what is wrong with it; undefined for a token that never was. */
  find(token: string): Found | undefined;
  /** A token that is made elsewhere: the one with which the app is installed from the start. */
  adopt(token: string, grant: Grant): TokenRecord;
  /** A new token; one that does not expire is given again to whoever asks again, as Slack does. */
  issue(grant: Grant): TokenRecord;
  /** A new pair for a refresh token; undefined for one that is unknown or used up. */
  refresh(refreshToken: string): TokenRecord | undefined;
  /** An expiring pair instead of a token that does not expire. */
  exchange(record: TokenRecord): TokenRecord;
  /** Ends tokens; the ones that were alive are returned. */
  end(which: (record: TokenRecord) => boolean, why: TokenEnd): TokenRecord[];
  active(teamId: string): TokenRecord[];
}

const KIND = 'token';
const TWELVE_HOURS = 43_200;
/** Slack's limit of tokens that are good at the same time. */
const MOST_ACTIVE = 2;

/** The records themselves. */
interface Shelf {
  /** The oldest first. */
  all(): TokenRecord[];
  get(token: string): TokenRecord | undefined;
  put(record: TokenRecord): TokenRecord;
}

function createShelf(documents: Documents): Shelf {
  const stored = documents.all<TokenRecord>(KIND).sort((a, b) => a.issuedAt - b.issuedAt);
  const known = new Map(stored.map((record) => [record.token, record]));
  return {
    all: () => [...known.values()],
    get: (token) => known.get(token),
    put(record) {
      known.set(record.token, record);
      documents.put(KIND, record.token, record);
      return record;
    },
  };
}

/** Ends those that are alive and meant. */
function endAll({ all, put }: Shelf, which: (record: TokenRecord) => boolean, why: TokenEnd): TokenRecord[] {
  const meant = all().filter((record) => record.ended === undefined && which(record));
  return meant.map((record) => put({ ...record, ended: why }));
}

export function createTokens(documents: Documents, now: () => number, rotates: boolean): Tokens {
  const shelf = createShelf(documents);
  const { all, get, put } = shelf;
  const life: TokenLife = { rotates, lifeSeconds: TWELVE_HOURS, graceSeconds: 60 };
  const active = (teamId: string) =>
    all().filter((record) => record.teamId === teamId && problemOf(record, now()) === undefined);
  const activeLike = ({ teamId, kind, userId }: Grant) =>
    active(teamId).filter((one) => one.kind === kind && one.userId === userId);
  const make = (grant: Grant, from?: string) => {
    const record = put(newRecord(grant, now(), life, from));
    const tooMany = activeLike(grant).slice(0, -MOST_ACTIVE);
    endAll(shelf, ({ token }) => tooMany.some((one) => one.token === token), 'token_revoked');
    return record;
  };
  return {
    life,
    find(token) {
      const record = get(token);
      return record && { record, ...some({ problem: problemOf(record, now()) }) };
    },
    adopt: (token, grant) => put({ token, ...grant, issuedAt: get(token)?.issuedAt ?? now() }),
    issue(grant) {
      const steady = activeLike(grant).find(({ expiresAt }) => expiresAt === undefined);
      return steady !== undefined && !life.rotates ? put({ ...steady, scopes: grant.scopes }) : make(grant);
    },
    refresh(refreshToken) {
      const old = all().find((record) => record.refreshToken === refreshToken && record.ended === undefined);
      if (old === undefined || !mayRefresh(all(), old, now() - life.graceSeconds * 1000)) return undefined;
      put({ ...old, refreshedAt: old.refreshedAt ?? now() });
      return make(old, refreshToken);
    },
    exchange(record) {
      put({ ...record, ended: 'token_revoked', isExchanged: true });
      return make(record);
    },
    end: (which, why) => endAll(shelf, which, why),
    active,
  };
}

function problemOf(record: TokenRecord, now: number): Found['problem'] {
  if (record.ended !== undefined) return record.ended;
  return record.expiresAt !== undefined && now >= record.expiresAt ? 'token_expired' : undefined;
}

/** An unused one always; a used one within the grace, as long as no token got with it was refreshed in turn. */
function mayRefresh(all: TokenRecord[], old: TokenRecord, oldest: number): boolean {
  if (old.refreshedAt === undefined) return true;
  const isFollowed = all.some(
    ({ refreshedFrom, refreshedAt }) => refreshedFrom === old.refreshToken && refreshedAt !== undefined,
  );
  return !isFollowed && old.refreshedAt > oldest;
}

function newRecord(grant: Grant, now: number, life: TokenLife, refreshedFrom?: string): TokenRecord {
  const { kind, teamId, userId, scopes } = grant;
  const plain = `${kind === 'bot' ? 'xoxb' : 'xoxp'}-${life.rotates ? '1' : 'sandbox'}-${newSecret(18)}`;
  const common = { kind, teamId, userId, scopes, issuedAt: now };
  if (!life.rotates) return { token: plain, ...common };
  return {
    token: `xoxe.${plain}`,
    ...common,
    expiresAt: now + life.lifeSeconds * 1000,
    refreshToken: `xoxe-1-${newSecret(24)}`,
    ...some({ refreshedFrom }),
  };
}
