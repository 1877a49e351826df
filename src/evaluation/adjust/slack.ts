import { MOST_ADJUSTMENT } from '../../kpi/score.ts';
import type { Person } from '../../people/person.ts';
import { maySecond } from '../../people/rights.ts';
import { findActor } from '../../people/store.ts';
import { button, type Reply } from '../../platform/blocks.ts';
import { form, textField } from '../../platform/forms.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable } from '../../platform/normalise.ts';
import type { ActionInput, FieldErrors, SubmitCheck, SubmitInput } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { signedText } from '../figures.ts';
import { withButton } from '../reviews/slack.ts';
import { reviewWords } from '../reviews/words.ts';
import { isAllowed, type Part, partValue, readPart, readScene, type Scene } from '../scene/slack.ts';
import { words } from '../words.ts';
import { type Adjustment, type AdjustmentProblem, checkAdjustment } from './adjust.ts';
import { adjust, confirmAdjustment, findAdjustment } from './store.ts';

export const ADJUST_FORM = 'evaluation.adjust-form';

/** "Adjust…". */
export async function openAdjust(input: ActionInput): Promise<void> {
  const part = await readPart(input, input.value, await readScene(input));
  if (part === undefined || !(await isAllowed(input, 'evaluate', part))) return;
  await input.open(adjustView(input.value, part.person.name, input.actor.locale));
}

export function adjustView(value: string, name: string, locale: Locale) {
  const say = reviewWords(locale);
  const said = { title: say('adjustTitle'), submit: say('save'), close: say('close') };
  return form(ADJUST_FORM, said, value, [
    textField('points', say('points'), {
      ...{ hint: say('pointsHint', { most: MOST_ADJUSTMENT }), lines: false, limit: 5 },
    }),
    textField('reason', say('reason'), { hint: say('reasonHint', { name }), limit: 1000 }),
  ]);
}

/** S-06: at the fields what is wrong. */
export function checkAdjust({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const checked = checkAdjustment(values['points'] ?? '', values['reason'] ?? '');
  return checked.ok ? undefined : { [checked.problem.kind]: problemText(checked.problem, locale) };
}

function problemText(problem: AdjustmentProblem, locale: Locale): string {
  const say = reviewWords(locale);
  return problem.kind === 'points'
    ? say('pointsWrong', { most: problem.most })
    : say('reasonWrong', { least: problem.least });
}

/** S-06: kept as a proposal; who may be the second person is asked. */
export async function submitAdjust(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, transportKey, now } = input;
  const say = reviewWords(actor.locale);
  const scene = await readScene(input);
  const part = await readPart(input, input.metadata, scene);
  const checked = checkAdjustment(input.values['points'] ?? '', keepable(input.values['reason'] ?? ''));
  if (part === undefined || !checked.ok || !(await isAllowed(input, 'evaluate', part))) return;
  const { points, reason } = checked.value;
  const seconds = await secondsFor(input, scene, part);
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const wish = { cycleId: part.cycle.id, memberId: part.member.memberId, points, reason, now };
  const saved = await adjust(deps.db, act, wish, (id) =>
    seconds.map((person) => askSecond({ id, points, reason }, actor.name, part, person)),
  );
  if (saved.kind !== 'adjusted')
    return input.reply({ text: saved.kind === 'shut' ? say('shut') : words(actor.locale)('repeated') });
  const done = say('adjusted', { points: signedText(points), name: plainInMrkdwn(part.person.name) });
  await input.reply({ text: seconds.length === 0 ? `${done} ${say('adjustNobody')}` : done });
}

function askSecond(adjustment: Proposed, actorName: string, part: Part, person: Person): Notice {
  return {
    key: `adjust:${adjustment.id}:${person.memberId}`,
    channel: person.slackUserId,
    reply: secondQuestion(adjustment, actorName, part, person.locale),
  };
}

type Proposed = Pick<Adjustment, 'id' | 'points' | 'reason'>;

/** S-06: the question to a second person, with its buttons. */
export function secondQuestion(
  { id, points, reason }: Proposed,
  actorName: string,
  { cycle, member, person: whom }: Pick<Part, 'cycle' | 'member' | 'person'>,
  locale: Locale,
): Reply {
  const say = reviewWords(locale);
  const text = say('adjustAsk', {
    ...{ actor: plainInMrkdwn(actorName), points: signedText(points), name: plainInMrkdwn(whom.name) },
    ...{ cycle: plainInMrkdwn(cycle.name), reason: plainInMrkdwn(reason) },
  });
  return withButton(
    text,
    button(say('confirm'), 'evaluation.confirm', id, 'primary'),
    button(say('see'), 'evaluation.see', partValue(cycle.id, member.memberId)),
  );
}

/** S-06: who may confirm: everybody with the right who is neither the person nor the one who proposed it. */
async function secondsFor(input: SubmitInput, { people, teams }: Scene, { person }: Part): Promise<Person[]> {
  const { deps, workspace, actor, now } = input;
  const leads = new Set(teams.flatMap((team) => team.leadIds));
  const found: Person[] = [];
  for (const one of people) {
    if (!one.isActive || one.memberId === person.memberId || one.memberId === actor.memberId) continue;
    const holder = await findActor(deps.db, workspace.id, one.slackUserId, now);
    const isLikely = leads.has(one.memberId) || holder?.actor.isAdmin === true;
    if (
      isLikely &&
      holder !== undefined &&
      maySecond(holder.actor, 'confirm-evaluation', person, actor.memberId)
    )
      found.push(one);
  }
  return found.slice(0, 10);
}

/** The second person's press. */
export async function confirm(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey, now } = input;
  const say = reviewWords(actor.locale);
  const known = await findAdjustment(deps.db, workspace.id, input.value);
  if (known === undefined) return input.reply({ text: words(actor.locale)('gone') });
  const part = await readPart(input, partValue(known.cycleId, known.memberId), await readScene(input));
  if (part === undefined) return;
  if (known.actorId === actor.memberId) return input.reply({ text: say('ownSecond') });
  if (!(await isAllowed(input, 'confirm-evaluation', part))) return;
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const done = await confirmAdjustment(deps.db, act, known.id, now);
  const confirmed = say('confirmed', {
    ...{ points: signedText(known.points), name: plainInMrkdwn(part.person.name) },
  });
  // A second press, or another second person, finds it confirmed: that is what stands there then.
  const stands = done.kind === 'gone' ? await findAdjustment(deps.db, workspace.id, known.id) : undefined;
  const text = {
    confirmed,
    own: say('ownSecond'),
    gone: stands?.confirmedById ? confirmed : words(actor.locale)('gone'),
    repeated: words(actor.locale)('repeated'),
  }[done.kind];
  await input.settle({ text });
}
