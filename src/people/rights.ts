import type { Actor } from '../platform/slice.ts';

/**
 * reliability.md § 7 as one table. Rights follow today's team and role (P-06): callers pass the subject's team of today. A role alone
 * gives nothing over people of other teams; who leads a team leads all teams below it too; only an administrator reaches everybody.
 * Whoever is deactivated, a guest, or of another workspace is no actor at all (people/standing.ts).
 */

export const RIGHTS = [
  // Facts on open dates: log, edit, undo; P-05 says how far back (`daysBack`).
  'log',
  'enter-absence',
  'confirm-amounts',
  // Targets.
  'own-target',
  'set-target',
  // Figures.
  'see-figures',
  'see-team',
  'see-statement',
  // Closed dates (P-05): the entry becomes an adjustment; a reopening takes an administrator. Both give a reason.
  'adjust-closed',
  'reopen-dates',
  // Evaluations and bonuses; what a second person does, `maySecond` says.
  'read-evaluation',
  'answer-evaluation',
  'evaluate',
  'confirm-evaluation',
  'propose-bonus',
  'approve-bonus',
  // Coaching (C-01): flags, plans, what was agreed. Colleagues see nothing of it.
  'read-coaching',
  'coach',
  // Settings, schedule, export, deletion.
  'team-report',
  'schedule-team',
  'export-own',
  'export-team',
  'export-payroll',
  'export-workspace',
  'manage-people',
  'settings',
  'delete-data',
] as const;
export type Right = (typeof RIGHTS)[number];

/** Whom or what an action concerns; null where it is about no person, or no team. */
export interface Subject {
  memberId: string | null;
  teamId: string | null;
}

/** How somebody stands to a subject. Several may hold at once, as for an administrator's own figures. */
export const RELATIONS = ['self', 'same team', 'manager of the team', 'finance', 'administrator'] as const;
export type Relation = (typeof RELATIONS)[number];

const TABLE: Record<Right, readonly Relation[]> = {
  log: ['self', 'manager of the team', 'administrator'],
  'enter-absence': ['self', 'manager of the team', 'administrator'],
  'confirm-amounts': ['manager of the team', 'administrator'],
  'own-target': ['self'],
  'set-target': ['manager of the team', 'administrator'],
  'see-figures': ['self', 'manager of the team', 'administrator'],
  'see-team': ['same team', 'manager of the team', 'administrator'],
  'see-statement': ['self', 'manager of the team', 'finance', 'administrator'],
  'adjust-closed': ['manager of the team', 'administrator'],
  'reopen-dates': ['administrator'],
  'read-evaluation': ['self', 'manager of the team', 'administrator'],
  'answer-evaluation': ['self'],
  evaluate: ['manager of the team', 'administrator'],
  'confirm-evaluation': ['manager of the team', 'administrator'],
  'propose-bonus': ['manager of the team', 'administrator'],
  'approve-bonus': ['finance', 'administrator'],
  'read-coaching': ['self', 'manager of the team', 'administrator'],
  coach: ['manager of the team', 'administrator'],
  'team-report': ['manager of the team', 'administrator'],
  'schedule-team': ['manager of the team', 'administrator'],
  'export-own': ['self', 'administrator'],
  'export-team': ['manager of the team', 'administrator'],
  'export-payroll': ['finance', 'administrator'],
  'export-workspace': ['administrator'],
  'manage-people': ['administrator'],
  settings: ['administrator'],
  'delete-data': ['administrator'],
};

/** What nobody does for themselves, whatever else they are: it takes a second person. */
const NEVER_FOR_ONESELF: ReadonlySet<Right> = new Set([
  'confirm-amounts',
  'adjust-closed',
  'evaluate',
  'confirm-evaluation',
  'propose-bonus',
  'approve-bonus',
  'coach',
]);

/** The part of an actor that rights depend on. */
export type Holder = Pick<Actor, 'memberId' | 'teamId' | 'inTeams' | 'leads' | 'isAdmin' | 'isFinance'>;

/** How the actor stands to the subject. */
export function relationsOf(actor: Holder, subject: Subject): Relation[] {
  const holds: Record<Relation, boolean> = {
    self: subject.memberId === actor.memberId,
    'same team': subject.teamId !== null && ownTeams(actor).includes(subject.teamId),
    'manager of the team': subject.teamId !== null && actor.leads.includes(subject.teamId),
    finance: actor.isFinance,
    administrator: actor.isAdmin,
  };
  return RELATIONS.filter((relation) => holds[relation]);
}

/** Whether the actor may do this to the subject (reliability.md § 7). */
export function may(actor: Holder, right: Right, subject: Subject): boolean {
  const relations = relationsOf(actor, subject);
  if (NEVER_FOR_ONESELF.has(right) && relations.includes('self')) return false;
  return relations.some((relation) => TABLE[right].includes(relation));
}

/** S-06, B-05: whether the actor may be the second person, after somebody else has done the first step. */
export function maySecond(
  actor: Holder,
  right: 'confirm-evaluation' | 'approve-bonus',
  subject: Subject,
  firstId: string,
): boolean {
  return actor.memberId !== firstId && may(actor, right, subject);
}

const ownTeams = ({ inTeams, teamId }: Holder): readonly string[] =>
  inTeams ?? (teamId === null ? [] : [teamId]);

/** P-05: how many days back somebody may enter facts and absences of a subject; Infinity: any open date. */
export function daysBack(actor: Holder, subject: Subject): number {
  const relations = relationsOf(actor, subject);
  const isFree = relations.includes('administrator') || relations.includes('manager of the team');
  return isFree ? Number.POSITIVE_INFINITY : 14;
}

/** Whether somebody leads any team today, or administers: who gets to see lists of people. */
export function leadsAnybody(actor: Pick<Holder, 'leads' | 'isAdmin'>): boolean {
  return actor.isAdmin || actor.leads.length > 0;
}
