/** What a lead's weekly digest says of targets: reviews and proposals that wait, and what is too hard or too easy (T-06, T-07). */
import { context } from '../../platform/blocks.ts';
import { moreText } from '../../platform/fit.ts';
import type { DigestAsk, DigestPart } from '../../platform/slice.ts';
import { readCircle } from '../circle/slack.ts';
import { ALONE, itemBlocks } from '../difficulty/outliers/blocks.ts';
import { judgedAmong } from '../difficulty/outliers/slack.ts';
import { waitingReview } from '../review/blocks.ts';
import type { Review } from '../review/review.ts';
import { aroundOf } from '../review/slack.ts';
import { openReviews } from '../review/store.ts';
import type { Subject } from '../target.ts';
import { oneBlocks } from '../waiting/blocks.ts';
import { waitingFor } from '../waiting/slack.ts';
import { whosePerson, whoseTeam } from '../whose.ts';
import { digestWords } from './words.ts';

/** The worst few of each; the rest stands where all of it stands. */
const MOST_PROPOSALS = 8;
const MOST_OUTLIERS = 3;

export async function digest(ask: DigestAsk): Promise<DigestPart[]> {
  const { deps, workspace, actor, memberIds, team } = ask;
  const circle = await readCircle(ask);
  const { people, teams, reader } = circle;
  const say = digestWords(reader.locale);
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
  const proposals = waiting.filter(({ target }) => isTheirs(target.subject));
  const open = (outliers?.listed ?? []).filter(({ remedy }) => remedy === 'ask person' || remedy === 'set');
  const more = (all: number, most: number, order: number, where: string): DigestPart[] =>
    all <= most
      ? []
      : [{ kind: 'decision', order, blocks: [context(`${moreText(all - most, reader.locale)} ${where}`)] }];
  return [
    ...reviews
      .filter(isOfTeam)
      .map((review) => decision(30, waitingReview(review, aroundOf(circle), reader))),
    ...proposals.slice(0, MOST_PROPOSALS).map((one) => decision(31, oneBlocks(one, reader))),
    ...more(proposals.length, MOST_PROPOSALS, 32, say('all_proposals')),
    ...open
      .slice(0, MOST_OUTLIERS)
      .map((outlier) => decision(50, itemBlocks(outlier, { key: ALONE, name: '' }, reader))),
    ...more(open.length, MOST_OUTLIERS, 51, say('all_outliers')),
  ];
}

const decision = (order: number, blocks: DigestPart['blocks']): DigestPart => ({
  ...{ kind: 'decision', order, blocks },
});
