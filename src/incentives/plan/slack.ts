import { addDays, localDate } from '../../kpi/localDate.ts';
import { currency } from '../../kpi/money.ts';
import { periodOf, rangeOf } from '../../kpi/period.ts';
import { actions, section } from '../../platform/blocks.ts';
import { formatDate } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable } from '../../platform/normalise.ts';
import type {
  ActionInput,
  FieldErrors,
  Input,
  SubmitCheck,
  SubmitInput,
  ViewValues,
} from '../../platform/slice.ts';
import { triedText } from '../preview/slack.ts';
import { actOf, onlyAdministrator, readScene, type Scene } from '../scene/slack.ts';
import { planButtons } from './blocks.ts';
import type { KnownMetric } from './check.ts';
import { type PlanFormFrame, planMemory, planView } from './form.ts';
import type { Plan, PlanState } from './plan.ts';
import { problemText } from './problems.ts';
import { readPlan, type TypedPlan } from './read.ts';
import { planValues } from './show.ts';
import { findPlan, savePlan } from './store.ts';
import { curveText, USUAL_CURVE } from './typed.ts';
import { planWords } from './words.ts';

/** Making and changing bonus plans: administrators. */

/** `/pace bonus new` and "New plan". */
export async function openNewPlan(input: Input): Promise<void> {
  if (!(await onlyAdministrator(input, 'bonus-plan'))) return;
  await openForm(input, undefined);
}

/** "Change". */
export async function pressChange(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'bonus-plan'))) return;
  const plan = await planOf(input);
  if (plan !== undefined) await openForm(input, plan);
}

async function planOf(input: ActionInput): Promise<Plan | undefined> {
  const [id = ''] = input.value.split(':');
  const plan = await findPlan(input.deps.db, input.workspace.id, id);
  if (plan === undefined) await input.reply({ text: planWords(input.actor.locale)('gone') });
  return plan;
}

async function openForm(input: Input, plan: Plan | undefined): Promise<void> {
  const { workspace, actor, today } = input;
  const scene = await readScene(input);
  const { fiscalYearStart } = workspace;
  // The quarter that runs has begun; it is paid only where the plan holds from its first day.
  const from = rangeOf(periodOf('quarter', today, { fiscalYearStart }), { fiscalYearStart }).from;
  const values = planValues(plan, scene, { from });
  await input.open(
    planView(values, frameOf(input, scene, plan?.id ?? '', plan?.who.memberIds ?? []), actor.locale),
  );
}

function frameOf(
  { workspace }: Input,
  { playbook, teams, people }: Scene,
  planId: string,
  memberIds: readonly string[],
): PlanFormFrame {
  return {
    ...{ planId, teams, currency: currency(workspace.currency), tried: '' },
    metrics: playbook.metrics.filter(({ isRetired }) => !isRetired).slice(0, 100),
    people: people.filter((one) => memberIds.includes(one.memberId)).map((one) => one.slackUserId),
  };
}

/** Another kind was chosen: the form asks for other things. */
export async function changeKind(input: ActionInput): Promise<void> {
  await refresh(input, { ...input.view?.values, kind: input.value }, '');
}

/** "Try on past periods": with the fields of now, saved or not. */
export async function tryPlan(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'bonus-plan'))) return;
  const memory = planMemory(input.view?.metadata ?? '');
  if (memory === undefined || input.view === undefined) return;
  const values = completed(input, input.view.values);
  const scene = await readScene(input);
  const typed = readPlan(values, { metrics: knownOf(scene), currency: memory.currency });
  const text = typed.ok
    ? await triedText(input, scene, asPlan(typed.value, memory.id, scene))
    : problemText(typed.problem, codeIn(values), input.actor.locale);
  await refresh(input, values, plainOrTold(text, typed.ok));
}

const plainOrTold = (text: string, isTold: boolean): string =>
  isTold ? text : `:warning: ${plainInMrkdwn(text)}`;

/** Fields that Slack did not send have what a new plan begins with. */
function completed({ workspace, today }: Input, values: ViewValues): ViewValues {
  const from = values['from'] ?? '';
  const known = { kind: 'bonus', currency: workspace.currency, curve: curveText(USUAL_CURVE), ...values };
  return { ...known, from: from === '' ? today : from };
}

