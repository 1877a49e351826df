/** Whose target a line is about: a mention anywhere, a team at its head, or the person themselves. */
import { ok, type Result } from '../../kpi/result.ts';
import { nameKey } from '../../people/names.ts';
import { suggest } from '../../platform/suggest.ts';
import type { Frame, GoalProblem, Who } from './command.ts';
import { isOneOf, TEAM_WORDS } from './lexicon.ts';
import { problemAt } from './parts.ts';
import { mentionIn, type Token, textOf } from './tokens.ts';

type WithRest = { who: Who; rest: readonly Token[] };

/** Takes whom the line is about out of it. Names typed with an @ that Slack did not turn into a mention are a problem. */
export function takeWho(tokens: readonly Token[], teams: Frame['teams']): Result<WithRest, GoalProblem> {
  const mentions = tokens.filter((token) => mentionIn(token) !== undefined);
  const [mention, another] = mentions;
  if (another !== undefined) return problemAt(another, { kind: 'several-people' });
  const slackUserId = mention === undefined ? undefined : mentionIn(mention);
  if (slackUserId !== undefined)
    return ok({ who: { kind: 'person', slackUserId }, rest: tokens.filter((token) => token !== mention) });
  const handle = tokens.find((token) => /^@\S/.test(token.text));
  if (handle !== undefined) return problemAt(handle, { kind: 'unknown-person', word: handle.text });
  const at = tokens.findIndex((token) => isOneOf(TEAM_WORDS, token.text));
  if (at < 0 || at > 1) return ok({ who: { kind: 'self' }, rest: tokens });
  return takeTeam([...tokens.slice(0, at), ...tokens.slice(at + 1)], at, teams);
}

/** The longest run of words after "team" that is a team's name. */
function takeTeam(
  tokens: readonly Token[],
  at: number,
  teams: Frame['teams'],
): Result<WithRest, GoalProblem> {
  for (let to = Math.min(tokens.length, at + 6); to > at; to -= 1) {
    const typed = nameKey(textOf(tokens.slice(at, to)));
    const team = teams.find((candidate) => nameKey(candidate.name) === typed);
    if (team === undefined) continue;
    const who = { kind: 'team', id: team.id, name: team.name } as const;
    return ok({ who, rest: [...tokens.slice(0, at), ...tokens.slice(to)] });
  }
  const named = tokens[at];
  const word = named?.text ?? '';
  const suggestions = suggest(word, teams, (team) => [nameKey(team.name)]).map((team) => team.name);
  const shown = suggestions.length > 0 ? suggestions : teams.slice(0, 5).map((team) => team.name);
  const place = named ?? { start: 0, end: 0 };
  return problemAt(place, { kind: 'unknown-team', word, suggestions: shown });
}
