/** What a lead's weekly digest says of targets: reviews and proposals that wait, and what is too hard or too easy (T-06, T-07). */
import type { DigestAsk, DigestPart } from '../../platform/slice.ts';
import { readCircle } from '../circle/slack.ts';
import { judgedAmong } from '../difficulty/outliers/slack.ts';
import type { Review } from '../review/review.ts';
import { aroundOf } from '../review/slack.ts';
import { openReviews } from '../review/store.ts';
import type { Subject } from '../target.ts';
import { waitingFor } from '../waiting/slack.ts';
import { whosePerson, whoseTeam } from '../whose.ts';
import { targetParts } from './parts.ts';

export async function digest(ask: DigestAsk): Promise<DigestPart[]> {
  const { deps, workspace, actor, memberIds, team } = ask;
  const circle = await readCircle(ask);
  const { people, teams, reader } = circle;
  // What is of no person and no team (a region's, the company's) is asked of whoever may answer it.
  const isTheirs = ({ kind, id }: Subject): boolean =>
    kind === 'member' ? memberIds.has(id) : kind !== 'team' || id === team.id;
  const among = [
    ...people.filter(({ memberId }) => memberIds.has(memberId) && memberId !== actor.memberId),
  ].map((person) => whosePerson(person, actor.memberId));
  const own = teams.filter((one) => one.id === team.id).map((one) => whoseTeam(one, workspace.tz));
  const [waiting, reviews, outliers] = await Promise.all([
    waitingFor(ask, circle),
    openReviews(deps.db, workspace.id, actor.memberId),
    judgedAmong(ask, circle, [...among, ...own]),
  ]);
  const isOfTeam = ({ lines }: Review): boolean =>
    lines.length === 0 || lines.some(({ subject }) => isTheirs(subject));
  return targetParts(
    {
      reviews: reviews.filter(isOfTeam),
      proposals: waiting.filter(({ target }) => isTheirs(target.subject)),
      outliers: outliers?.listed ?? [],
    },
    aroundOf(circle),
    reader,
  );
}
