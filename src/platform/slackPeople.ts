import type { WebClient } from '@slack/web-api';

/** A person as Slack knows them. */
export interface SlackPerson {
  id: string;
  name: string;
  /** What people type behind the at sign. */
  handle?: string;
  email: string | null;
  tz: string;
  /** Slack's own, for example "zh-CN". */
  locale: string;
  isBot: boolean;
  isAdmin: boolean;
  isActive: boolean;
  /** Guests and people of other workspaces do not become members by themselves. */
  isGuest: boolean;
  /** Of another workspace, met in a shared channel. */
  isStranger?: boolean;
  teamId: string;
  /** In an organisation of several workspaces: all that the person belongs to; `teamId` may be another of them then, or the organisation's. */
  teamIds?: readonly string[];
  /** When Slack last changed the person, in seconds; 0 or absent where it does not say. */
  updated?: number;
}

export interface PeoplePage {
  people: SlackPerson[];
  next: string;
}

/** Slack's user object, as answers and events bring it. */
export interface RawUser {
  id?: string;
  name?: string;
  real_name?: string;
  team_id?: string;
  deleted?: boolean;
  tz?: string;
  locale?: string;
  is_bot?: boolean;
  is_admin?: boolean;
  is_owner?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  enterprise_user?: { teams?: string[] };
  updated?: number;
  profile?: { real_name?: string; display_name?: string; email?: string };
}

/** Slack's user object as a person. */
export function personOf(user: RawUser): SlackPerson {
  return {
    id: user.id ?? '',
    handle: user.name ?? '',
    name:
      user.profile?.real_name || user.real_name || user.profile?.display_name || user.name || user.id || '',
    email: user.profile?.email ?? null,
    tz: user.tz ?? 'UTC',
    locale: user.locale ?? 'en-US',
    isBot: user.is_bot === true || user.id === 'USLACKBOT',
    isAdmin: user.is_admin === true || user.is_owner === true,
    isActive: user.deleted !== true,
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true || user.is_stranger === true,
    isStranger: user.is_stranger === true,
    teamId: user.team_id ?? '',
    ...(user.enterprise_user?.teams === undefined ? {} : { teamIds: user.enterprise_user.teams }),
    updated: user.updated ?? 0,
  };
}

/** All people of the workspace, page by page. */
export async function everyPerson(client: WebClient): Promise<SlackPerson[]> {
  const found: SlackPerson[] = [];
  let cursor = '';
  do {
    const page = await peoplePage(client, cursor);
    found.push(...page.people);
    cursor = page.next;
  } while (cursor !== '');
  return found;
}

/** One page; '' asks for the first, and '' answers that there is no next. */
export async function peoplePage(client: WebClient, cursor: string): Promise<PeoplePage> {
  const page = await client.users.list({ limit: 200, include_locale: true, ...(cursor ? { cursor } : {}) });
  return {
    people: (page.members ?? []).map(personOf),
    next: page.response_metadata?.next_cursor ?? '',
  };
}
