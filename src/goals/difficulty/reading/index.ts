/** Reads the history by which targets are judged (T-07): a few statements for all of them, however many they are. */
import { firstDates, sumSpans } from '../../../activities/lookback/store.ts';
import { samplesNeeded } from '../../../activities/samples/need.ts';
import { readSamples } from '../../../activities/samples/store.ts';
import { isAdditive, type MetricDefinition } from '../../../kpi/metric.ts';
import { type CalendarPeriodKind, rangeOf } from '../../../kpi/period.ts';
import { calendarsOf, countedStaysIn } from '../../../people/store.ts';
import type { CountedStay } from '../../../people/tree.ts';
import type { MetricInfo } from '../../../playbook/playbook.ts';
import { difficultySettings } from '../../../workspace/difficulty.ts';
import { definitionsBehind } from '../../behind.ts';
import type { Acting, Circle } from '../../circle/slack.ts';
import type { Target, TargetVersion } from '../../target.ts';
import { countingFor } from '../../whose.ts';
import { cohortOf } from '../cohort.ts';
import type { Chapter, History, Question } from '../evidence.ts';
import { type Asked, askedOf, type Judgement, judge } from '../judge.ts';
import { type Lookback, lookbackOf, rangeOfAll, stretchesOf } from '../lookback.ts';

/** Judges values, each under its key. A trouble here must not hide what it stands beside: then nothing is judged, and the log says why. */
export async function judgeAll<Key>(
  input: Acting,
  circle: Circle,
  asked: ReadonlyMap<Key, Asked>,
): Promise<Map<Key, Judgement>> {
  if (asked.size === 0) return new Map();
  try {
    const all = [...asked.values()];
    const history = await readHistory(input, circle, all);
    const settings = difficultySettings(input.workspace.settings);
    const judged = judge(history, all, settings, circle.reader.currency);
    return new Map([...asked.keys()].flatMap((key, at) => (judged[at] ? [[key, judged[at]] as const] : [])));
  } catch (error) {
    input.deps.log.error({ err: error }, 'the difficulty of targets could not be read');
    return new Map();
  }
}

/** One version of a target; undefined where there is nothing to judge. */
export async function judgeOne(
  input: Acting,
  circle: Circle,
  target: Target,
  metric: MetricInfo,
  version: TargetVersion,
): Promise<Judgement | undefined> {
  const asked = askedOf(target, metric, version, circle.reader.today);
  return asked === undefined ? undefined : (await judgeAll(input, circle, new Map([['', asked]]))).get('');
}

/** What the questions need, of everybody with whom they are compared. */
export async function readHistory(
  { deps, workspace }: Pick<Acting, 'deps' | 'workspace'>,
  { people, teams, playbook, reader }: Omit<Circle, 'names'>,
  questions: readonly Question[],
): Promise<History> {
  const today = { people, teams };
  const definitionsOf = (of: readonly Question[]): MetricDefinition[] =>
    definitionsBehind(
      playbook.metrics,
      of.map(({ metric }) => metric.key),
    );
  const all = definitionsOf(questions);
  const hasGrowth = all.some((definition) => definition.kind === 'growth');
  const byKind = Map.groupBy(questions, ({ shape }) => shape.periodKind);
  const lookbacks = [...byKind.keys()].map((kind) => lookbackOf(kind, reader.today, reader, hasGrowth));
  const range = rangeOfAll(lookbacks, reader);
  const base = { ...today, metrics: playbook.metrics, periods: reader };
  if (range === undefined)
    return { ...base, stays: [], chapters: new Map(), calendars: new Map(), began: new Map() };
  const stays = compared(await countedStaysIn(deps.db, workspace.id, range), questions, today);
  const memberIds = [...new Set([...stays.map((stay) => stay.memberId), ...subjectsOf(questions, today)])];
  const [calendars, began, chapters] = await Promise.all([
    calendarsOf(deps.db, workspace.id, memberIds, { ...range, to: endOf(questions, range.to, reader) }),
    firstDates(deps.db, workspace.id, memberIds),
    Promise.all(
      lookbacks.map((lookback) =>
        readChapter(
          { deps, workspace },
          stays,
          lookback,
          definitionsOf(byKind.get(lookback.kind) ?? []),
          reader,
        ),
      ),
    ),
  ]);
  return { ...base, stays, calendars, began, chapters: new Map<CalendarPeriodKind, Chapter>(chapters) };
}

async function readChapter(
  { deps, workspace }: Pick<Acting, 'deps' | 'workspace'>,
  stays: readonly CountedStay[],
  lookback: Lookback,
  definitions: readonly MetricDefinition[],
  periods: Circle['reader'],
): Promise<[CalendarPeriodKind, Chapter]> {
  const stretches = stretchesOf(stays, lookback, periods);
  const range = rangeOfAll([lookback], periods);
  const need = samplesNeeded(definitions);
  const memberIds = [...new Set(stretches.map((stretch) => stretch.memberId))];
  const [rows, samples] = await Promise.all([
    sumSpans(deps.db, workspace.id, stretches, sourcesOf(definitions)),
    need === undefined || range === undefined
      ? []
      : readSamples(deps.db, workspace.id, need, { range, memberIds }),
  ]);
  return [lookback.kind, { lookback, stretches, rows: samples.length === 0 ? rows : [...rows, ...samples] }];
}

/** The activity types that add up to these metrics; undefined: all. */
function sourcesOf(definitions: readonly MetricDefinition[]): string[] | undefined {
  const types: string[] = [];
  for (const definition of definitions) {
    if (!isAdditive(definition)) continue;
    const named = definition.source.filter.activityType;
    if (named === undefined) return undefined;
    types.push(...named);
  }
  return [...new Set(types)];
}

/** The stays of those with whom somebody is compared: people of the roles in question; for teams everybody. */
function compared(
  stays: readonly CountedStay[],
  questions: readonly Question[],
  today: Pick<Circle, 'people' | 'teams'>,
): CountedStay[] {
  const cohorts = questions.map(({ subject, metric }) => cohortOf(subject, metric.definition, today));
  if (cohorts.some((cohort) => cohort.kind === 'groups')) return [...stays];
  const roles = new Set<string>(cohorts.flatMap((cohort) => (cohort.kind === 'people' ? [cohort.role] : [])));
  return stays.filter((stay) => roles.has(stay.role));
}

const subjectsOf = (
  questions: readonly Question[],
  { people, teams }: Pick<Circle, 'people' | 'teams'>,
): string[] =>
  questions.flatMap(({ subject }) => countingFor(subject, people, teams).map((person) => person.memberId));

/** Named periods are still to come: their days of work are read, too. */
function endOf(
  questions: readonly Question[],
  end: History['stays'][number]['from'],
  periods: Circle['reader'],
) {
  const ends = questions.flatMap(({ shape }) =>
    shape.periodKey === null ? [] : [rangeOf(shape.periodKey, periods).to],
  );
  return [end, ...ends].sort().at(-1) ?? end;
}
