/** `/pace whatif`: the modal in which targets are tried on the past, kept in step with every choice. */
import { ruleOf } from '../goals/levels/levels.ts';
import { findTarget, targetsOf } from '../goals/store.ts';
import { isAlive, type Subject, subjectKey, type Target } from '../goals/target.ts';
import { mayDo, regionsOf, type Whose } from '../goals/whose.ts';
import type { CalendarPeriodKind } from '../kpi/period.ts';
import { fail } from '../kpi/result.ts';
import type { Person } from '../people/person.ts';
import { leadsAnybody } from '../people/rights.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { ActionInput, Input, VerbInput } from '../platform/slice.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import { denied } from '../workspace/store.ts';
import { AS_IT_WAS, type Choice, choiceIn, trialOf, USUAL_COUNT } from './ask.ts';
import { loadingView, type Shown, whatIfView } from './blocks.ts';
import { readMemory } from './check.ts';
import { type Circle, peopleFor, readCircle, whoseKeyed, whoseSaid } from './circle/slack.ts';
import { outcomeOf } from './outcome.ts';
import { NOTHING_SAID, parseWhatIf, type Said } from './parse.ts';
import { readReplay } from './reading/index.ts';
import { type ReplayFacts, replay } from './replay.ts';
import { heldOn, withoutWidth } from './trial.ts';
import { words } from './words.ts';

/** `/pace whatif …`: opens the modal with what was said filled in. */
export async function whatIfVerb(input: VerbInput): Promise<void> {
  const { actor, workspace } = input;
  const say = words(actor.locale);
  if (!leadsAnybody(actor)) return refuse(input, actor.name, 'workspace');
  const circle = await readCircle(input);
  const { playbook, reader, people, teams, choices } = circle;
  if (choices.length === 0) return input.reply({ text: say('nobody') });
  if (metricsOf(circle).length === 0) return input.reply({ text: say('no_metrics') });
  const said = parseWhatIf(input.text, {
    ...{ playbook, currency: reader.currency, today: input.today, teams },
    ...{ fiscalYearStart: workspace.fiscalYearStart, regions: regionsOf(people, teams) },
  });
  const whose = whoseSaid(said.who, circle) ?? choices[0];
  if (whose === undefined) return input.reply({ text: say('gone') });
  if (!mayDo(actor, 'set-target', whose)) return refuse(input, whose.name, subjectKey(whose.subject));
  await openWith(input, circle, whose, said);
}

/** The modal, with a notice first: a past of many people takes a moment. */
async function openWith(input: Input, circle: Circle, whose: Whose, said: Said): Promise<void> {
  const { reader } = circle;
  await input.open(loadingView(reader), async () => {
    const choice = await firstChoice(input, circle, whose, said);
    const shown = await work(input, circle, choice, said.rest);
    return shown === undefined ? loadingView(reader, true) : whatIfView(shown, reader);
  });
}

/** "What if…" at a target in a list: opens the modal with whose it is, its metric and its period. */
export async function whatIfTarget(input: ActionInput): Promise<void> {
  const { actor, deps, workspace } = input;
  const [circle, target] = await Promise.all([
    readCircle(input),
    findTarget(deps.db, workspace.id, input.value),
  ]);
  const whose = target === undefined ? undefined : whoseKeyed(subjectKey(target.subject), circle);
  const metric = metricsOf(circle).find(({ key }) => key === target?.metricKey);
  if (target === undefined || whose === undefined || metric === undefined)
    return input.reply({ text: words(actor.locale)('gone') });
  if (!mayDo(actor, 'set-target', whose)) return refuse(input, whose.name, subjectKey(whose.subject));
  const said = { ...NOTHING_SAID, metric, kind: target.periodKind };
  await openWith(input, circle, whose, said);
}

/** A choice, or *Work it out*: the modal shows what it comes to now. */
export async function showWhatIf(input: ActionInput): Promise<void> {
  const memory = readMemory(input.view?.metadata ?? '');
  if (memory === undefined || input.view === undefined) return;
  const field = FIELDS[input.actionId];
  const values = field === undefined ? input.view.values : { ...input.view.values, [field]: input.value };
  const circle = await readCircle(input);
  const choice = choiceIn(values, memory.choice);
  const shown = await work(input, circle, choice, '');
  if (shown !== undefined) await input.updateView(whatIfView(shown, circle.reader));
}

const FIELDS: Readonly<Record<string, string>> = {
  'whatif.who': 'who',
  'whatif.metric': 'metric',
  'whatif.kind': 'kind',
  'whatif.count': 'count',
  'whatif.how': 'how',
};

