import { z } from 'zod';
import { isLocalDate, type LocalDate, type Weekday } from '../kpi/localDate.ts';
import { type Locale, localeOf, locales } from '../platform/words.ts';

/** Rows of the people tables as raw SQL hands them out. Dates come as text, so that no driver shifts them. */

export const dateText = z.custom<LocalDate>((text) => typeof text === 'string' && isLocalDate(text));
export const localeText = z
  .string()
  .transform((text): Locale => locales.find((one) => one === text) ?? localeOf(text));
export const roleText = z.enum(['rep', 'manager', 'none']);

const weekday = z
  .int()
  .min(1)
  .max(7)
  .transform((day) => day as Weekday);
/** Working weekdays over a while (P-06). */
export const patternRow = z.object({
  weekdays: z.array(weekday),
  from: dateText,
  to: dateText.nullable(),
});

export const membershipRow = z.object({
  memberId: z.string(),
  teamId: z.string().nullable(),
  role: roleText,
  region: z.string().nullable(),
  from: dateText,
  to: dateText.nullable(),
});

export const personRow = z.object({
  memberId: z.string(),
  slackUserId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  locale: localeText,
  tz: z.string(),
  isActive: z.boolean(),
  hidesFromBoards: z.boolean(),
  role: roleText,
  teamId: z.string().nullable(),
  region: z.string().nullable(),
  firstDay: dateText.nullable(),
  lastDay: dateText.nullable(),
});

export const teamRow = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string().nullable(),
  tz: z.string().nullable(),
  channelId: z.string().nullable(),
  leadIds: z.array(z.string()),
  parentId: z.string().nullable(),
});

const stay = z.object({ from: dateText, to: dateText.nullable() });

/** Under which team a team stands, over a while (tree.ts). */
export const linkRow = stay.extend({ teamId: z.string(), parentId: z.string() });

/** A member with the workspace, and what may hold around today: which of it does depends on the member's own date. */
export const actorRow = z.object({
  memberId: z.string(),
  slackUserId: z.string(),
  name: z.string(),
  locale: localeText,
  tz: z.string(),
  isAdmin: z.boolean(),
  isFinance: z.boolean(),
  stays: z.array(
    stay.extend({ teamId: z.string().nullable(), role: roleText, region: z.string().nullable() }),
  ),
  leads: z.array(stay.extend({ teamId: z.string() })),
  links: z.array(linkRow),
  workspace: z.object({
    id: z.string(),
    name: z.string(),
    locale: localeText,
    tz: z.string(),
    currency: z.string(),
    fiscalYearStart: z.int(),
    boardChannelId: z.string().nullable(),
    playbookVersion: z.int(),
    settings: z.record(z.string(), z.unknown()),
  }),
});
