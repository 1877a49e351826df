import type { KnownBlock } from '@slack/types';
import { OPEN_DAYS } from '../../../activities/odd/odd.ts';
import { MOST_OPEN, ownLine, questionBlocks } from '../../../activities/odd/question.ts';
import { askedOf, liveAmong } from '../../../activities/odd/store.ts';
import { addDays } from '../../../kpi/localDate.ts';
import { localDateOf } from '../../../kpi/time.ts';
import type { Person } from '../../../people/person.ts';
import type { Db } from '../../../platform/db/index.ts';
import { reportDueLast } from '../../../platform/jobs/deadlines.ts';
import type { ReportRequest } from '../../../platform/jobs/report.ts';
import type { Deps, Slice } from '../../../platform/slice.ts';
import type { Locale } from '../../../platform/words.ts';
import type { Badge } from '../../../recognition/badges/badge.ts';
import { badgeReader } from '../../../recognition/badges/phrases.ts';
import { badgesIn } from '../../../recognition/badges/store.ts';
import { EARNED_DAYS } from '../../nudges/badgeNews.ts';
import { readPreference, sentSince } from '../../nudges/store.ts';
import type { TeamWeek } from '../job.ts';
import { badgesLine, newBadges } from './badges.ts';

/** What stands in a rep's week beside its figures: new badges, their own place, and questions about entries that wait for them. */

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
  const badgesLineOf = await readBadges(db, { frame, request, reps });
  return (person) => {
    const { memberId, locale } = person;
    const place = placeOf(memberId, locale);
    const own = open.filter((one) => one.memberId === memberId && one.facts.every((id) => live.has(id)));
    const told = { locale, types };
    return {
      lines: [
        ...badgesLineOf(person),
        ...(place === undefined ? [] : [place]),
        ...linesOf(memberId, locale),
        ...own.slice(MOST_OPEN).map((one) => ownLine(one, told)),
      ],
      questions: own.slice(0, MOST_OPEN).map((one) => questionBlocks(one, one.id, told)),
    };
  };
}

/** Badges that each person was not told of yet; nothing where they muted them. */
async function readBadges(
  db: Db,
  { frame, request, reps }: Pick<TeamWeek, 'frame' | 'request' | 'reps'>,
): Promise<(person: Person) => string[]> {
  const { workspaceId, dueAt } = request;
  const { workspace, playbook } = frame;
  const today = localDateOf(dueAt, workspace.tz);
  const memberIds = reps.map(({ person }) => person.memberId);
  const range = { from: addDays(today, -EARNED_DAYS), to: addDays(today, 2) };
  const [weeklyAt, badges] = await Promise.all([
    reportDueLast(db, request, 'weekly-feedback', dueAt),
    badgesIn(db, workspaceId, { range, memberIds }),
  ]);
  const byMember = Map.groupBy(badges, ({ memberId }) => memberId);
  const news = new Map<string, readonly Badge[]>();
  for (const { person } of reps) {
    const { memberId, tz } = person;
    const own = byMember.get(memberId) ?? [];
    if (newBadges({ badges: own, sent: new Set(), weeklyAt, dueAt, tz }).length === 0) continue;
    const sent = await sentSince(db, workspaceId, memberId, { from: range.from, today });
    const { muted } = await readPreference(db, workspaceId, memberId);
    if (muted.includes('badge')) continue;
    news.set(memberId, newBadges({ badges: own, sent: sent.keys, weeklyAt, dueAt, tz }));
  }
  return ({ memberId, locale }) =>
    badgesLine(news.get(memberId) ?? [], badgeReader(workspace, playbook.metrics, locale));
}
