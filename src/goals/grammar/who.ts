/** Whose target a line is about: a mention anywhere, a team, a region or the company at its head, or the person themselves. */
import { ok, type Result } from '../../kpi/result.ts';
import { nameKey } from '../../people/names.ts';
import { suggest } from '../../platform/suggest.ts';
import type { Frame, GoalProblem, Who } from './command.ts';
import { COMPANY_WORDS, isOneOf, REGION_WORDS, TEAM_WORDS } from './lexicon.ts';
import { problemAt } from './parts.ts';
import { mentionIn, type Token, textOf } from './tokens.ts';

type WithRest = { who: Who; rest: readonly Token[] };

/** Takes whom the line is about out of it. Names typed with an @ that Slack did not turn into a mention are a problem. */
export function takeWho(tokens: readonly Token[], frame: Frame): Result<WithRest, GoalProblem> {
  const mentions = tokens.filter((token) => mentionIn(token) !== undefined);
  const [mention, another] = mentions;
  if (another !== undefined) return problemAt(another, { kind: 'several-people' });
  const slackUserId = mention === undefined ? undefined : mentionIn(mention);
  if (slackUserId !== undefined)
    return ok({ who: { kind: 'person', slackUserId }, rest: tokens.filter((token) => token !== mention) });
  const handle = tokens.find((token) => /^@\S/.test(token.text));
  if (handle !== undefined) return problemAt(handle, { kind: 'unknown-person', word: handle.text });
  // "company", "team West", "set region East": at the head of the line, so that a metric may bear such a word in its name.
  const at = tokens.slice(0, 2).findIndex((token) => isOneOf(GROUP_WORDS, token.text));
  const word = tokens[at];
  if (word === undefined) return ok({ who: { kind: 'self' }, rest: tokens });
  const rest = [...tokens.slice(0, at), ...tokens.slice(at + 1)];
  if (isOneOf(COMPANY_WORDS, word.text)) return ok({ who: { kind: 'company' }, rest });
  return isOneOf(TEAM_WORDS, word.text)
    ? takeTeam(rest, at, frame.teams)
    : takeRegion(rest, at, frame.regions);
}

const GROUP_WORDS = [...TEAM_WORDS, ...REGION_WORDS, ...COMPANY_WORDS];

/** The longest run of words from a place on that is the name of one. */
function takeNamed<T>(
  tokens: readonly Token[],
  at: number,
  all: readonly T[],
  nameOf: (one: T) => string,
): { one: T; rest: readonly Token[] } | undefined {
  for (let to = Math.min(tokens.length, at + 6); to > at; to -= 1) {
    const typed = nameKey(textOf(tokens.slice(at, to)));
    const one = all.find((candidate) => nameKey(nameOf(candidate)) === typed);
    if (one !== undefined) return { one, rest: [...tokens.slice(0, at), ...tokens.slice(to)] };
  }
  return undefined;
}

function takeRegion(
  tokens: readonly Token[],
  at: number,
  regions: readonly string[] = [],
): Result<WithRest, GoalProblem> {
  const found = takeNamed(tokens, at, regions, (region) => region);
  if (found !== undefined) return ok({ who: { kind: 'region', name: found.one }, rest: found.rest });
  const word = tokens[at]?.text ?? '';
  const near = suggest(word, regions, (region) => [nameKey(region)]);
  const suggestions = near.length > 0 ? near : regions.slice(0, 5);
  return problemAt(tokens[at] ?? { start: 0, end: 0 }, { kind: 'unknown-region', word, suggestions });
}

function takeTeam(
  tokens: readonly Token[],
  at: number,
  teams: Frame['teams'],
): Result<WithRest, GoalProblem> {
  const found = takeNamed(tokens, at, teams, (team) => team.name);
  if (found !== undefined) {
    const who = { kind: 'team', id: found.one.id, name: found.one.name } as const;
    return ok({ who, rest: found.rest });
  }
  const named = tokens[at];
  const word = named?.text ?? '';
  const suggestions = suggest(word, teams, (team) => [nameKey(team.name)]).map((team) => team.name);
  const shown = suggestions.length > 0 ? suggestions : teams.slice(0, 5).map((team) => team.name);
  const place = named ?? { start: 0, end: 0 };
  return problemAt(place, { kind: 'unknown-team', word, suggestions: shown });
}
