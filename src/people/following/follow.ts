import { isTimeZone } from '../../kpi/time.ts';
import type { SlackPerson } from '../../platform/slack.ts';
import { type Locale, localeOf } from '../../platform/words.ts';
import { type Outsider, standingOf } from '../standing.ts';

/** What of a member follows Slack until somebody sets it in Pacer. */
export const FOLLOWED = ['name', 'tz', 'locale'] as const;
export type Followed = (typeof FOLLOWED)[number];

/** A member as the comparison with Slack needs them. */
export interface KnownMember {
  id: string;
  slackUserId: string;
  name: string;
  email: string | null;
  tz: string;
  locale: Locale;
  isActive: boolean;
  overrides: readonly Followed[];
  /** Slack's `updated` that was last taken over. */
  slackUpdated: number;
}

/** What changes of a member because Slack says so. */
export interface Following {
  memberId: string;
  /** `left` with why, `returned`, or merely other columns. */
  kind: 'changed' | 'left' | 'returned';
  why: Outsider | '';
  columns: { name?: string; email?: string; tz?: string; locale?: Locale; isActive?: boolean };
  slackUpdated: number;
}

/** What the column takes; beyond it a number is no time that Slack would say. */
const LATEST = 2 ** 31 - 1;

/** Slack's own words for a member: what is followed, as far as Pacer can use it. */
export function slackColumns(person: SlackPerson): { name: string; tz: string; locale: Locale } {
  return {
    name: person.name,
    tz: isTimeZone(person.tz) ? person.tz : 'UTC',
    locale: localeOf(person.locale),
  };
}

/**
 * reliability.md § 7: how a member follows Slack: rights end with the account there, and with becoming a guest; who is active again
 * returns as they were; name, zone and language follow unless somebody set them in Pacer. Undefined where nothing changes, also where
 * what Slack says is older than what was taken over (events come in any order). `person` undefined: Slack does not know them any more.
 */
export function follow(
  known: KnownMember,
  person: SlackPerson | undefined,
  workspaceId: string,
): Following | undefined {
  const updated = Math.min(person?.updated ?? 0, LATEST);
  if (updated !== 0 && updated < known.slackUpdated) return undefined;
  const standing = standingOf(person, workspaceId);
  const slackUpdated = Math.max(updated, known.slackUpdated);
  const base = { memberId: known.id, slackUpdated };
  if (person === undefined || standing !== 'member') {
    if (!known.isActive) return undefined;
    const why = standing === 'member' ? 'gone' : standing;
    return { ...base, kind: 'left', why, columns: { isActive: false } };
  }
  const columns = changedColumns(known, person);
  if (!known.isActive) return { ...base, kind: 'returned', why: '', columns: { ...columns, isActive: true } };
  return Object.keys(columns).length === 0 ? undefined : { ...base, kind: 'changed', why: '', columns };
}

function changedColumns(known: KnownMember, person: SlackPerson): Following['columns'] {
  const { name, tz, locale } = slackColumns(person);
  const follows = (field: Followed): boolean => !known.overrides.includes(field);
  return {
    ...(follows('name') && name !== '' && name !== known.name ? { name } : {}),
    ...(follows('tz') && tz !== known.tz && isTimeZone(person.tz) ? { tz } : {}),
    ...(follows('locale') && locale !== known.locale ? { locale } : {}),
    ...(person.email !== null && person.email !== known.email ? { email: person.email } : {}),
  };
}
