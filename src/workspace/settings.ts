import type { LocalDate } from '../kpi/localDate.ts';
import type { Locale } from '../platform/words.ts';

/** What an administrator may change of a workspace; only what is present changes. */
export interface WorkspaceChange {
  name?: string;
  locale?: Locale;
  /** IANA zone. */
  tz?: string;
  /** ISO 4217; refused once an amount was logged or a money target set (M-05). */
  currency?: string;
  /** 1–12. */
  fiscalYearStart?: number;
  boardChannelId?: string | null;
  /** Merged over what is stored, key by key. */
  settings?: Record<string, string | number | boolean | null>;
}

/** How a workspace begins. */
export interface NewWorkspace {
  /** Slack's team id. */
  id: string;
  name: string;
  locale?: Locale;
  tz?: string;
  currency?: string;
  fiscalYearStart?: number;
  boardChannelId?: string | null;
}

/** M-05: what one unit of a currency is worth in the workspace's, from a date on. */
export interface NewRate {
  currency: string;
  fromDate: LocalDate;
  /** Decimal text, above 0: "1.08". */
  rate: string;
  /** Where it comes from, for example a central bank or the administrator's name. */
  source: string;
}

/** Why a workspace was not changed. */
export type WorkspaceProblem = { readonly kind: 'currency in use' } | { readonly kind: 'no workspace' };
