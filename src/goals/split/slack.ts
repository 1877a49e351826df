/** T-01: opens the modal in which a target is divided, shows what a choice comes to, and saves it. */
import { addDays } from '../../kpi/localDate.ts';
import { isAdditive } from '../../kpi/metric.ts';
import { currency } from '../../kpi/money.ts';
import { periodOf, rangeOf } from '../../kpi/period.ts';
import { tally } from '../../kpi/tally.ts';
import { localDateOf } from '../../kpi/time.ts';
import { parseValue } from '../../kpi/value.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput, ViewValues } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { restLine } from '../batch/blocks.ts';
import { saveMany } from '../batch/slack.ts';
import { plainReply } from '../blocks.ts';
import { frameFor } from '../change/slack.ts';
import { type Circle, readCircle, subjectOf } from '../circle/slack.ts';
import { ruleOf } from '../levels/levels.ts';
import { isDivided, stepOf } from '../parts.ts';
import { rowsOf, yearBefore } from '../past/past.ts';
import { readPast } from '../past/slack.ts';
import { sayTo, subjectName } from '../phrases.ts';
import { findTarget, targetsOf } from '../store.ts';
import { plannedAfter, type Target, type TargetVersion, valueOn, versionOn } from '../target.ts';
import { mayDo } from '../whose.ts';
import { choicesIn, memoryOf } from './check.ts';
import { AMONGS, type ChildOf, childKey, childrenOf, isSplittable } from './children.ts';
import { type How, type Split, splitTarget } from './split.ts';
import { MOST_CHILDREN, type SplitShown, splitView } from './view.ts';
import { splitWords } from './words.ts';

/** What was chosen in the modal, if anything. */
interface Chosen {
  values: ViewValues;
  memory: { among: (typeof AMONGS)[number]; how: How };
  /** The change that was just made; it counts before what the modal holds. */
  override?: Record<string, string>;
}

/** "Split among people or teams". */
export async function openSplit(input: ActionInput): Promise<void> {
  const circle = await readCircle(input);
  const read = await readSplit(input, circle, input.value, undefined);
  if (read !== undefined) await input.open(splitView(read.shown, circle.reader));
}

/** A choice was made in the modal: shows what it comes to. */
export async function showSplit(input: ActionInput): Promise<void> {
  const memory = memoryOf(input.view?.metadata ?? '');
  if (memory === undefined || input.view === undefined) return;
  const circle = await readCircle(input);
  const field = { 'goals.split-among': 'among', 'goals.split-how': 'how' }[input.actionId];
  const override = field === undefined ? {} : { [field]: input.value };
  const chosen = { values: { ...input.view.values, ...override }, memory };
  const read = await readSplit(input, circle, memory.target, chosen);
  if (read !== undefined) await input.updateView(splitView(read.shown, circle.reader));
}

/** The modal was handed in: computed anew, on what there is now. */
export async function submitSplit(input: SubmitInput): Promise<void> {
  const memory = memoryOf(input.metadata);
  const circle = await readCircle(input);
  if (memory === undefined) return input.reply(plainReply(sayTo(circle.reader)('gone')));
  const read = await readSplit(input, circle, memory.target, { values: input.values, memory });
  if (read === undefined) return;
  const { shown, holding, rule } = read;
  const { target, metric, value, split } = shown;
  const whoseBy = new Map(shown.children.map((child) => [child.key, child.whose]));
  const changes = split.parts.flatMap((part) => {
    const whose = whoseBy.get(part.key);
    if (whose === undefined || part.isLocked || part.value === null) return [];
    const today = localDateOf(input.now, whose.tz);
    const isLater = target.periodKey === null && holding.from > today;
    return [
      {
        ...{
          subject: whose.subject,
          metricKey: metric.key,
          layer: 'official' as const,
          shape: shapeOf(target),
        },
        frame: frameFor(today, target, circle.reader),
        wish: {
          ...{ value: part.value, state: 'set' as const, from: isLater ? holding.from : null },
          levels: { said: { ...NO_LEVELS, ...part.levels }, rule },
          ...{ actorId: input.actor.memberId, trigger: '' as const, reason: '' },
        },
      },
    ];
  });
  const rest = restLine(metric, value, split.unassigned, circle.reader);
  await saveMany(input, circle, changes, rest, (reply) => input.reply(reply));
}

const NO_LEVELS = { baseline: null, commit: null, stretch: null, tolerance: null };
const shapeOf = ({ periodKind, periodKey }: Target) => ({ periodKind, periodKey });

interface ReadSplit {
  shown: SplitShown;
  /** The version that is divided. */
  holding: TargetVersion;
  rule: ReturnType<typeof ruleOf>;
}

