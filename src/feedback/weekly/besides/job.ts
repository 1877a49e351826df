import { ownLine } from '../../../activities/odd/question.ts';
import { askedOf, liveAmong } from '../../../activities/odd/store.ts';
import { addDays } from '../../../kpi/localDate.ts';
import type { Person } from '../../../people/person.ts';
import type { ReportRequest } from '../../../platform/jobs/report.ts';
import type { Deps } from '../../../platform/slice.ts';
import type { Locale } from '../../../platform/words.ts';
import type { TeamWeek } from '../job.ts';

/** What stands in a rep's week beside its figures: their own place, and questions about entries that wait for them. */

/** L-06: the own place of each of a team's people in a week, told by the slice that keeps boards (wired in slices.ts). */
export type PlacesFor = (
  deps: Deps,
  request: Pick<ReportRequest, 'workspaceId' | 'teamId' | 'periodKey'>,
) => Promise<(memberId: string, locale: Locale) => string | undefined>;

/** Questions older than this are past answering. */
const OPEN_DAYS = 21;

/** Lines for each person, in their language. */
export async function readBesides(
  deps: Deps,
  { frame, request, reps, lastDate }: TeamWeek,
  placesFor: PlacesFor,
): Promise<(person: Person) => string[]> {
  const { db } = deps;
  const memberIds = reps.map(({ person }) => person.memberId);
  const [placeOf, asked] = await Promise.all([
    placesFor(deps, request),
    askedOf(db, request.workspaceId, { memberIds, from: addDays(lastDate, -OPEN_DAYS) }),
  ]);
  const open = asked.filter(({ answer }) => answer === null);
  const facts = open.flatMap((one) => one.facts);
  const live = await liveAmong(db, request.workspaceId, facts);
  const { types } = frame.playbook;
  return ({ memberId, locale }) => {
    const place = placeOf(memberId, locale);
    const own = open.filter((one) => one.memberId === memberId && one.facts.every((id) => live.has(id)));
    return [...(place === undefined ? [] : [place]), ...own.map((one) => ownLine(one, { locale, types }))];
  };
}
