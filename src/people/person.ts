import type { LocalDate } from '../kpi/localDate.ts';
import type { Locale } from '../platform/words.ts';

/** A member as of a date: team, role and region are dated (P-06). */
export interface Person {
  memberId: string;
  slackUserId: string;
  name: string;
  email: string | null;
  locale: Locale;
  tz: string;
  isActive: boolean;
  hidesFromBoards: boolean;
  role: 'rep' | 'manager' | 'none';
  teamId: string | null;
  region: string | null;
  firstDay: LocalDate | null;
  lastDay: LocalDate | null;
}

/** A team as of a date. */
export interface TeamInfo {
  id: string;
  name: string;
  region: string | null;
  /** Null: the workspace's. */
  tz: string | null;
  channelId: string | null;
  /** Members who lead it; who leads a team above it is not among them. */
  leadIds: readonly string[];
  /** The team under which it stands; null or absent: none. */
  parentId?: string | null;
}

/** One dated membership (P-06): half-open, `to` null while it lasts. */
export interface Membership {
  memberId: string;
  teamId: string | null;
  role: 'rep' | 'manager' | 'none';
  region: string | null;
  from: LocalDate;
  to: LocalDate | null;
}

/** The language that most of the active people speak; where they are even, the given one (docs/decisions/005-language-of-channels.md). */
export function languageOf(people: readonly Pick<Person, 'isActive' | 'locale'>[], even: Locale): Locale {
  const active = people.filter((person) => person.isActive);
  const chinese = active.filter((person) => person.locale === 'zh').length;
  if (chinese * 2 === active.length) return even;
  return chinese * 2 > active.length ? 'zh' : 'en';
}
