/** Proposing a plan, and answering it (C-03): the one whom it is for decides. */
import { currency } from '../../kpi/money.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import { may } from '../../people/rights.ts';
import { listPeople } from '../../people/store.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { denied } from '../../workspace/store.ts';
import { newsReply, type PlanFrame, type PlanNews, planReply, sentReply } from './blocks.ts';
import { datesIn, declineView, LONGEST_NOTE, planMemory, planView } from './form.ts';
import { helpedBefore, type Plan, type PlanState } from './plan.ts';
import { changePlan, findPlan, measuredPlans, type PlanAct, proposePlan, readOptions } from './store.ts';
import { planWords } from './words.ts';

/** What sentences about plans are made of, for any reader. */
export interface PlanScene {
  people: readonly Person[];
  /** For whom: their language and date. */
  frameFor(reader: Pick<Person, 'locale' | 'tz'>): PlanFrame;
}

export async function readPlanScene({
  deps,
  workspace,
  now,
  today,
}: Pick<Input, 'deps' | 'workspace' | 'now' | 'today'>): Promise<PlanScene> {
  const [people, playbook, options] = await Promise.all([
    listPeople(deps.db, workspace.id, today),
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
    readOptions(deps.db, workspace.id),
  ]);
  const names = new Map(people.map((person) => [person.memberId, person.name]));
  const { fiscalYearStart } = workspace;
  return {
    people,
    frameFor: ({ locale, tz }) => ({
      ...{ metrics: playbook.metrics, options, names },
      reader: {
        ...{ locale, fiscalYearStart, currency: currency(workspace.currency) },
        today: localDateOf(now, tz),
      },
    }),
  };
}

const actOf = ({ workspace, actor, transportKey }: Input): PlanAct => ({
  ...{ workspaceId: workspace.id, actorId: actor.memberId, transportKey },
});

/** The person, if the actor may coach them; a refusal is said, and written down. */
async function mayCoach(input: Input, { people }: PlanScene, memberId: string): Promise<Person | undefined> {
  const { deps, workspace, actor } = input;
  const say = planWords(actor.locale);
  const person = people.find((one) => one.memberId === memberId);
  if (person === undefined) {
    await input.reply({ text: say('gone') });
    return undefined;
  }
  if (may(actor, 'coach', person)) return person;
  await denied(deps.db, workspace.id, actor.memberId, 'coach', `member:${memberId}`);
  await input.reply({ text: say('deniedCoach', { name: plainInMrkdwn(person.name) }) });
  return undefined;
}

/** "Make a plan…": the value names the person, and the KPI that a flag is about, if any. */
export async function openPlan(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const [memberId = '', metricKey = ''] = input.value.split(':');
  const scene = await readPlanScene(input);
  const person = await mayCoach(input, scene, memberId);
  if (person === undefined) return;
  const { metrics, options, reader } = scene.frameFor(actor);
  const measured = await measuredPlans(deps.db, workspace.id);
  const offered = options.filter(({ isRetired }) => !isRetired);
  const shown = metrics.filter(({ isRetired }) => !isRetired);
  await input.open(
    planView(
      {
        ...{ member: memberId, tz: actor.tz, name: person.name, owner: actor.slackUserId },
        metrics: shown.toSorted((a, b) => Number(b.key === metricKey) - Number(a.key === metricKey)),
        options: offered.map((option) => ({ option, helped: helpedBefore(measured, option.key) })),
      },
      reader,
    ),
  );
}

/** The plan, handed in: the person is asked in private. */
export async function submitPlan(input: SubmitInput): Promise<void> {
  const { deps, actor, values, transportKey } = input;
  const say = planWords(actor.locale);
  const scene = await readPlanScene(input);
  const person = await mayCoach(input, scene, planMemory(input.metadata)?.member ?? '');
  if (person === undefined) return;
  const frame = scene.frameFor(actor);
  const owner = scene.people.find((one) => one.isActive && one.slackUserId === values['owner']);
  if (owner === undefined) return input.reply({ text: say('who') });
  const dates = datesIn(values);
  const option = frame.options.find((one) => one.key === values['option'] && !one.isRetired);
  const metric = frame.metrics.find((one) => one.key === values['metric'] && !one.isRetired);
  if (dates === undefined || option === undefined || metric === undefined)
    return input.reply({ text: say('choose') });
  const wish = {
    ...{ memberId: person.memberId, metricKey: metric.key, optionKey: option.key, ownerId: owner.memberId },
    ...{ ...dates, note: (values['note'] ?? '').trim().slice(0, LONGEST_NOTE) },
  };
  const plan = await proposePlan(deps.db, actOf(input), wish, (made) => [
    {
      key: `coaching-plan:${made.id}:${transportKey}`,
      channel: person.slackUserId,
      reply: planReply(made, scene.frameFor(person)),
    },
  ]);
  if (plan !== undefined) await input.reply(sentReply(plan, frame));
}

