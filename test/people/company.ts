import { localDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import type { PersonToAdd, TeamToAdd } from '../../src/people/joining.ts';
import type { SlackPerson } from '../../src/platform/slack.ts';

/** Small people to test with. */

export const day = localDate;
export const at = (instant: string): Temporal.Instant => Temporal.Instant.from(instant);

export function person(slackUserId: string, given: Partial<PersonToAdd> = {}): PersonToAdd {
  return {
    slackUserId,
    name: `Name of ${slackUserId}`,
    email: `${slackUserId.toLowerCase()}@example.com`,
    tz: 'UTC',
    locale: 'en',
    role: 'rep',
    teamName: null,
    region: null,
    ...given,
  };
}

export function team(name: string, given: Partial<TeamToAdd> = {}): TeamToAdd {
  return { name, region: null, leadEmailsOrSlackIds: [], ...given };
}

export function slackPerson(id: string, given: Partial<SlackPerson> = {}): SlackPerson {
  return {
    id,
    name: `Name of ${id}`,
    email: null,
    tz: 'Europe/Berlin',
    locale: 'en-US',
    isBot: false,
    isAdmin: false,
    isActive: true,
    isGuest: false,
    teamId: '',
    ...given,
  };
}
