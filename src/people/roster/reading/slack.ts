import { setTimeout as sleep } from 'node:timers/promises';
import { fail, ok, type Result } from '../../../kpi/result.ts';
import { namesWithin } from '../../../platform/fit.ts';
import { plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import {
  type FileToRead,
  failureOf,
  type Messenger,
  type SlackPerson,
  type UserGroup,
} from '../../../platform/slack.ts';
import type { Input } from '../../../platform/slice.ts';
import { fileProblemText } from '../../../platform/tables/say.ts';
import { readRows } from '../../../platform/tables/source.ts';
import type { Locale } from '../../../platform/words.ts';
import { nameKey } from '../../names.ts';
import { rosterProblemText } from '../blocks.ts';
import { columnOf } from '../columns.ts';
import type { RosterSource } from '../command.ts';
import { Directory } from '../match.ts';
import { planRoster, type RosterPlan, teamNamesOf } from '../plan.ts';
import { readPresent } from '../store.ts';
import { LATEST_HEADER, type Mapping, MOST_ROWS, type RosterTable, rosterTable } from '../table.ts';
import { rosterWords } from '../words.ts';

/** A list of people is not larger. */
const MOST_MEGABYTES = 5;

/** What an import would do now, with what the preview needs beside it. */
export interface Draft {
  plan: RosterPlan;
  teamNames: Map<string, string>;
  title: string;
}

/** Reads the source, Slack's directory and what is there, and plans; else a sentence that says why not. */
export async function draftOf(input: Input, source: RosterSource): Promise<Result<Draft, string>> {
  const { deps, workspace, today } = input;
  const slack = await deps.slack(workspace.id);
  const read =
    source.kind === 'file'
      ? await fileTable(input, slack, { id: source.file, url: source.url }, source.mapping)
      : await groupTable(input, slack, source);
  if (!read.ok) return read;
  const directory = new Directory(await everybody(slack));
  const present = await readPresent(deps.db, workspace.id, today);
  const plan = planRoster(read.value.table, { workspaceId: workspace.id, directory, ...present });
  return ok({ plan, teamNames: teamNamesOf(present.teams, plan), title: read.value.title });
}

type Read = Result<{ table: RosterTable; title: string }, string>;

async function fileTable(
  { actor }: Input,
  slack: Messenger,
  file: FileToRead,
  mapping: Mapping | undefined,
): Promise<Read> {
  const { locale } = actor;
  const found = await permitted(() => slack.download(file, MOST_MEGABYTES * 1_000_000));
  if (found === undefined) return fail(fileProblemText({ kind: 'unreadable' }, MOST_MEGABYTES, locale));
  if (!found.ok) return fail(fileProblemText(found.problem, MOST_MEGABYTES, locale));
  const rows = await readRows(found.value, MOST_ROWS + LATEST_HEADER, (cell) => columnOf(cell) !== undefined);
  const table = rows.ok ? rosterTable(rows.value, mapping) : rows;
  if (!table.ok) return fail(rosterProblemText(table.problem, found.value.name, locale));
  return ok({ table: table.value, title: found.value.name });
}

/** The people of a user group as rows that say the team alone. */
async function groupTable(
  { actor }: Input,
  slack: Messenger,
  { group: wanted, team }: { group: string; team: string },
): Promise<Read> {
  const say = rosterWords(actor.locale);
  const groups = await permitted(() => slack.userGroups());
  if (groups === undefined) return fail(say('group-scope'));
  const group = groups.find(({ id, handle }) => id === wanted || nameKey(handle) === nameKey(wanted));
  if (group === undefined) return fail(unknownGroup(wanted, groups, actor.locale));
  const ids = await slack.userGroupMembers(group.id);
  if (ids.length === 0) return fail(say('group-empty', { name: plainInMrkdwn(group.handle) }));
  const rows = ids.map((id, at) => {
    return { row: at + 1, cells: new Map([['slack', id] as const, ['team', team] as const]) };
  });
  const title = say('group-header', { group: group.handle, team });
  return ok({ table: { rows, columns: ['slack', 'team'], unknown: [] }, title });
}

function unknownGroup(wanted: string, groups: readonly UserGroup[], locale: Locale): string {
  const say = rosterWords(locale);
  if (groups.length === 0) return say('group-none');
  const names = groups.map(({ handle }) => `@${plainInMrkdwn(handle)}`);
  return say('group-unknown', { name: plainInMrkdwn(wanted), names: namesWithin(names, locale) });
}

/** Undefined where the installation lacks the scope for it: an administrator can grant it. */
export async function permitted<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    const { error: name } = failureOf(error);
    if (name === 'missing_scope' || name === 'no_permission') return undefined;
    throw error;
  }
}

/** Slack answers 20 pages of its directory a minute: whoever is asked to wait waits, a few times. */
const MOST_WAITS = 5;
const LONGEST_WAIT_MS = 60_000;

/** All people of the workspace, page by page: one call for 200 people, never one for each. */
export async function everybody(slack: Messenger): Promise<SlackPerson[]> {
  const found: SlackPerson[] = [];
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const page = await patiently(slack, cursor);
    found.push(...page.people);
    cursor = page.next === '' ? undefined : page.next;
  }
  return found;
}

async function patiently(slack: Messenger, cursor: string): ReturnType<Messenger['peoplePage']> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await slack.peoplePage(cursor);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== 'retry' || waits >= MOST_WAITS) throw error;
      await sleep(Math.min(failure.afterMs, LONGEST_WAIT_MS));
    }
  }
}
