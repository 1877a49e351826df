/** Reads the history by which targets are judged (T-07): a few statements for all of them, however many they are. */
import { typesOf } from '../../../activities/lines/lines.ts';
import { firstDates, sumSpans } from '../../../activities/lookback/store.ts';
import { samplesNeeded } from '../../../activities/samples/need.ts';
import { readSamples } from '../../../activities/samples/store.ts';
import type { DateRange } from '../../../kpi/localDate.ts';
import { isAdditive, type MetricDefinition } from '../../../kpi/metric.ts';
import { type CalendarPeriodKind, rangeOf } from '../../../kpi/period.ts';
import { calendarsOf, countedStaysIn } from '../../../people/store.ts';
import type { CountedStay } from '../../../people/tree.ts';
import { onceIn } from '../../../platform/pass.ts';
import type { MetricInfo } from '../../../playbook/playbook.ts';
import { difficultySettings } from '../../../workspace/difficulty.ts';
import { definitionsBehind } from '../../behind.ts';
import type { Acting, Circle } from '../../circle/slack.ts';
import type { Target, TargetVersion } from '../../target.ts';
import { countingFor } from '../../whose.ts';
import { cohortOf } from '../cohort.ts';
import { type Chapter, type History, newMemory, type Question } from '../evidence.ts';
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

/** What the questions need, of everybody with whom they are compared; while reports are built, that of everybody is read once. */
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
  const roles = rolesCompared(questions, today);
  const calendarRange = { ...range, to: endOf(questions, range.to, reader) };
  const read = async (): Promise<Common> => {
    const counted = await countedStaysIn(deps.db, workspace.id, range);
    const stays = roles === undefined ? counted : counted.filter((stay) => roles.includes(stay.role));
    const memberIds = [...new Set(stays.map((stay) => stay.memberId))];
    const [working, chapters] = await Promise.all([
      readWorking({ deps, workspace }, memberIds, calendarRange),
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
    return { stays, ...working, chapters: new Map(chapters), memory: newMemory() };
  };
  const metrics = [...byKind].map(([kind, of]) => {
    const keys = [...new Set(of.map(({ metric }) => metric.key))].toSorted();
    return [kind, ...keys].join(' ');
  });
  const { today: date, fiscalYearStart } = reader;
  const key = [
    workspace.playbookVersion,
    workspace.id,
    date,
    fiscalYearStart,
    calendarRange.to,
    roles ?? 'all',
    ...metrics.toSorted(),
  ];
  const common = await onceIn(deps.pass, 'T-07', key, read);
  const others = subjectsOf(questions, today).filter((id) => !common.calendars.has(id));
  if (others.length === 0) return { ...base, ...common };
  const more = await readWorking({ deps, workspace }, [...new Set(others)], calendarRange);
  return {
    ...{ ...base, ...common },
    calendars: new Map([...common.calendars, ...more.calendars]),
    began: new Map([...common.began, ...more.began]),
  };
}

/** What is of everybody who is compared, whoever asks. */
type Common = Pick<History, 'stays' | 'chapters' | 'calendars' | 'began' | 'memory'>;

async function readWorking(
  { deps, workspace }: Pick<Acting, 'deps' | 'workspace'>,
  memberIds: readonly string[],
  range: DateRange,
): Promise<Pick<History, 'calendars' | 'began'>> {
  const [calendars, began] = await Promise.all([
    calendarsOf(deps.db, workspace.id, memberIds, range),
    firstDates(deps.db, workspace.id, memberIds),
  ]);
  return { calendars, began };
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
const sourcesOf = (definitions: readonly MetricDefinition[]): string[] | undefined =>
  typesOf(definitions.filter(isAdditive).map(({ source }) => source.filter));

/** The roles of those with whom somebody is compared; undefined: for teams everybody. */
function rolesCompared(
  questions: readonly Question[],
  today: Pick<Circle, 'people' | 'teams'>,
): string[] | undefined {
  const cohorts = questions.map(({ subject, metric }) => cohortOf(subject, metric.definition, today));
  if (cohorts.some((cohort) => cohort.kind === 'groups')) return undefined;
  return [...new Set(cohorts.flatMap((cohort) => (cohort.kind === 'people' ? [cohort.role] : [])))].sort();
}

const subjectsOf = (
  questions: readonly Question[],
  { people, teams }: Pick<Circle, 'people' | 'teams'>,
): string[] =>
  questions.flatMap(({ subject }) =>
    subject.kind === 'member'
      ? [subject.id]
      : countingFor(subject, people, teams).map((person) => person.memberId),
  );

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
