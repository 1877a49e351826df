/** T-06, C-02: once a day, in the morning of the workspace, looks for occasions to review targets, and asks those who lead. */
import { sumWeeks } from '../../activities/lookback/store.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { currency } from '../../kpi/money.ts';
import { periodOf, previous, rangeOf } from '../../kpi/period.ts';
import { instantAt, localDateOf, type Temporal } from '../../kpi/time.ts';
import { calendarsOf, listAdministrators, listPeople, listTeams } from '../../people/store.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { readWorkspace } from '../../workspace/store.ts';
import { stepOf } from '../parts.ts';
import { targetsOf } from '../store.ts';
import { absenceKey, absences, periodsAhead } from './absence.ts';
import { addressed, type Company, responsibleFor } from './addressed.ts';
import { isTold, type MarketEvent, marketEvents, marketKey, marketLines, marketRange } from './market.ts';
import { beginnings, newcomerKey, newcomers } from './newcomer.ts';
import { noticesOf } from './notices.ts';
import type { NewReview, Review } from './review.ts';
import { addReviews, knownReviews, takeDueWatches, toldEvents, watchedUntil } from './store.ts';

/** Minutes after midnight: before the working day begins, after the night's imports. */
const MORNING = 8 * 60;

/** The morning of a date in a zone, at which targets are looked at. */
export const morningOf = (date: LocalDate, zone: string): Temporal.Instant => instantAt(date, MORNING, zone);

/** The next morning after an instant, by the wall clock of a zone. */
export function nextMorning(after: Temporal.Instant, zone: string): Temporal.Instant {
  const today = localDateOf(after, zone);
  const morning = instantAt(today, MORNING, zone);
  return morning.epochMilliseconds > after.epochMilliseconds
    ? morning
    : instantAt(addDays(today, 1), MORNING, zone);
}

/** Looks at every workspace whose morning has come. Called by each tick; a look that fails is made again a quarter of an hour later. */
export async function proposeReviews(deps: Deps, now: Temporal.Instant): Promise<void> {
  for (const workspaceId of await takeDueWatches(deps.db, now, (tz) => nextMorning(now, tz))) {
    const workspace = await readWorkspace(deps.db, workspaceId);
    if (workspace === undefined) continue;
    try {
      await reviewWorkspace(deps, workspace, now);
      await watchedUntil(deps.db, workspaceId, nextMorning(now, workspace.tz));
    } catch (error) {
      deps.log.error({ err: error, workspaceId }, 'targets were not looked at; it is tried again');
    }
  }
}

/** One look at one workspace; answers what was asked anew. */
export async function reviewWorkspace(
  deps: Deps,
  workspace: WorkspaceInfo,
  now: Temporal.Instant,
): Promise<Review[]> {
  const scene = await readScene(deps, workspace, now);
  return addReviews(deps.db, workspace.id, await occasions(deps, scene), questions(scene, now));
}

/** What such a look would ask, of whom; nothing is written down. */
export async function rehearseReviews(
  deps: Deps,
  workspace: WorkspaceInfo,
  now: Temporal.Instant,
): Promise<Notice[]> {
  const scene = await readScene(deps, workspace, now);
  const found = await occasions(deps, scene);
  const known = await knownReviews(
    deps.db,
    workspace.id,
    found.map(({ key }) => key),
  );
  const ask = questions(scene, now);
  const open = { id: '', state: 'open', decidedBy: null, reason: '' } as const;
  return found.filter(({ key }) => !known.has(key)).flatMap((review) => ask({ ...review, ...open }));
}

async function occasions(deps: Deps, scene: Scene): Promise<NewReview[]> {
  return [
    ...(await ofTheMarket(deps, scene)),
    ...(await ofAbsences(deps, scene)),
    ...(await ofNewcomers(deps, scene)),
  ];
}

