/** How often a method may be called, per app and workspace. */
export interface Allowance {
  /** Calls in any 60 s. */
  perMinute: number;
  /** And in the same channel: one a second, after a few at once. */
  perChannel?: { perSecond: number; burst: number };
}

/** Slack's tiers, in calls a minute; Slack lets a few more through, the sandbox does not. */
const TIER_2 = { perMinute: 20 };
const TIER_3 = { perMinute: 50 };
const TIER_4 = { perMinute: 100 };
/** "Hundreds of requests per minute." */
const HUNDREDS = { perMinute: 300 };

/** By method; a name that ends with a dot stands for its whole family. The longest that fits holds, `TIER_3` where none does. */
const ALLOWANCES: Record<string, Allowance> = {
  'api.test': TIER_4,
  'auth.test': HUNDREDS,
  'apps.connections.open': TIER_2,
  'apps.': TIER_2,
  'bots.info': TIER_3,
  'chat.postMessage': { ...HUNDREDS, perChannel: { perSecond: 1, burst: 5 } },
  'chat.postEphemeral': TIER_4,
  'chat.getPermalink': HUNDREDS,
  'chat.': TIER_3,
  'conversations.create': TIER_2,
  'conversations.list': TIER_2,
  'conversations.members': TIER_4,
  'conversations.': TIER_3,
  'files.getUploadURLExternal': TIER_4,
  'files.completeUploadExternal': TIER_4,
  'files.info': TIER_4,
  'files.': TIER_3,
  'oauth.': TIER_4,
  'pins.': TIER_2,
  'reactions.': TIER_3,
  'usergroups.': TIER_2,
  'users.info': TIER_4,
  'users.list': TIER_2,
  'users.': TIER_3,
  'views.': TIER_4,
};

/** What a method is allowed. */
export function allowanceOf(method: string): Allowance {
  const exact = Object.hasOwn(ALLOWANCES, method) ? ALLOWANCES[method] : undefined;
  return exact ?? ALLOWANCES[`${method.split('.')[0]}.`] ?? TIER_3;
}
