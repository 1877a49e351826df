import type { Temporal } from '../../kpi/time.ts';

/** What Slack gave for a workspace. */
export interface Tokens {
  botToken: string;
  /** Only where tokens rotate. */
  refreshToken: string | null;
  /** Null: never. */
  expiresAt: Temporal.Instant | null;
}

/** An installation as it is first stored. */
export interface NewInstallation {
  /** Slack's team id. */
  workspaceId: string;
  workspaceName: string;
  enterpriseId: string | null;
  enterpriseName: string | null;
  appId: string;
  botUserId: string;
  botId: string;
  /** As granted. */
  scopes: readonly string[];
  /** Slack user who installed it. */
  installedBy: string;
  tokens: Tokens;
}

/** What everybody may know of an installation: everything but its tokens. */
export interface InstallationInfo {
  workspaceId: string;
  appId: string;
  botUserId: string;
  botId: string;
  installedBy: string;
  installedAt: Temporal.Instant;
  /** False once the app was removed. */
  isLive: boolean;
}

/** The tokens of a workspace as they are held now, and which installation they belong to. */
export interface HeldTokens extends Tokens {
  installedAt: Temporal.Instant;
}

/** Why work for a workspace ends; it stands in the audit log. */
export const endings = [
  'app_uninstalled',
  'tokens_revoked',
  'token_revoked',
  'account_inactive',
  'invalid_auth',
  'invalid_refresh_token',
] as const;
export type Ending = (typeof endings)[number];

/** A token that expires sooner is renewed before it is used. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** So much life a token needs to be good for one more call. */
const LAST_CALL_MS = 20_000;

function lifeLeftMs({ expiresAt }: Tokens, now: Temporal.Instant): number {
  return expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt.epochMilliseconds - now.epochMilliseconds;
}

/** Whether the token lives long enough to be used without a second thought. */
export function isFresh(tokens: Tokens, now: Temporal.Instant): boolean {
  return lifeLeftMs(tokens, now) > RENEW_BEFORE_MS;
}

/** Whether the token still does, while somebody renews it. */
export function isUsable(tokens: Tokens, now: Temporal.Instant): boolean {
  return lifeLeftMs(tokens, now) > LAST_CALL_MS;
}
