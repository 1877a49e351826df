/** reliability.md § 7: who is asked about whose targets: those who may set them, the nearest first. Pure. */
import type { Person, TeamInfo } from '../../people/person.ts';
import type { Subject } from '../target.ts';
import type { NewReview, ReviewEvent, ReviewLine } from './review.ts';

/** The people around a review. */
export interface Company {
  readonly people: readonly Person[];
  readonly teams: readonly TeamInfo[];
  /** Member ids of active administrators. */
  readonly administrators: readonly string[];
}

/**
 * The leads of the nearest team above that has any besides the person themselves; where there are none, the administrators (besides the
 * person, unless they are the only one).
 */
export function responsibleFor(subject: Subject, { people, teams, administrators }: Company): string[] {
  const active = new Set(people.filter((person) => person.isActive).map((person) => person.memberId));
  const self = subject.kind === 'member' ? subject.id : '';
  const person = people.find((one) => one.memberId === self);
  const chain: string[] = [];
  let at = subject.kind === 'team' ? subject.id : (person?.teamId ?? null);
  while (at !== null && !chain.includes(at)) {
    chain.push(at);
    const team = teams.find((one) => one.id === at);
    const leads = (team?.leadIds ?? []).filter((lead) => lead !== self && active.has(lead));
    if (leads.length > 0) return leads.toSorted();
    at = team?.parentId ?? null;
  }
  const others = administrators.filter((one) => one !== self);
  return (others.length > 0 ? others : [...administrators]).toSorted();
}

/** One review for each group of people who are responsible for the same lines; lines that change nothing are no reason for one. */
export function addressed(
  key: string,
  event: ReviewEvent,
  lines: readonly ReviewLine[],
  company: Company,
): NewReview[] {
  const groups = new Map<string, { recipients: string[]; lines: ReviewLine[] }>();
  for (const line of inOrder(lines, company)) {
    const recipients = responsibleFor(line.subject, company);
    if (recipients.length === 0) continue;
    const name = recipients.join('+');
    const group = groups.get(name) ?? { recipients, lines: [] };
    groups.set(name, group);
    group.lines.push(line);
  }
  return [...groups]
    .filter(([, group]) => group.lines.some(isChange))
    .map(([name, group]) => ({ key: `${key}:${name}`, event, ...group }));
}

/** People by name, then teams by name, then all others: as somebody looks for them. */
function inOrder(lines: readonly ReviewLine[], { people, teams }: Company): ReviewLine[] {
  const names = new Map([
    ...people.map((person) => [person.memberId, person.name] as const),
    ...teams.map((team) => [team.id, team.name] as const),
  ]);
  const place = ({ subject }: ReviewLine): number =>
    subject.kind === 'member' ? 0 : subject.kind === 'team' ? 1 : 2;
  const nameOf = ({ subject }: ReviewLine): string => names.get(subject.id) ?? subject.id;
  const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return lines.toSorted((a, b) => place(a) - place(b) || byName(nameOf(a), nameOf(b)));
}

/** Whether something is proposed that does not hold already. */
export function isChange({ before, after }: ReviewLine): boolean {
  return before !== after;
}
