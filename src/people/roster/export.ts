import type { Locale } from '../../platform/words.ts';
import type { TeamInfo } from '../person.ts';
import { COLUMNS, type Column } from './columns.ts';
import type { KnownPerson } from './plan.ts';
import { weekdaysText } from './say.ts';
import { rosterWords } from './words.ts';

/** Everybody as lines of a file that an import takes as it is: the header in the reader's language, then a line for each active person. */
export function rosterCells(
  members: Iterable<KnownPerson>,
  teams: readonly TeamInfo[],
  locale: Locale,
): string[][] {
  const say = rosterWords(locale);
  const byId = new Map(teams.map((team) => [team.id, team]));
  const nameOf = (id: string | null | undefined): string => (id == null ? '' : (byId.get(id)?.name ?? ''));
  const lines = [...members]
    .filter((member) => member.isActive)
    .map((member) => {
      const team = member.teamId === null ? undefined : byId.get(member.teamId);
      const cells: Record<Column, string> = {
        email: member.email ?? '',
        slack: member.slackUserId,
        name: member.name,
        team: nameOf(member.teamId),
        parent: nameOf(team?.parentId),
        role: say(`cell-${member.role}`),
        manages: member.leads.map(nameOf).filter(Boolean).join('; '),
        region: member.ownRegion ?? team?.region ?? '',
        firstDay: member.firstDay ?? '',
        lastDay: member.lastDay ?? '',
        weekdays: weekdaysText(member.weekdays, locale),
        admin: member.isAdmin ? say('yes') : '',
        finance: member.isFinance ? say('yes') : '',
      };
      return COLUMNS.map((column) => cells[column]);
    });
  return [COLUMNS.map((column) => say(`column-${column}`)), ...lines];
}
