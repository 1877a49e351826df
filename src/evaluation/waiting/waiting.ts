import type { LocalDate } from '../../kpi/localDate.ts';
import type { Person } from '../../people/person.ts';
import { type Answer, standOf } from '../answer/answer.ts';
import type { Cycle, CycleMember } from '../cycle/cycle.ts';
import type { PeerRequest } from '../peers/peers.ts';
import { type Company, evaluatorsOf } from '../scene/evaluators.ts';

/** What a cycle waits for: which step of whose evaluation, and who is to take it. */

export const WAITING_STEPS = ['self', 'peers', 'manager', 'compare', 'answer', 'dispute'] as const;
export type WaitingStep = (typeof WAITING_STEPS)[number];

export interface Waiting {
  step: WaitingStep;
  /** Whose evaluation it is. */
  about: Person;
  /** Who is to act; administrators where nobody leads. */
  by: readonly Person[];
}

export interface WaitingFacts extends Company {
  members: readonly CycleMember[];
  /** Who was asked for feedback and has not answered, of whom. */
  peers: readonly PeerRequest[];
  /** Of a closed cycle, oldest first. */
  answers: readonly Answer[];
  administrators: readonly Person[];
  today: LocalDate;
}

/** Everything that a cycle waits for, in the order of `people`. A manager is waited for once the person's own review is there, or its date is over. */
export function waitingOf(cycle: Cycle, facts: WaitingFacts): Waiting[] {
  const members = new Map(facts.members.map((member) => [member.memberId, member]));
  const found = facts.people.flatMap((about) => {
    const member = members.get(about.memberId);
    return member === undefined ? [] : stepsFor(cycle, member, about, facts);
  });
  return [...found, ...comparisons(cycle, members, facts, found.length === 0)];
}

/** S-06: administrators compare once every review is there, or reviews are over; until then nothing is ready. */
function comparisons(
  { state }: Cycle,
  members: ReadonlyMap<string, CycleMember>,
  { people, administrators }: WaitingFacts,
  isAllReviewed: boolean,
): Waiting[] {
  if (state !== 'calibration' && !(state === 'open' && isAllReviewed)) return [];
  return people
    .filter(({ memberId }) => members.get(memberId)?.isReviewed === true)
    .map((about) => ({ step: 'compare', about, by: administrators }));
}

function stepsFor(cycle: Cycle, member: CycleMember, about: Person, facts: WaitingFacts): Waiting[] {
  switch (cycle.state) {
    case 'draft':
      return [];
    case 'open':
      return openSteps(cycle, member, about, facts);
    case 'calibration':
      return member.isReviewed ? [] : [managerStep(member, about, facts)];
    case 'closed':
      return closedSteps(about, facts);
  }
}

function openSteps(cycle: Cycle, member: CycleMember, about: Person, facts: WaitingFacts): Waiting[] {
  if (member.isReviewed) return [];
  const writesOwn = member.selfGrade === null && about.isActive;
  const own: Waiting[] = writesOwn ? [{ step: 'self', about, by: [about] }] : [];
  const isReady = !writesOwn || facts.today > cycle.selfDue;
  const before = [...own, ...peerSteps(about, facts)];
  return isReady ? [...before, managerStep(member, about, facts)] : before;
}

function peerSteps(about: Person, { peers, people }: WaitingFacts): Waiting[] {
  const ids = peers.filter(({ memberId, state }) => memberId === about.memberId && state === 'asked');
  const by = people.filter((one) => one.isActive && ids.some(({ peerId }) => peerId === one.memberId));
  return by.length === 0 ? [] : [{ step: 'peers', about, by }];
}

function managerStep(member: CycleMember, about: Person, facts: WaitingFacts): Waiting {
  const named = evaluatorsOf({ member, person: about }, facts);
  const others = facts.administrators.filter((one) => one.memberId !== about.memberId);
  return { step: 'manager', about, by: named.length > 0 ? named : others };
}

function closedSteps(about: Person, { answers, people }: WaitingFacts): Waiting[] {
  const own = answers.filter((answer) => answer.memberId === about.memberId);
  const stand = standOf(own);
  if (stand === 'none') return about.isActive ? [{ step: 'answer', about, by: [about] }] : [];
  if (stand !== 'dispute') return [];
  const owner = own.findLast(({ kind }) => kind === 'dispute')?.ownerId;
  return [{ step: 'dispute', about, by: people.filter((one) => one.memberId === owner) }];
}

/** The last date of a step in a cycle; null where none was set. */
export function dueOf(cycle: Cycle, step: WaitingStep): LocalDate | null {
  switch (step) {
    case 'self':
    case 'peers':
      return cycle.selfDue;
    case 'manager':
      return cycle.managerDue;
    case 'compare':
      return cycle.calibrationDue;
    case 'answer':
      return cycle.answerDue;
    case 'dispute':
      return null;
  }
}