function questions(scene: Scene, now: Temporal.Instant): (review: Review) => Notice[] {
  const { workspace } = scene;
  const around = {
    metrics: scene.metrics,
    names: new Map([
      ...scene.people.map((person) => [person.memberId, person.name] as const),
      ...scene.teams.map((team) => [team.id, team.name] as const),
    ]),
  };
  return (review) =>
    noticesOf(review, around, scene.people, ({ locale, tz }) => ({
      ...{ locale, currency: currency(workspace.currency), fiscalYearStart: workspace.fiscalYearStart },
      today: localDateOf(now, tz),
    }));
}

/** Everything that a look is made from, but facts. */
export type Scene = Awaited<ReturnType<typeof readScene>>;

async function readScene({ db }: Deps, workspace: WorkspaceInfo, now: Temporal.Instant) {
  const today = localDateOf(now, workspace.tz);
  const [people, teams, playbook, admins, targets] = await Promise.all([
    listPeople(db, workspace.id, today),
    listTeams(db, workspace.id, today),
    readPlaybook(db, workspace.id, workspace.playbookVersion),
    listAdministrators(db, workspace.id),
    targetsOf(db, workspace.id),
  ]);
  const slackIds = new Set(admins.map(({ slackUserId }) => slackUserId));
  const administrators = people.filter((one) => slackIds.has(one.slackUserId)).map((one) => one.memberId);
  const company: Company = { people, teams, administrators };
  const { fiscalYearStart } = workspace;
  return {
    ...{ workspace, today, people, teams, company, targets, fiscalYearStart },
    metrics: playbook.metrics,
  };
}

async function ofTheMarket({ db }: Deps, scene: Scene): Promise<NewReview[]> {
  const { workspace, today, people, metrics, company } = scene;
  const week = previous(periodOf('week', today));
  const range = marketRange(week);
  const ids = people.filter((person) => person.isActive).map((person) => person.memberId);
  const [weeks, calendars, told] = await Promise.all([
    sumWeeks(db, workspace.id, { range, memberIds: ids }),
    calendarsOf(db, workspace.id, ids, range),
    toldEvents(db, workspace.id, 'market'),
  ]);
  const before = told.filter((event): event is MarketEvent => event.kind === 'market');
  return marketEvents({ week, metrics, people, calendars, ...weeks }).flatMap((event) => {
    const metric = metrics.find((one) => one.key === event.metricKey);
    if (metric === undefined || isTold(event, before)) return [];
    const step = stepOf(metric.definition, currency(workspace.currency));
    return addressed(marketKey(event), event, marketLines(event, { ...scene, step }), company);
  });
}

/** T-04: only where somebody has a target for a named period is anything read. */
async function ofAbsences({ db }: Deps, scene: Scene): Promise<NewReview[]> {
  const { workspace, people, company, fiscalYearStart } = scene;
  const periods = { fiscalYearStart };
  const ranges = periodsAhead({ ...scene, periods }).map((key) => rangeOf(key, periods));
  const from = ranges.map((range) => range.from).sort()[0];
  const to = ranges
    .map((range) => range.to)
    .sort()
    .at(-1);
  if (from === undefined || to === undefined) return [];
  const ids = people.filter((person) => person.isActive).map((person) => person.memberId);
  const calendars = await calendarsOf(db, workspace.id, ids, { from, to });
  const facts = { ...scene, calendars, periods, currency: currency(workspace.currency) };
  return absences(facts).map(({ event, lines }) => {
    const recipients = responsibleFor({ kind: 'member', id: event.memberId }, company);
    return { key: absenceKey(event), event, recipients, lines };
  });
}

async function ofNewcomers({ db }: Deps, scene: Scene): Promise<NewReview[]> {
  const { workspace, today, company } = scene;
  const ids = newcomers(scene).map((person) => person.memberId);
  const calendars = await calendarsOf(db, workspace.id, ids, { from: today, to: addDays(today, 1) });
  const facts = { ...scene, calendars, currency: currency(workspace.currency) };
  return beginnings(facts).map(({ event, lines }) => {
    const recipients = responsibleFor({ kind: 'member', id: event.memberId }, company);
    return { key: newcomerKey(event), event, recipients, lines };
  });
}