/** Everything that the modal shows; undefined where that was answered already. */
async function readSplit(
  input: Input,
  circle: Circle,
  targetId: string,
  chosen: Chosen | undefined,
): Promise<ReadSplit | undefined> {
  const { deps, workspace, actor } = input;
  const { reader, playbook, people, teams } = circle;
  const say = splitWords(reader.locale);
  const target = await findTarget(deps.db, workspace.id, targetId);
  const metric = playbook.metrics.find((one) => one.key === target?.metricKey);
  const whose = target === undefined ? undefined : subjectOf(target.subject, input, circle);
  const refuse = async (text: string): Promise<undefined> => {
    await input.reply(plainReply(text));
    return undefined;
  };
  if (target === undefined || metric === undefined || whose === undefined || !isSplittable(target))
    return refuse(sayTo(reader)('gone'));
  if (!mayDo(actor, 'set-target', whose)) {
    await denied(deps.db, workspace.id, actor.memberId, 'split-target', `target:${target.id}`);
    return refuse(sayTo(reader)('denied', { name: plainInMrkdwn(whose.name) }));
  }
  const holding = versionInForce(target, localDateOf(input.now, whose.tz));
  if (holding === undefined || holding.value === null) return refuse(say('not_now'));
  const company = { people, teams, tz: workspace.tz };
  const found = AMONGS.map((among) => ({
    among,
    children: childrenOf(target.subject, among, actor, company),
  }));
  const amongs = found.filter(({ children }) => children.length > 0).map(({ among }) => among);
  const [first] = amongs;
  if (first === undefined) return refuse(say('nobody'));
  const picked = choicesIn(chosen?.values ?? {}, chosen?.memory ?? { among: first, how: 'equal' });
  const among = amongs.includes(picked.among) ? picked.among : first;
  const children = (found.find((one) => one.among === among)?.children ?? []).slice(0, MOST_CHILDREN);
  const keys = new Set(children.map((child) => child.key));
  const usual = children.filter((child) => child.isUsual || children.every((one) => !one.isUsual));
  const taking = picked.chosen?.filter((key) => keys.has(key)) ?? usual.map((child) => child.key);
  const now = await valuesNow(input, target, metric.key, children);
  const kept = picked.kept.filter((key) => taking.includes(key) && now.has(key));
  const rule = ruleOf(metric.definition);
  const whole = {
    ...{
      value: holding.value,
      levels: holding.levels ?? {},
      rule,
      isInherited: !isDivided(metric.definition),
    },
    step: stepOf(metric.definition, currency(workspace.currency)),
  };
  const pasts = await pastsOf(input, circle, target, metric.definition, picked.how, children);
  const candidates = children
    .filter((child) => taking.includes(child.key))
    .map((child) => ({
      ...{ key: child.key, people: child.people, past: pasts.get(child.key) ?? 0n },
      locked: kept.includes(child.key) ? now.get(child.key) : undefined,
      typed: typedFor(chosen?.values[`part:${child.key}`], metric.definition.unit, workspace.currency),
    }));
  const isFresh =
    picked.how === 'hand' && !Object.keys(chosen?.values ?? {}).some((key) => key.startsWith('part:'));
  const before =
    chosen?.memory.how === undefined || chosen.memory.how === 'hand' ? 'equal' : chosen.memory.how;
  const split: Split = splitTarget(whole, isFresh ? before : picked.how, candidates);
  const name = subjectName(target.subject, whose.name, reader);
  return {
    ...{ holding, rule },
    shown: {
      ...{
        target,
        value: holding.value,
        metric,
        name,
        amongs,
        among,
        how: picked.how,
        children,
        now,
        kept,
        split,
      },
      ...{ chosen: taking, isInherited: whole.isInherited },
    },
  };
}

/** The version that holds today, or the first that will. */
function versionInForce(target: Target, today: TargetVersion['from']): TargetVersion | undefined {
  const now = versionOn(target, today);
  return now?.value == null ? plannedAfter(target, today).find((step) => step.value !== null) : now;
}

/** What the children have for the same metric and period, by key. */
async function valuesNow(
  { deps, workspace, now }: Input,
  target: Target,
  metricKey: string,
  children: readonly ChildOf[],
): Promise<Map<string, bigint>> {
  const subjects = children.map((child) => child.whose.subject);
  const found = await targetsOf(deps.db, workspace.id, { subjects, metricKeys: [metricKey] });
  const today = localDateOf(now, workspace.tz);
  const values = found.flatMap((one): [string, bigint][] => {
    const isSame =
      one.layer === 'official' && one.periodKind === target.periodKind && one.periodKey === target.periodKey;
    const value = valueOn(one, today) ?? plannedAfter(one, today)[0]?.value ?? null;
    return isSame && value !== null ? [[childKey(one.subject), value]] : [];
  });
  return new Map(values);
}

/** What each child brought in the same time a year before; read only where the split goes by it. */
async function pastsOf(
  input: Input,
  { reader }: Circle,
  target: Target,
  metric: Parameters<typeof readPast>[1],
  how: How,
  children: readonly ChildOf[],
): Promise<Map<string, bigint>> {
  if (how !== 'past' || !isAdditive(metric)) return new Map();
  const key = target.periodKey ?? periodOf(target.periodKind, reader.today, reader);
  const range = yearBefore(rangeOf(key, reader));
  const until = range.to > reader.today ? addDays(reader.today, 1) : range.to;
  const past = await readPast(input, metric, { from: range.from, to: until });
  return new Map(
    children.map((child) => [child.key, tally(metric, rowsOf(past, child.whose.subject), { range })]),
  );
}

function typedFor(
  text: string | undefined,
  unit: Parameters<typeof parseValue>[1],
  money: string,
): bigint | null {
  if (text === undefined || text.trim() === '') return null;
  const read = parseValue(text.trim(), unit, currency(money));
  return read.ok && read.value > 0n ? read.value : null;
}
