/** T-07: with whom a target is compared. Pure. */
import { isReduced } from '../../kpi/accrual.ts';
import { isAdditive, type MetricDefinition } from '../../kpi/metric.ts';
import type { Person, TeamInfo } from '../../people/person.ts';
import { type Subject, subjectKey } from '../target.ts';
import { regionsOf } from '../whose.ts';

export type Cohort =
  /** People of the same role on the dates. */
  | { readonly kind: 'people'; readonly role: 'rep' | 'manager' }
  /** Teams (or regions) of the same standing, itself among them; itself alone where others say nothing. */
  | { readonly kind: 'groups'; readonly subjects: readonly Subject[] }
  /** Nobody: the person has no role in Pacer today, or is not there. */
  | { readonly kind: 'nobody' };

/** The company of today. */
export interface Today {
  readonly people: readonly Person[];
  readonly teams: readonly TeamInfo[];
}

const known = new WeakMap<readonly Person[], ReadonlyMap<string, Person['role']>>();

/** Everybody's role by member id; of the same list once, since a large company asks for everybody's. */
function rolesIn(people: readonly Person[]): ReadonlyMap<string, Person['role']> {
  const found = known.get(people);
  if (found !== undefined) return found;
  const roles = new Map(people.map(({ memberId, role }) => [memberId, role]));
  known.set(people, roles);
  return roles;
}

/**
 * T-07: a person is compared with everybody of their role; a team with the teams of its standing (those without teams below them, or those
 * with), a region with the regions, the company with itself. A figure that cannot be brought to another size is compared with its own past alone.
 */
export function cohortOf(subject: Subject, metric: MetricDefinition, today: Today): Cohort {
  if (subject.kind === 'member') {
    const role = rolesIn(today.people).get(subject.id) ?? 'none';
    return role === 'none' ? { kind: 'nobody' } : { kind: 'people', role };
  }
  const alike = canBeSized(metric) ? alikeOf(subject, today) : [subject];
  return { kind: 'groups', subjects: alike };
}

function alikeOf(subject: Subject, { people, teams }: Today): Subject[] {
  const hasBelow = (id: string): boolean => teams.some((team) => team.parentId === id);
  switch (subject.kind) {
    case 'team':
      return teams
        .filter((team) => team.id === subject.id || hasBelow(team.id) === hasBelow(subject.id))
        .map((team) => ({ kind: 'team', id: team.id }));
    case 'region':
      return regionsOf(people, teams).map((id) => ({ kind: 'region', id }));
    case 'company':
    case 'member':
      return [subject];
  }
}

/** Rates and means are of any size; what accrues by day is brought to the same days of work. Customers and budgets are neither. */
function canBeSized(metric: MetricDefinition): boolean {
  return isReduced(metric) || !(isAdditive(metric) || metric.kind === 'distinct');
}

/** Two targets with the same cohort have the same history. */
export function cohortKey(cohort: Cohort): string {
  switch (cohort.kind) {
    case 'people':
      return cohort.role;
    case 'groups':
      return cohort.subjects.map(subjectKey).join(' ');
    case 'nobody':
      return '';
  }
}
