import type { Subject } from '../../goals/target.ts';
import { type Whose as Group, maySee, whoseCompany, whoseRegion } from '../../goals/whose.ts';
import type { Person, TeamInfo } from '../../people/person.ts';
import { may } from '../../people/rights.ts';
import { listTeams, personById, personBySlackId } from '../../people/store.ts';
import { escapeText } from '../../platform/mrkdwn.ts';
import type { Input } from '../../platform/slice.ts';
import type { Query } from '../../playbook/query.ts';
import { denied } from '../../workspace/store.ts';
import { words } from '../words.ts';

/** Whose figures are shown, by which clock. */
export interface Known {
  ok: true;
  subject: Subject;
  name: string;
  tz: string;
  isSelf: boolean;
}
/** Or why not, in words. */
export type Whose = Known | { ok: false; text: string };

/** Whose figures are asked for in a command, and whether the asker may see them (reliability.md § 7). */
export async function subjectOf(who: Query<string>['who'], input: Input): Promise<Whose> {
  const { actor, deps, workspace } = input;
  switch (who.kind) {
    case 'self':
      return self(input);
    case 'team':
      return teamIfMay(who.team, input);
    case 'region':
      return groupIfMay(await regionNamed(who.region, input), input);
    case 'company':
      return groupIfMay(companyOf(input), input);
    case 'person': {
      const person = await personBySlackId(deps.db, workspace.id, who.slackUserId, input.today);
      return person === undefined
        ? { ok: false, text: words(actor.locale)('strangerPerson') }
        : personIfMay(person, input);
    }
  }
}

/** The same for a subject that a button names; undefined where it is there no more. */
export async function subjectNamed({ kind, id }: Subject, input: Input): Promise<Whose | undefined> {
  const { actor, deps, workspace, today } = input;
  if (kind === 'member' && id === actor.memberId) return self(input);
  if (kind === 'member') {
    const person = await personById(deps.db, workspace.id, id, today);
    return person === undefined ? undefined : personIfMay(person, input);
  }
  if (kind === 'region') return groupIfMay(await regionNamed(id, input), input);
  if (kind === 'company') return groupIfMay(companyOf(input), input);
  const team = (await listTeams(deps.db, workspace.id, today)).find((one) => one.id === id);
  return team === undefined ? undefined : teamIfMay(team, input);
}

async function regionNamed(region: string, { deps, workspace, today }: Input): Promise<Group> {
  const teams = await listTeams(deps.db, workspace.id, today);
  return whoseRegion(region, region, teams, workspace.tz);
}

const companyOf = ({ actor, workspace }: Input): Group =>
  whoseCompany(words(actor.locale)('company'), workspace.tz);

/** A region or the company, to whoever may see its targets. */
async function groupIfMay(group: Group, { actor, deps, workspace }: Input): Promise<Whose> {
  const { subject, name, tz } = group;
  if (maySee(actor, group)) return { ok: true, subject, name, tz, isSelf: false };
  await denied(deps.db, workspace.id, actor.memberId, 'see-figures', `${subject.kind}:${subject.id}`);
  return { ok: false, text: words(actor.locale)('deniedRegion', { name: escapeText(name) }) };
}

function self({ actor }: Input): Known {
  const { memberId, name, tz } = actor;
  return { ok: true, subject: { kind: 'member', id: memberId }, name, tz, isSelf: true };
}

async function teamIfMay({ id, name, tz }: TeamInfo, { actor, deps, workspace }: Input): Promise<Whose> {
  if (may(actor, 'see-team', { memberId: null, teamId: id }))
    return { ok: true, subject: { kind: 'team', id }, name, tz: tz ?? workspace.tz, isSelf: false };
  await denied(deps.db, workspace.id, actor.memberId, 'see-team', `team:${id}`);
  return { ok: false, text: words(actor.locale)('deniedTeam', { name: escapeText(name) }) };
}

async function personIfMay(person: Person, { actor, deps, workspace }: Input): Promise<Whose> {
  const { memberId, teamId, name, tz } = person;
  const isSelf = memberId === actor.memberId;
  if (may(actor, 'see-figures', { memberId, teamId }))
    return { ok: true, subject: { kind: 'member', id: memberId }, name, tz, isSelf };
  await denied(deps.db, workspace.id, actor.memberId, 'see-figures', `member:${memberId}`);
  return { ok: false, text: words(actor.locale)('denied', { name: escapeText(name) }) };
}