async function refresh(input: ActionInput, values: ViewValues, tried: string): Promise<void> {
  const memory = planMemory(input.view?.metadata ?? '');
  if (input.view === undefined || memory === undefined) return;
  const scene = await readScene(input);
  await input.updateView(
    planView(
      completed(input, values),
      { ...frameOf(input, scene, memory.id, []), tried },
      input.actor.locale,
    ),
  );
}

const knownOf = ({ playbook }: Scene): KnownMetric[] =>
  playbook.metrics
    .filter(({ isRetired }) => !isRetired)
    .map(({ key, definition }) => ({ key, unit: definition.unit, direction: definition.direction }));

const codeIn = (values: ViewValues): string => (values['currency'] ?? '').trim().toUpperCase();

/** The typed plan as one that could be paid. */
function asPlan({ wish, slackUserIds, from }: TypedPlan, id: string, { people }: Scene): Plan {
  const memberIds = people.filter((one) => slackUserIds.includes(one.slackUserId)).map((one) => one.memberId);
  return { ...wish, who: { ...wish.who, memberIds }, id: id || 'new', version: 0, state: 'draft', from };
}

/** B-01…B-12: what is wrong is said at its field before the form closes. */
export function checkPlanForm({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const memory = planMemory(metadata);
  if (memory === undefined) return undefined;
  const typed = readPlan(values, memory);
  return typed.ok ? undefined : { [typed.problem.field]: problemText(typed.problem, codeIn(values), locale) };
}

/** The form was handed in: a further draft version, judged once more by the playbook of now. */
export async function submitPlan(input: SubmitInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'bonus-plan'))) return;
  const { deps, workspace, actor } = input;
  const say = planWords(actor.locale);
  const memory = planMemory(input.metadata);
  if (memory === undefined) return;
  const scene = await readScene(input);
  const typed = readPlan(input.values, { metrics: knownOf(scene), currency: currency(workspace.currency) });
  if (!typed.ok) {
    const problem = problemText(typed.problem, codeIn(input.values), actor.locale);
    return input.reply({ text: say('invalid', { problem: plainInMrkdwn(problem) }) });
  }
  const known = memory.id === '' ? undefined : await findPlan(deps.db, workspace.id, memory.id);
  if (memory.id !== '' && known === undefined) return input.reply({ text: say('gone') });
  const { name, rules, who } = asPlan(typed.value, memory.id, scene);
  const wish = { name: keepable(name), rules, who };
  const more = {
    ...(known === undefined ? {} : { id: known.id }),
    state: 'draft',
    from: typed.value.from,
    now: input.now,
  } as const;
  const saved = await savePlan(deps.db, actOf(input), wish, more);
  if (saved === undefined) return input.reply({ text: say('repeated') });
  const text = say('saved', { name: plainInMrkdwn(saved.name), version: saved.version });
  await input.reply({ text, blocks: [section(text), actions(...planButtons(saved, actor.locale))] });
}

/** "Activate": the newest version is paid from its date on. */
export const activatePlan = (input: ActionInput): Promise<void> => move(input, 'active');

/** "End": from tomorrow on no period that begins is paid by it. */
export const endPlan = (input: ActionInput): Promise<void> => move(input, 'ended');

async function move(input: ActionInput, state: PlanState): Promise<void> {
  if (!(await onlyAdministrator(input, 'bonus-plan'))) return;
  const { deps, actor, today } = input;
  const say = planWords(actor.locale);
  const plan = await planOf(input);
  if (plan === undefined) return;
  // A button of an older version must not activate what its reader has not seen.
  if (input.value.split(':')[1] !== `${plan.version}`) return input.reply({ text: say('outdated') });
  const tomorrow = addDays(today, 1);
  const [from = plan.from] = state === 'ended' ? [plan.from, tomorrow].sort().toReversed() : [plan.from];
  const saved = await savePlan(deps.db, actOf(input), plan, {
    ...{ id: plan.id, state, from: localDate(from), now: input.now },
  });
  if (saved === undefined) return input.reply({ text: say('repeated') });
  const said = {
    name: plainInMrkdwn(plan.name),
    from: formatDate(localDate(saved.from), actor.locale, true),
  };
  const text = say(state === 'active' ? 'activated' : 'ended', said);
  await input.reply({ text, blocks: [section(text), actions(...planButtons(saved, actor.locale))] });
}
