import { findByName } from '../people/overview/find.ts';
import type { Reply } from '../platform/blocks.ts';
import { namesWithin } from '../platform/fit.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import { normalise } from '../platform/normalise.ts';
import type { ActionInput, Input, VerbInput } from '../platform/slice.ts';
import { teamReply, teamsReply } from './blocks.ts';
import { mayEdit, readKnown, teamsFor, viewsOf } from './reading/index.ts';
import { words } from './words.ts';

/** `/pace schedule [team]`: when the reports of the reader's teams come. */
export async function schedule(input: VerbInput): Promise<void> {
  await input.reply(await shown(input, normalise(input.text).text.trim()));
}

/** "Open": one team of several. */
export async function openTeam(input: ActionInput): Promise<void> {
  await input.replace(await teamShown(input, input.value));
}

/** "All teams". */
export async function openAll(input: ActionInput): Promise<void> {
  await input.replace(await shown(input, ''));
}

async function shown(input: Input, name: string): Promise<Reply> {
  const { deps, workspace, actor, now } = input;
  const say = words(actor.locale);
  if (/^(help|\?|帮助)$/i.test(name)) return { text: say('usage') };
  const teams = await teamsFor(input);
  const [only] = teams;
  if (only === undefined) return { text: say(actor.isAdmin ? 'noTeams' : 'noOwnNobody') };
  if (name !== '') {
    const found = findByName(name, teams, []);
    if (found.kind === 'team') return teamShown(input, found.team.id);
    const near = found.kind === 'none' ? namesWithin(found.near.map(plainInMrkdwn), actor.locale, 3) : '';
    const hint = near === '' ? '' : say('near', { names: near });
    return { text: say('unknownTeam', { name: plainInMrkdwn(name).slice(0, 60), near: hint }) };
  }
  if (teams.length === 1) return teamShown(input, only.id);
  const known = await readKnown(deps, workspace, teams, now);
  const items = teams.map((team) => ({ team, reports: viewsOf(known, team) }));
  return teamsReply(items, { zone: actor.tz, mayEdit: false }, actor.locale);
}

/** One team with what can be done; of a team that the reader has no part in there is nothing to see. */
export async function teamShown(input: Input, teamId: string): Promise<Reply> {
  const { deps, workspace, actor, now } = input;
  const teams = await teamsFor(input);
  const team = teams.find((one) => one.id === teamId);
  if (team === undefined) return { text: words(actor.locale)('gone') };
  const known = await readKnown(deps, workspace, [team], now);
  const reader = { zone: actor.tz, mayEdit: mayEdit(actor, team.id), hasOthers: teams.length > 1 };
  return teamReply(team, viewsOf(known, team), reader, actor.locale);
}