async function refuse(input: Input, name: string, subject: string): Promise<void> {
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, 'what-if', subject);
  await input.reply({ text: words(actor.locale)('denied', { name: plainInMrkdwn(name) }) });
}

const metricsOf = ({ playbook }: Circle): MetricInfo[] =>
  playbook.metrics.filter((metric) => !metric.isRetired);

/** What was said; for the rest the metric and the period of most of their targets. */
async function firstChoice(input: Input, circle: Circle, whose: Whose, said: Said): Promise<Choice> {
  const { deps, workspace, today } = input;
  const subjects = peopleFor(whose, circle).map((one): Subject => ({ kind: 'member', id: one.memberId }));
  const targets = subjects.length === 0 ? [] : await targetsOf(deps.db, workspace.id, { subjects });
  const alive = targets.filter(
    (one) => one.layer === 'official' && one.periodKey === null && isAlive(one, today),
  );
  const metrics = metricsOf(circle);
  const usual = mostOften(alive, ({ metricKey }) => metricKey);
  const metric = said.metric ?? metrics.find(({ key }) => key === usual) ?? metrics[0];
  const ofMetric = alive.filter(({ metricKey }) => metricKey === metric?.key);
  const kind = said.kind ?? mostOften(ofMetric, ({ periodKind }) => periodKind) ?? usualKind(metric);
  const texts = {
    ...(said.value === undefined ? {} : { value: said.value }),
    ...(said.factor === undefined ? {} : { factor: said.factor }),
    ...(said.tolerance === undefined ? {} : { tolerance: said.tolerance }),
  };
  const how = said.value === undefined && said.factor !== undefined ? 'factor' : 'value';
  return {
    ...{ who: subjectKey(whose.subject), metric: metric?.key ?? '', kind, how, texts, count: USUAL_COUNT },
  };
}

function mostOften<T extends string>(targets: readonly Target[], of: (target: Target) => T): T | undefined {
  const groups = [...Map.groupBy(targets, of)].sort(([, a], [, b]) => b.length - a.length);
  return groups[0]?.[0];
}

const usualKind = (metric: MetricInfo | undefined): CalendarPeriodKind =>
  metric?.definition.unit === 'count' ? 'week' : 'month';

/** Replays a choice; undefined where it may not be, or names what is not there any more: that was answered. */
export async function work(
  input: Input,
  circle: Circle,
  choice: Choice,
  notUnderstood: string,
): Promise<Shown | undefined> {
  const { actor, deps, workspace, today } = input;
  const { playbook, choices } = circle;
  const whose = whoseKeyed(choice.who, circle);
  const metrics = metricsOf(circle);
  const metric = metrics.find(({ key }) => key === choice.metric);
  if (whose === undefined || metric === undefined) {
    await input.reply({ text: words(actor.locale)('gone') });
    return undefined;
  }
  if (!mayDo(actor, 'set-target', whose)) {
    await refuse(input, whose.name, subjectKey(whose.subject));
    return undefined;
  }
  const people = peopleFor(whose, circle);
  const { kind, count } = choice;
  const facts = await readReplay(deps.db, workspace, playbook, { metric, kind, count, people, today });
  const trial = withWidth(readTrial(choice, metric, circle, people), facts);
  const replayed = replay(facts, trial.ok ? trial.value : AS_IT_WAS);
  const held = facts.people.map(({ id, name, targets }) => {
    return { id, name, now: heldOn(targets, kind, today)?.value ?? null };
  });
  return {
    ...{ choice, choices, metrics, metric, notUnderstood, people: held },
    trouble: trial.ok ? undefined : trial.problem,
    about:
      facts.periods.length === 0
        ? undefined
        : {
            ...{ metric, whose, kind, asked: count, periods: facts.periods },
            trial: trial.ok ? trial.value : null,
            outcome: outcomeOf(metric.definition, replayed),
          },
  };
}

/** What is tried, as it was typed. */
export function readTrial(
  choice: Choice,
  metric: MetricInfo,
  { reader }: Pick<Circle, 'reader'>,
  people: readonly Pick<Person, 'memberId'>[],
): ReturnType<typeof trialOf> {
  const ids = people.map(({ memberId }) => memberId);
  return trialOf(choice, ruleOf(metric.definition), reader.currency, ids);
}

/** a band without a width is a trouble, since nobody could be within it. */
function withWidth(trial: ReturnType<typeof trialOf>, facts: ReplayFacts): ReturnType<typeof trialOf> {
  const [first] = trial.ok ? withoutWidth(facts.people, trial.value, facts) : [];
  if (!trial.ok || first === undefined) return trial;
  const field = trial.value.kind === 'each' ? `each:${first}` : 'tolerance';
  return fail({ field, kind: 'tolerance needed' });
}
