import { may } from '../../people/rights.ts';
import { listPeople, membershipsIn, personById } from '../../people/store.ts';
import { context, section } from '../../platform/blocks.ts';
import { inMessage } from '../../platform/fit.ts';
import { escapeText, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput } from '../../platform/slice.ts';
import { nameOf } from '../../playbook/playbook.ts';
import { denied } from '../../workspace/store.ts';
import { lineOf } from '../blocks.ts';
import { listIn } from '../facts/store.ts';
import { frameFor } from '../recording/slack.ts';
import { words } from '../words.ts';
import { filtersBehind, isBehind, type LinesWanted, readWanted, typesOf } from './lines.ts';

/** So many lines are shown, the newest first. */
const SHOWN = 20;

/** M-06: "Show me the lines": the latest log lines behind a figure, to whoever may see it. */
export async function showLines(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const wanted = readWanted(input.value);
  const memberIds = wanted && (await allowedMembers(input, wanted));
  if (wanted === undefined || memberIds === undefined) return;
  const frame = await frameFor(input);
  const metric = frame.playbook.metrics.find((one) => one.key === wanted.metricKey);
  const filters = filtersBehind(frame.playbook, wanted.metricKey);
  const types = typesOf(filters);
  const read = { range: wanted.range, memberIds, ...(types === undefined ? {} : { types }) };
  const found = await listIn(deps.db, workspace.id, read, SHOWN * 10);
  const facts = found.filter((fact) => isBehind(filters, fact)).slice(0, SHOWN);
  const say = words(actor.locale);
  const people = await listPeople(deps.db, workspace.id, input.today);
  const names = new Map(people.map((person) => [person.memberId, person.name]));
  const shown = { ...frame, names };
  const who = (memberId: string): string =>
    wanted.subject.kind === 'team' ? `${plainInMrkdwn(names.get(memberId) ?? '?')} · ` : '';
  const title = say('linesTitle', {
    name: escapeText(metric === undefined ? wanted.metricKey : nameOf(metric, actor.locale)),
  });
  const lines = facts.map((fact) => [section(`• ${who(fact.memberId)}${lineOf(fact, shown)}`.slice(0, 400))]);
  const end = facts.length === 0 ? say('linesNone') : say('linesLatest', { count: facts.length });
  await input.reply({
    text: title,
    blocks: inMessage([section(`*${title}*`)], lines, [context(end)], actor.locale),
  });
}

/** Whose lines; undefined where the actor may not see them, which is said and written down. */
async function allowedMembers(
  input: ActionInput,
  { subject, range }: LinesWanted,
): Promise<string[] | undefined> {
  const { deps, workspace, actor, today } = input;
  const isTeam = subject.kind === 'team';
  const person = isTeam ? undefined : await personById(deps.db, workspace.id, subject.id, today);
  const about = {
    memberId: isTeam ? null : subject.id,
    teamId: isTeam ? subject.id : (person?.teamId ?? null),
  };
  // A team's single lines are its people's figures, which only who leads them sees.
  const isAllowed = isTeam
    ? actor.isAdmin || actor.leads.includes(subject.id)
    : may(actor, 'see-figures', about);
  if (!isAllowed) {
    await denied(deps.db, workspace.id, actor.memberId, 'see-figures', `${subject.kind}:${subject.id}`);
    await input.reply({ text: words(actor.locale)('linesDenied') });
    return undefined;
  }
  if (!isTeam) return [subject.id];
  const stays = await membershipsIn(deps.db, workspace.id, range, subject.id);
  return [...new Set(stays.map((stay) => stay.memberId))];
}
