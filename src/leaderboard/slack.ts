import { periodOf } from '../kpi/period.ts';
import type { TeamInfo } from '../people/person.ts';
import { listTeams, updateMember } from '../people/store.ts';
import type { Reply } from '../platform/blocks.ts';
import type { ActionInput, Input, VerbInput } from '../platform/slice.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { parseQuery } from '../playbook/query.ts';
import { readPlaybook } from '../playbook/store.ts';
import { boardReply, placeReply, rowsOf, type Shown, shownReply } from './blocks.ts';
import { type Teller, tellerFor } from './figures.ts';
import { askedProblem, questionProblem } from './problems.ts';
import { type Asked, askedIn, askedOf, periodProblem, vocabulary, type Word } from './question.ts';
import { readBoard } from './reading/index.ts';
import { readStreaks } from './reading/streaks/index.ts';
import { words } from './words.ts';

const periodsOf = ({ workspace }: Input) => ({ fiscalYearStart: workspace.fiscalYearStart });

async function frameOf({
  deps,
  workspace,
  today,
}: Input): Promise<{ playbook: Playbook; teams: TeamInfo[] }> {
  const [playbook, teams] = await Promise.all([
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
    listTeams(deps.db, workspace.id, today),
  ]);
  return { playbook, teams };
}

/** `/leaderboard …`: who stands where. Boards are for everybody in the workspace (reliability.md § 7: board fields). */
export async function leaderboardVerb(input: VerbInput): Promise<void> {
  const { actor, today } = input;
  const { playbook, teams } = await frameOf(input);
  const periods = periodsOf(input);
  const typed = input.text.replace(/\bopt\s+(out|in)\b/i, 'opt-$1');
  const query = parseQuery<Word>(typed, { playbook, teams, today, periods, vocabulary });
  if (!query.ok) return input.reply({ text: questionProblem(query.problem, actor.locale) });
  if (query.value.words.has('help')) return input.reply({ text: words(actor.locale)('help') });
  const { words: said } = query.value;
  if (said.has('opt-out') || said.has('opt-in')) return show(input, !said.has('opt-out'));
  const read = askedOf(query.value, periodOf('week', today, periods), playbook);
  if (!read.ok) return input.reply({ text: askedProblem(read.problem, actor.locale, playbook) });
  await input.reply(await answer(read.asked, playbook, input));
}

/** L-03: takes somebody off every board, or back onto them: themselves alone, in the audit log as any change of a member. */
async function show(input: Input, isShown: boolean): Promise<void> {
  const { deps, workspace, actor } = input;
  const change = { hidesFromBoards: !isShown };
  await updateMember(deps.db, workspace.id, actor.memberId, actor.memberId, change);
  await deps.db.durable();
  await input.reply(shownReply(isShown, actor.locale));
}

/** The way back below the answer to that. */
export const showMe = (input: ActionInput): Promise<void> => show(input, input.value === 'on');

/** Any button below a board: the board that its value names takes the place of the old one. */
export async function showBoard(input: ActionInput): Promise<void> {
  const { playbook, teams } = await frameOf(input);
  const asked = askedIn(input.value, playbook, teams);
  if (asked === undefined) return input.reply({ text: words(input.actor.locale)('problemGone') });
  await input.replace(await answer(asked, playbook, input));
}

/** L-06: "My place" below a posted board: answered to whoever pressed it, alone. */
export async function myPlace(input: ActionInput): Promise<void> {
  const { playbook, teams } = await frameOf(input);
  const asked = askedIn(input.value, playbook, teams);
  if (asked === undefined) return input.reply({ text: words(input.actor.locale)('problemGone') });
  await input.reply(await answer(asked, playbook, input, placeReply));
}

async function answer(
  asked: Asked,
  playbook: Playbook,
  input: Input,
  build: (shown: Shown, teller: Teller) => Reply = boardReply,
): Promise<Reply> {
  const { deps, workspace, actor, today } = input;
  const periods = periodsOf(input);
  const problem = periodProblem(asked.period, today, periods);
  if (problem !== undefined) return { text: askedProblem(problem, actor.locale, playbook) };
  const read = await readBoard(deps, workspace, playbook, { ...asked, today });
  if (read === undefined) return { text: askedProblem({ kind: 'period' }, actor.locale, playbook) };
  const { isLong } = asked;
  // L-07: of people alone; a place of one's own is told without.
  const shown = read.scope.kind === 'people' && build === boardReply ? rowsOf({ ...read, isLong }) : [];
  const memberIds = shown.map(({ id }) => id);
  const streaks = await readStreaks(deps.db, workspace, playbook, { memberIds, range: read.range, today });
  return build(
    { ...read, memberId: actor.memberId, today, playbook, isLong, streaks },
    tellerFor(actor.locale, workspace.currency, periods),
  );
}
