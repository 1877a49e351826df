import { addDays } from '../../kpi/localDate.ts';
import type { Person, TeamInfo } from '../../people/person.ts';
import { listTeams } from '../../people/store.ts';
import { button } from '../../platform/blocks.ts';
import { formatDate } from '../../platform/format.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable, textWeight } from '../../platform/normalise.ts';
import type { ActionInput, FieldErrors, Input, SubmitCheck, SubmitInput } from '../../platform/slice.ts';
import type { Cycle, CycleMember } from '../cycle/cycle.ts';
import { membersOfCycle, readCycle } from '../cycle/store.ts';
import { withButton } from '../reviews/slack.ts';
import { evaluatorsOf } from '../scene/evaluators.ts';
import { onlyAdministrator, partValue, readScene, type Scene } from '../scene/slack.ts';
import { words } from '../words.ts';
import { handoverView, namesOf } from './blocks.ts';
import { handOver } from './store.ts';
import { handoverWords } from './words.ts';

/** Handing evaluations over to somebody else: administrators, with a reason, audited; everybody concerned is told. */

const REASON_AT_LEAST = 10;

/** What a value names: one person's part ("<cycle>:<member>"), or all that waits for somebody ("<cycle>:from:<member>"). */
interface Named {
  cycle: Cycle;
  scene: Scene;
  parts: readonly { member: CycleMember; person: Person }[];
  /** Who evaluates them now; undefined where nobody is named and nobody leads. */
  from: Person | undefined;
}

async function readNamed(input: Input, value: string): Promise<Named | undefined> {
  const { deps, workspace, actor } = input;
  const [cycleId = '', first = '', second = ''] = value.split(':');
  const cycle = await readCycle(deps.db, workspace.id, cycleId);
  if (cycle === undefined || cycle.state === 'closed') {
    await input.reply({ text: words(actor.locale)('gone') });
    return undefined;
  }
  const scene = await readScene(input);
  const members = await membersOfCycle(deps.db, workspace.id, cycle.id);
  const then = await listTeams(deps.db, workspace.id, addDays(cycle.range.to, -1));
  const byId = new Map(members.map((member) => [member.memberId, member]));
  const all = scene.people.flatMap((person) => {
    const member = byId.get(person.memberId);
    return member === undefined || member.isReviewed ? [] : [{ member, person }];
  });
  const parts =
    first === 'from'
      ? all.filter((part) => isOf(part, second, [...scene.teams, ...then]))
      : all.filter(({ member }) => member.memberId === first);
  if (parts.length === 0) {
    await input.reply({ text: handoverWords(actor.locale)('nothing') });
    return undefined;
  }
  const now = parts[0] === undefined ? [] : evaluatorsOf(parts[0], scene);
  const from = first === 'from' ? scene.people.find(({ memberId }) => memberId === second) : now[0];
  return { cycle, scene, parts, from };
}

/** Whether somebody was to evaluate a person: named, or as a lead of the team, today or when the period ended. */
function isOf(
  { member, person }: { member: CycleMember; person: Person },
  fromId: string,
  teams: readonly TeamInfo[],
): boolean {
  if (person.memberId === fromId) return false;
  if (member.evaluatorId !== null) return member.evaluatorId === fromId;
  return teams.some(({ id, leadIds }) => id === person.teamId && leadIds.includes(fromId));
}

/** "Hand over to …": the proposal is taken. */
export async function takeProposal(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'hand-over'))) return;
  const [cycleId = '', , fromId = '', toId = ''] = input.value.split(':');
  const named = await readNamed(input, `${cycleId}:from:${fromId}`);
  if (named === undefined) return;
  const from = plainInMrkdwn(named.from?.name ?? '?');
  const reason = handoverWords(input.workspace.locale)('automatic', { from });
  await handTo(input, named, (person) => person.memberId === toId, reason);
}

/** "Somebody else…" and "Hand over…". */
export async function openHandover(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'hand-over'))) return;
  const named = await readNamed(input, input.value);
  if (named === undefined) return;
  const about = named.parts.map(({ person }) => person);
  await input.open(handoverView(input.value, { cycle: named.cycle, about }, input.actor.locale));
}

export function checkHandover({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const say = handoverWords(locale);
  if ((values['who'] ?? '') === '') return { who: say('whoMissing') };
  return textWeight(values['reason'] ?? '') < REASON_AT_LEAST ? { reason: say('reasonMissing') } : undefined;
}

export async function submitHandover(input: SubmitInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'hand-over'))) return;
  const named = await readNamed(input, input.metadata);
  if (named === undefined) return;
  const reason = keepable(input.values['reason'] ?? '').trim();
  await handTo(input, named, ({ slackUserId }) => slackUserId === input.values['who'], reason);
}

async function handTo(
  input: ActionInput | SubmitInput,
  named: Named,
  isTo: (person: Person) => boolean,
  reason: string,
): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const say = handoverWords(actor.locale);
  const to = named.scene.people.find((person) => person.isActive && isTo(person));
  if (to === undefined) return input.reply({ text: say('notThere') });
  const parts = named.parts.filter(({ person }) => person.memberId !== to.memberId);
  if (parts.length === 0) return input.reply({ text: say('notThemselves') });
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const memberIds = parts.map(({ member }) => member.memberId);
  const wish = { cycleId: named.cycle.id, memberIds, evaluatorId: to.memberId, reason };
  const about = parts.map(({ person }) => person);
  const done = await handOver(deps.db, act, wish, noticesOf({ ...named, about, to, transportKey }));
  const text = done
    ? say('done', { to: plainInMrkdwn(to.name), names: namesOf(about, actor.locale) })
    : words(actor.locale)('repeated');
  await input.reply({ text });
}

function noticesOf(given: {
  cycle: Cycle;
  from: Person | undefined;
  to: Person;
  about: readonly Person[];
  transportKey: string;
}): Notice[] {
  const { cycle, from, to, about, transportKey } = given;
  const notice = (person: Person, key: 'toldNew' | 'toldOld' | 'toldPerson'): Notice[] => {
    if (!person.isActive) return [];
    const say = handoverWords(person.locale);
    const text = say(key, {
      ...{ cycle: plainInMrkdwn(cycle.name), to: plainInMrkdwn(to.name) },
      ...{ names: namesOf(about, person.locale), date: formatDate(cycle.managerDue, person.locale, true) },
      from: from === undefined ? say('lead') : plainInMrkdwn(from.name),
    });
    const way =
      key === 'toldPerson'
        ? button(words(person.locale)('see'), 'evaluation.see', partValue(cycle.id, person.memberId))
        : button(say('people'), 'evaluation.people', cycle.id);
    return [
      {
        key: `handover:${transportKey}:${key}:${person.memberId}`,
        channel: person.slackUserId,
        reply: withButton(text, way),
      },
    ];
  };
  return [
    ...notice(to, 'toldNew'),
    ...(from === undefined || from.memberId === to.memberId ? [] : notice(from, 'toldOld')),
    ...about.flatMap((person) => notice(person, 'toldPerson')),
  ];
}
