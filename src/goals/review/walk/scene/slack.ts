/** What each step of the walk shows, read anew at every step. */
import { sumWeeks } from '../../../../activities/lookback/store.ts';
import { isLocalDate } from '../../../../kpi/localDate.ts';
import { periodOf, previous } from '../../../../kpi/period.ts';
import { calendarsOf } from '../../../../people/store.ts';
import { altText } from '../../../../platform/charts/index.ts';
import { failureOf } from '../../../../platform/slack.ts';
import type { Input } from '../../../../platform/slice.ts';
import { difficultySettings } from '../../../../workspace/difficulty.ts';
import { batchRefusal, noticesFor } from '../../../batch/slack.ts';
import type { BatchChange, BatchWritten } from '../../../batch/store.ts';
import { decideChange } from '../../../decide.ts';
import type { Target, TargetVersion } from '../../../target.ts';
import { cohortWeeks, marketRange } from '../../market.ts';
import { changesOf, type Opened, valuesIn } from '../../slack.ts';
import { reasonOf } from '../../told.ts';
import { type CohortShown, cohortChart, cohortsOf } from '../cohort.ts';
import type { ToTry, TryTargets } from '../tried.ts';
import type { TriedShown } from '../triedBlocks.ts';
import type { ToldShown } from '../view.ts';
import type { WalkMemory } from '../walk.ts';

/** C-02: the weeks of those whom it is about, as the movement was judged by them. */
export async function readCohort(
  { deps, workspace, today }: Input,
  { circle, review, around }: Opened,
): Promise<CohortShown[]> {
  const { people, playbook } = circle;
  const week = review.event.kind === 'market' ? review.event.week : previous(periodOf('week', today));
  const range = marketRange(week);
  const ids = people.filter((person) => person.isActive).map((person) => person.memberId);
  const [weeks, calendars] = await Promise.all([
    sumWeeks(deps.db, workspace.id, { range, memberIds: ids }),
    calendarsOf(deps.db, workspace.id, ids, range),
  ]);
  const facts = { week, metrics: playbook.metrics, people, calendars, ...weeks };
  return cohortsOf(review, around).map(({ metricKey, role }) => ({
    ...{ metricKey, role, weeks: cohortWeeks(facts, role, metricKey) },
  }));
}

/** The picture of the weeks, as Slack knows it; '' where there is none: the words say the same. */
export async function pictureOf(
  { deps, workspace }: Input,
  { around, circle }: Opened,
  cohort: readonly CohortShown[],
): Promise<string> {
  const spec = cohortChart(cohort, around, circle.reader);
  if (spec === undefined) return '';
  try {
    const image = await deps.charts.render(spec);
    const slack = await deps.slack(workspace.id);
    return await slack.upload(image, 'pacer-market.png', altText(spec));
  } catch (error) {
    deps.log.warn({ failure: failureOf(error) }, 'the picture of a review could not be made');
    return '';
  }
}

/** What was typed as changes; undefined where something is no number, which the form has said at its field. */
export function wishesOf(input: Input, found: Opened, { texts, from, reason }: WalkMemory): BatchChange[] {
  const values = valuesIn(found, (index) => texts[index]);
  const said = reason ?? reasonOf(found.review.event, found.around, found.circle.reader);
  return values.ok
    ? changesOf(input, found, { values: values.value, from: isLocalDate(from) ? from : null, reason: said })
    : [];
}

/** K-08: the past of the people whose targets would be others. */
export async function readTried(
  input: Input,
  found: Opened,
  changes: readonly BatchChange[],
  tryTargets: TryTargets,
): Promise<TriedShown> {
  if (changes.length === 0) return { kind: 'unchanged' };
  const wanted = changes.flatMap(({ subject, metricKey, shape, wish }): ToTry[] =>
    subject.kind === 'member' && wish.value !== null
      ? [{ memberId: subject.id, metricKey, periodKind: shape.periodKind, value: wish.value }]
      : [],
  );
  if (wanted.length === 0) return { kind: 'teams' };
  const { people, playbook } = found.circle;
  const tried = await tryTargets(input, playbook, people, wanted);
  const isMarket = found.review.event.kind === 'market';
  const difficulty = isMarket ? undefined : difficultySettings(input.workspace.settings);
  return { kind: 'tried', tried, difficulty };
}

/** T-06: the messages that would go out, as they would be written now. */
export function messagesOf(input: Input, found: Opened, changes: readonly BatchChange[]): ToldShown {
  const { circle, review, targets } = found;
  const written: BatchWritten[] = [];
  for (const change of changes) {
    const at = review.lines.findIndex((line) => isSamePlace(line, change));
    const before = targets[at] ?? { ...change, ...change.shape, id: '', versions: [] };
    const decision = decideChange(before, change.wish, change.frame);
    if (decision.kind === 'unchanged') continue;
    if (decision.kind !== 'write')
      return { kind: 'refused', problem: batchRefusal(input, circle, { kind: 'refused', change, decision }) };
    const [version, ...later] = decision.drafts.map(
      (draft, index): TargetVersion => ({
        ...draft,
        levels: draft.levels ?? {},
        seq: index + 1,
        at: input.now,
      }),
    );
    if (version === undefined) continue;
    const target: Target = { ...before, versions: [...before.versions, version, ...later] };
    written.push({ target, before, version, later });
  }
  if (written.length === 0) return { kind: 'unchanged' };
  const bySlackId = new Map(circle.people.map((person) => [person.slackUserId, person.name]));
  const messages = noticesFor(
    input,
    circle,
    false,
  )(written, 'preview').map(({ channel, reply }) => ({
    name: bySlackId.get(channel) ?? '',
    text: (reply.blocks ?? [])
      .flatMap((block) => (block.type === 'section' && block.text ? [block.text.text] : []))
      .join('\n'),
  }));
  return { kind: 'messages', messages };
}

const isSamePlace = (line: Opened['review']['lines'][number], change: BatchChange): boolean =>
  line.subject.kind === change.subject.kind &&
  line.subject.id === change.subject.id &&
  line.metricKey === change.metricKey &&
  line.periodKind === change.shape.periodKind &&
  line.periodKey === change.shape.periodKey;
