import { fail, ok, type Result } from '../../kpi/result.ts';
import { NameIndex, sameNameKey } from './sameName.ts';
import { type Candidate, type CrmAgent, type Match, matchMember } from './team.ts';

/** Who of the teams' file is who in the workspace. */
export interface Staff {
  /** By name as the teams' file has it: agents and managers who are members with a place, or whom the mapping file names. */
  members: Map<string, string>;
  /** Agents who need a place (and perhaps a person): only where the import may make people. */
  toPlace: CrmAgent[];
  /** Slack users of those without a place yet, by name. */
  slackUsers: Map<string, string>;
  /** Agents and managers whose name leads to no one member, with the reason. */
  unknown: Map<string, string>;
}

/** What the matching knows. */
export interface StaffFacts {
  agents: readonly CrmAgent[];
  candidates: readonly Candidate[];
  /** `sameNameKey` of a name in the files → e-mail address, Slack id or name of a member. */
  mapping: ReadonlyMap<string, string>;
  /** Members who have been in a team at some time: the import leaves their places alone. */
  placed: ReadonlySet<string>;
  /** In the sandbox people may be made; in a company's workspace they are the company's to add. */
  mayMake: boolean;
}

/** Matches agents and their managers to members, and says who is to be made or is missing. */
export function planStaff({ agents, candidates, mapping, placed, mayMake }: StaffFacts): Staff {
  const staff: Staff = { members: new Map(), toPlace: [], slackUsers: new Map(), unknown: new Map() };
  const names = new Set(agents.flatMap((agent) => [agent.name, agent.manager]));
  for (const name of names) {
    const match = matchMember(name, candidates, mapping);
    const isSettled =
      match.kind === 'member' && (!mayMake || placed.has(match.memberId) || mapping.has(sameNameKey(name)));
    if (match.kind === 'member' && isSettled) staff.members.set(name, match.memberId);
    else if (match.kind === 'member') staff.slackUsers.set(name, userOf(match.memberId, candidates));
    else if (match.kind !== 'nobody' || !mayMake) staff.unknown.set(name, reasonFor(match));
  }
  staff.toPlace = agents.filter(
    ({ name }) => mayMake && !staff.members.has(name) && !staff.unknown.has(name),
  );
  return staff;
}

function userOf(memberId: string, candidates: readonly Candidate[]): string {
  return candidates.find((one) => one.memberId === memberId)?.slackUserId ?? '';
}

function reasonFor(match: Exclude<Match, { kind: 'member' }>): string {
  switch (match.kind) {
    case 'nobody':
      return 'is no member: let them open Pacer in Slack once, or say in a mapping file (--map) who they are';
    case 'several':
      return 'is the name of several members: say in a mapping file (--map) which one is meant';
    case 'mapped to nobody':
      return `is mapped to ${match.to}, who is no member`;
  }
}

/** Finds the agent that a pipeline row names: in the teams' file, else straight among the members (who then join `staff.members`). */
export function agentFinder(facts: StaffFacts, staff: Staff): (written: string) => Result<string, string> {
  const known = new NameIndex(facts.agents.map((agent) => agent.name));
  return (written) => {
    if (written === '') return fail('is empty');
    const name = known.find(written) ?? written;
    const reason = staff.unknown.get(name);
    if (reason !== undefined) return fail(reason);
    if (known.find(written) !== undefined || staff.members.has(name)) return ok(name);
    const match = matchMember(written, facts.candidates, facts.mapping);
    if (match.kind === 'member') staff.members.set(written, match.memberId);
    else staff.unknown.set(written, `stands not in the teams' file, and ${reasonFor(match)}`);
    return match.kind === 'member' ? ok(written) : fail(staff.unknown.get(written) ?? '');
  };
}
