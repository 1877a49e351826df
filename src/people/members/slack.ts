import { namesWithin } from '../../platform/fit.ts';
import { escapeText, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { normalise } from '../../platform/normalise.ts';
import type { ActionInput, HomePart, Input, VerbInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { personOrNone } from '../following/job.ts';
import type { Person } from '../person.ts';
import { may } from '../rights.ts';
import { type Outsider, standingOf } from '../standing.ts';
import {
  claimAdministration,
  ensureMember,
  listAdministrators,
  personById,
  personBySlackId,
  updateMember,
} from '../store.ts';
import { peopleWords } from '../words.ts';
import { boardsReply, ownSettings } from './blocks.ts';
import { wantsToHide } from './boards.ts';

/** Below own figures, above help. */
const HOME_ORDER = 60;

/** `/pace boards off|on`, and its button in Home (L-03). */
export async function boards(input: VerbInput | ActionInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const hides = wantsToHide('text' in input ? normalise(input.text).text : input.value);
  if (hides === undefined) {
    const person = await personById(deps.db, workspace.id, actor.memberId, today);
    return input.reply(boardsReply(person?.hidesFromBoards ?? false, false, actor.locale));
  }
  await updateMember(deps.db, workspace.id, actor.memberId, actor.memberId, { hidesFromBoards: hides });
  await deps.db.durable();
  await input.reply(boardsReply(hides, true, actor.locale));
}

/** What a person settles for themselves, in Home. */
export async function ownHome({ deps, workspace, actor, today }: Input): Promise<HomePart[]> {
  const person = await personById(deps.db, workspace.id, actor.memberId, today);
  return [{ order: HOME_ORDER, blocks: ownSettings(person?.hidesFromBoards ?? false, actor.locale) }];
}

/**
 * An administrator or owner of the Slack workspace (or whom `PACER_ADMIN` names) becomes the first administrator of Pacer; Slack is asked, not
 * the button.
 */
export async function claim({ deps, workspace, actor, reply }: ActionInput): Promise<void> {
  const say = peopleWords(actor.locale);
  const person = await (await deps.slack(workspace.id)).person(actor.slackUserId);
  if (person?.isAdmin !== true) {
    await denied(deps.db, workspace.id, actor.memberId, 'claim', `workspace:${workspace.id}`);
    return reply({ text: say('claim-denied', { id: actor.slackUserId }) });
  }
  const isFirst = await claimAdministration(deps.db, workspace.id, actor.memberId);
  await deps.db.durable();
  const who = (await listAdministrators(deps.db, workspace.id)).map((one) => escapeText(one.name)).join(', ');
  await reply({ text: isFirst ? say('claimed') : say('claim-late', { who }) });
}

/** Whether the actor may change people; otherwise they have been told who may, and the attempt is noted (reliability.md § 7). */
export async function mayManage({ deps, workspace, actor, reply }: Input): Promise<boolean> {
  if (may(actor, 'manage-people', { memberId: null, teamId: null })) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'manage-people', `workspace:${workspace.id}`);
  const text = peopleWords(actor.locale)('denied', { who: await administrators({ deps, workspace, actor }) });
  await reply({ text });
  return false;
}

/** Names of the administrators, or that there is none. */
export async function administrators({
  deps,
  workspace,
  actor,
}: Pick<Input, 'deps' | 'workspace' | 'actor'>): Promise<string> {
  const names = (await listAdministrators(deps.db, workspace.id)).map((one) => plainInMrkdwn(one.name));
  return namesWithin(names, actor.locale, 10) || peopleWords(actor.locale)('no-administrator');
}

/** Who was found of some Slack users, and who cannot be a member, with why. */
export interface Joined {
  /** By Slack user id. */
  members: Map<string, Person>;
  outsiders: { slackUserId: string; outsider: Outsider }[];
  /** Who was no member before, by Slack user id. */
  fresh: Set<string>;
}

/** Members behind Slack users, made where they may be. */
export async function joinAll(input: Input, users: readonly string[]): Promise<Joined> {
  const { deps, workspace, now, today } = input;
  const slack = await deps.slack(workspace.id);
  const joined: Joined = { members: new Map(), outsiders: [], fresh: new Set() };
  for (const user of users) {
    const known = await personBySlackId(deps.db, workspace.id, user, today);
    if (known?.isActive) {
      joined.members.set(user, known);
      continue;
    }
    const person = await personOrNone(slack, user);
    const standing = standingOf(person, workspace.id);
    if (person === undefined || standing !== 'member') {
      joined.outsiders.push({ slackUserId: user, outsider: standing === 'member' ? 'gone' : standing });
      continue;
    }
    await ensureMember(deps.db, workspace.id, person, now);
    const made = await personBySlackId(deps.db, workspace.id, user, today);
    if (made === undefined) continue;
    joined.members.set(user, made);
    if (known === undefined) joined.fresh.add(user);
  }
  return joined;
}
