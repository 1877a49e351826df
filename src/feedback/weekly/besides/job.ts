import type { KnownBlock } from '@slack/types';
import { OPEN_DAYS } from '../../../activities/odd/odd.ts';
import { MOST_OPEN, ownLine, questionBlocks } from '../../../activities/odd/question.ts';
import { askedOf, liveAmong } from '../../../activities/odd/store.ts';
import { addDays } from '../../../kpi/localDate.ts';
import type { Person } from '../../../people/person.ts';
import type { ReportRequest } from '../../../platform/jobs/report.ts';
import type { Deps, Slice } from '../../../platform/slice.ts';
import type { Locale } from '../../../platform/words.ts';
import type { TeamWeek } from '../job.ts';

/** What stands in a rep's week beside its figures: their own place, and questions about entries that wait for them. */

/** L-06: the own place of each of a team's people in a week, told by the slice that keeps boards (wired in slices.ts). */
export type PlacesFor = (
  deps: Deps,
  request: Pick<ReportRequest, 'workspaceId' | 'teamId' | 'periodKey'>,
) => Promise<(memberId: string, locale: Locale) => string | undefined>;

/** What stands beside a week's figures, in the reader's language. */
export interface Besides {
  lines: readonly string[];
  /** Questions with their buttons, each for itself. */
  questions: readonly (readonly KnownBlock[])[];
}

/** What other slices say to each of a team's people (wired in slices.ts). */
export type LinesFor = NonNullable<Slice['weekly']>;

/** For each person. */
export async function readBesides(
  deps: Deps,
  { frame, request, reps, lastDate }: TeamWeek,
  placesFor: PlacesFor,
  linesFor: LinesFor,
): Promise<(person: Person) => Besides> {
  const { db } = deps;
  const memberIds = reps.map(({ person }) => person.memberId);
  const [placeOf, linesOf, asked] = await Promise.all([
    placesFor(deps, request),
    linesFor(deps, request),
    askedOf(db, request.workspaceId, { memberIds, from: addDays(lastDate, -OPEN_DAYS) }),
  ]);
  const open = asked.filter(({ answer }) => answer === null);
  const facts = open.flatMap((one) => one.facts);
  const live = await liveAmong(db, request.workspaceId, facts);
  const { types } = frame.playbook;
  return ({ memberId, locale }) => {
    const place = placeOf(memberId, locale);
    const own = open.filter((one) => one.memberId === memberId && one.facts.every((id) => live.has(id)));
    const told = { locale, types };
    return {
      lines: [
        ...(place === undefined ? [] : [place]),
        ...linesOf(memberId, locale),
        ...own.slice(MOST_OPEN).map((one) => ownLine(one, told)),
      ],
      questions: own.slice(0, MOST_OPEN).map((one) => questionBlocks(one, one.id, told)),
    };
  };
}