/** The plan that a press is about, if it is for the actor; others are refused, which is logged. */
async function ownPlan(input: Input, id: string): Promise<Plan | undefined> {
  const { deps, workspace, actor } = input;
  const plan = await findPlan(deps.db, workspace.id, id);
  if (plan?.memberId === actor.memberId) return plan;
  await denied(deps.db, workspace.id, actor.memberId, 'plan-answer', `plan:${plan?.id ?? 'unknown'}`);
  await input.reply({ text: planWords(actor.locale)('notYours') });
  return undefined;
}

/** Changes the plan and tells whoever proposed it; answers how it stands now. */
async function answer(
  input: Input,
  id: string,
  change: { from: readonly PlanState[]; to: PlanState; reason?: string },
  news: PlanNews,
): Promise<{ plan: Plan | undefined; scene: PlanScene }> {
  const { deps, workspace } = input;
  const scene = await readPlanScene(input);
  const tell = (plan: Plan): Notice[] => newsTo(scene, plan, plan.proposedById, news, input.transportKey);
  await changePlan(deps.db, { ...actOf(input), id }, change, tell);
  return { plan: await findPlan(deps.db, workspace.id, id), scene };
}

function newsTo(scene: PlanScene, plan: Plan, to: string, news: PlanNews, transportKey: string): Notice[] {
  const person = scene.people.find((one) => one.memberId === to && one.isActive);
  if (person === undefined) return [];
  const reply = newsReply(plan, news, scene.frameFor(person));
  return [{ key: `coaching-plan:${plan.id}:${transportKey}`, channel: person.slackUserId, reply }];
}

/** "Accept". A copy of the press, or one on an old message, shows the plan as it stands. */
export async function acceptPlan(input: ActionInput): Promise<void> {
  if ((await ownPlan(input, input.value)) === undefined) return;
  const change = { from: ['proposed'], to: 'accepted' } as const;
  await showOwn(input, await answer(input, input.value, change, 'toldAccepted'));
}

/** "Take my answer back". */
export async function answerAgain(input: ActionInput): Promise<void> {
  if ((await ownPlan(input, input.value)) === undefined) return;
  const change = { from: ['accepted', 'declined'], to: 'proposed' } as const;
  await showOwn(input, await answer(input, input.value, change, 'toldAgain'));
}

async function showOwn(
  input: ActionInput,
  { plan, scene }: { plan: Plan | undefined; scene: PlanScene },
): Promise<void> {
  if (plan !== undefined) await input.replace(planReply(plan, scene.frameFor(input.actor)));
}

/** "Decline…". */
export async function openDecline(input: ActionInput): Promise<void> {
  const plan = await ownPlan(input, input.value);
  if (plan === undefined) return;
  const say = planWords(input.actor.locale);
  if (plan.state !== 'proposed') return input.reply({ text: say('answeredAlready') });
  const frame = (await readPlanScene(input)).frameFor(input.actor);
  await input.open(declineView(plan.id, planReply(plan, frame).text, input.actor.locale));
}

/** The reason, handed in. */
export async function submitDecline(input: SubmitInput): Promise<void> {
  const id = input.metadata;
  if ((await ownPlan(input, id)) === undefined) return;
  const reason = (input.values['reason'] ?? '').trim().slice(0, LONGEST_NOTE);
  const change = { from: ['proposed'], to: 'declined', reason } as const;
  const { plan, scene } = await answer(input, id, change, 'toldDeclined');
  if (plan !== undefined) await input.reply(planReply(plan, scene.frameFor(input.actor)));
}

/** "Take the plan back": the person is told. */
export async function withdrawPlan(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey, value: id } = input;
  const plan = await findPlan(deps.db, workspace.id, id);
  const scene = await readPlanScene(input);
  if (plan === undefined) return input.reply({ text: planWords(actor.locale)('gone') });
  if ((await mayCoach(input, scene, plan.memberId)) === undefined) return;
  const change = { from: ['proposed', 'accepted'], to: 'withdrawn' } as const;
  const done = await changePlan(deps.db, { ...actOf(input), id }, change, (after) =>
    newsTo(scene, { ...after, proposedById: actor.memberId }, after.memberId, 'toldWithdrawn', transportKey),
  );
  const frame = scene.frameFor(actor);
  if (done === undefined) return input.reply({ text: planWords(actor.locale)('answeredAlready') });
  await input.reply(newsReply(done, 'withdrawn', frame));
}
