import type { Person } from '../../people/person.ts';
import { namesWithin } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable } from '../../platform/normalise.ts';
import type { ActionInput, FieldErrors, Input, SubmitCheck, SubmitInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { isGrade } from '../cycle/cycle.ts';
import { evaluatorsOf } from '../scene/evaluators.ts';
import { isAllowed, type Part, readPart, readScene, type Scene } from '../scene/slack.ts';
import { templatesOfCycle } from '../template/store.ts';
import { words } from '../words.ts';
import { type PeersShown, peerNotice, peersView, peerView, proposalNotice, questionsOf } from './blocks.ts';
import { areShown, LEAST_PEERS, MOST_PEERS, MOST_QUESTIONS, peersProblem } from './peers.ts';
import { approvePeers, namePeers, type Peered, peerAnswersOf, peersOf, savePeerAnswer } from './store.ts';
import { peerWords } from './words.ts';

/** S-06: the person proposes peers, who evaluates approves or names them, and each peer answers once. */

/** "Name peers…" and "Others…". */
export async function openPeers(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const scene = await readScene(input);
  const part = await readPart(input, input.value, scene);
  if (part === undefined || !(await mayName(input, part))) return;
  const named = await peersOf(deps.db, workspace.id, part.cycle.id, part.member.memberId);
  const open = named.filter(({ state }) => state !== 'done').map(({ peerId }) => peerId);
  const slackUserIds = scene.people
    .filter(({ memberId }) => open.includes(memberId))
    .map((one) => one.slackUserId);
  const isOwn = part.person.memberId === actor.memberId;
  await input.open(peersView(input.value, { name: part.person.name, slackUserIds, isOwn }, actor.locale));
}

const mayName = (input: Input, part: Part): Promise<boolean> =>
  isAllowed(input, part.person.memberId === input.actor.memberId ? 'answer-evaluation' : 'evaluate', part);

export function checkPeers({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const say = peerWords(locale);
  const count = (values['peers'] ?? '').split(',').filter((id) => id !== '').length;
  if (count < LEAST_PEERS) return { peers: say('wrong-few', { least: LEAST_PEERS }) };
  return count > MOST_PEERS ? { peers: say('wrong-many', { most: MOST_PEERS }) } : undefined;
}

export async function submitPeers(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const say = peerWords(actor.locale);
  const scene = await readScene(input);
  const part = await readPart(input, input.metadata, scene);
  if (part === undefined || !(await mayName(input, part))) return;
  const { cycle, person } = part;
  const ids = (input.values['peers'] ?? '').split(',').filter((id) => id !== '');
  const found = ids.map((id) => scene.people.find((one) => one.isActive && one.slackUserId === id));
  const evaluators = evaluatorsOf(part, scene);
  const problem = peersProblem(
    found.map((peer) => peer?.memberId),
    { memberId: person.memberId, evaluatorIds: evaluators.map(({ memberId }) => memberId) },
  );
  if (problem !== undefined)
    return input.reply({ text: say(`wrong-${problem}`, { least: LEAST_PEERS, most: MOST_PEERS }) });
  const peers = found.filter((peer): peer is Person => peer !== undefined);
  const isOwn = person.memberId === actor.memberId;
  const key = (to: Person) => `peers:${cycle.id}:${person.memberId}:${transportKey}:${to.memberId}`;
  const tell = isOwn
    ? evaluators.map((evaluator) => proposalNotice(cycle, person, peers, evaluator, key(evaluator)))
    : peers.map((peer) => peerNotice(cycle, person, peer));
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const state = isOwn ? 'proposed' : 'asked';
  const peerIds = peers.map(({ memberId }) => memberId);
  const wish = { cycleId: cycle.id, memberId: person.memberId, peerIds, state } as const;
  const done = await namePeers(deps.db, act, wish, tell);
  await sayOutcome(input, done, isOwn ? say('proposed') : askedText(input, peers, person));
}

function askedText({ actor }: Input, peers: readonly Person[], { name }: Person): string {
  const names = namesWithin(
    peers.map((peer) => plainInMrkdwn(peer.name)),
    actor.locale,
  );
  return peerWords(actor.locale)('asked', { names, name: plainInMrkdwn(name) });
}

async function sayOutcome(input: Input, outcome: Peered, done: string): Promise<void> {
  const { locale } = input.actor;
  const texts = { done, shut: peerWords(locale)('shut'), repeated: words(locale)('repeated') };
  await input.reply({ text: texts[outcome] });
}

/** "Approve and ask". */
export async function approve(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const scene = await readScene(input);
  const part = await readPart(input, input.value, scene);
  if (part === undefined || !(await isAllowed(input, 'evaluate', part))) return;
  const { cycle, person } = part;
  const named = await peersOf(deps.db, workspace.id, cycle.id, person.memberId);
  const ids = named.filter(({ state }) => state === 'proposed').map(({ peerId }) => peerId);
  const peers = scene.people.filter((one) => one.isActive && ids.includes(one.memberId));
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const tell = peers.map((peer) => peerNotice(cycle, person, peer));
  const of = { cycleId: cycle.id, memberId: person.memberId };
  await sayOutcome(input, await approvePeers(deps.db, act, of, tell), askedText(input, peers, person));
}

/** "Give feedback": only for who was asked. */
export async function openPeer(input: ActionInput): Promise<void> {
  const { actor } = input;
  const part = await askedPart(input, input.value, await readScene(input));
  if (part === undefined) return;
  const { name } = part.person;
  const questions = questionsOf(await ownQuestions(input, part), name, actor.locale);
  await input.open(peerView(input.value, { name, questions }, actor.locale));
}

async function ownQuestions({ deps, workspace }: Input, { cycle, member }: Part): Promise<readonly string[]> {
  const templates = await templatesOfCycle(deps.db, workspace.id, cycle.id);
  const template = templates.find(
    ({ id, version }) => id === member.templateId && version === member.templateVersion,
  );
  return template?.peerQuestions ?? [];
}

async function askedPart(input: Input, value: string, scene: Scene): Promise<Part | undefined> {
  const { deps, workspace, actor } = input;
  const part = await readPart(input, value, scene);
  if (part === undefined) return undefined;
  const named = await peersOf(deps.db, workspace.id, part.cycle.id, part.member.memberId);
  const own = named.find(({ peerId }) => peerId === actor.memberId);
  const say = peerWords(actor.locale);
  if (own?.state === 'asked') return part;
  if (own?.state === 'done') {
    await input.reply({ text: words(actor.locale)('repeated') });
    return undefined;
  }
  await denied(deps.db, workspace.id, actor.memberId, 'peer-feedback', `member:${part.person.memberId}`);
  await input.reply({ text: say('notAsked', { name: plainInMrkdwn(part.person.name) }) });
  return undefined;
}

export function checkPeer({ values, locale }: SubmitCheck): FieldErrors | undefined {
  return isGrade(Number(values['grade'] ?? '')) ? undefined : { grade: peerWords(locale)('gradeMissing') };
}

export async function submitPeer(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const part = await askedPart(input, input.metadata, await readScene(input));
  const grade = Number(input.values['grade'] ?? '');
  if (part === undefined || !isGrade(grade)) return;
  const texts = Array.from({ length: MOST_QUESTIONS }, (_, index) =>
    keepable(input.values[`text-${index}`] ?? '').trim(),
  );
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const of = { cycleId: part.cycle.id, memberId: part.member.memberId };
  const done = await savePeerAnswer(deps.db, act, { ...of, grade, texts });
  await sayOutcome(input, done, peerWords(actor.locale)('saved'));
}

/** What a card shows of peers: the same to who evaluates and, once the cycle is closed, to the person. */
export async function readPeers(input: Input, scene: Scene, part: Part): Promise<PeersShown> {
  const { deps, workspace, actor } = input;
  const { cycle, member, person } = part;
  const requests = await peersOf(deps.db, workspace.id, cycle.id, member.memberId);
  const isOwn = person.memberId === actor.memberId;
  const mayShow = areShown(cycle, requests, member.peerGrades.length) && (!isOwn || cycle.state === 'closed');
  const answers = mayShow ? await peerAnswersOf(deps.db, workspace.id, cycle.id, member.memberId) : [];
  const questions = questionsOf(await ownQuestions(input, part), person.name, actor.locale);
  const waiting = requests.filter(({ state }) => state === 'proposed').map(({ peerId }) => peerId);
  const proposed = waiting.map((id) => scene.names.get(id) ?? '?');
  return { requests, answers, questions, proposed };
}
