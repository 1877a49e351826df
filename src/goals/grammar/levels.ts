/** T-08: the levels beside a target's value, wherever they stand in a line: `commit:80k stretch:150k`, `±2`, `保底:8万`. */
import type { CurrencyCode } from '../../kpi/money.ts';
import { ok, type Result } from '../../kpi/result.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { checkSaid, type LevelsWish, merged, placeOf, ruleOf } from '../levels/levels.ts';
import type { ExtraLevel } from '../target.ts';
import type { GoalProblem, Place } from './command.ts';
import { isOneOf, levelOf, NONE_WORDS } from './lexicon.ts';
import { problemAt } from './parts.ts';
import type { Token } from './tokens.ts';
import { readValue } from './value.ts';

/** A level as it was typed; what it is worth shows when the metric is known. */
export interface TypedLevel {
  readonly level: ExtraLevel;
  readonly token: Token;
  readonly place: Place;
}

/** Takes the levels out of the words. A level without a number, or one that is said twice, is a problem. */
export function takeLevels(
  tokens: readonly Token[],
): Result<{ levels: readonly TypedLevel[]; rest: readonly Token[] }, GoalProblem> {
  const levels: TypedLevel[] = [];
  const rest: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const [word, token] = [tokens[at], tokens[at + 1]];
    const level = word === undefined ? undefined : levelOf(word.text);
    if (word !== undefined && level === undefined) rest.push(word);
    if (word === undefined || level === undefined) continue;
    const isSaid = levels.some((one) => one.level === level);
    if (isSaid || token === undefined || !looksLikeLevel(token.text))
      return problemAt(word, { kind: 'level-missing', level });
    levels.push({ level, token, place: { start: word.start, end: token.end } });
    at += 1;
  }
  return ok({ levels, rest });
}

const looksLikeLevel = (text: string): boolean => /\d/.test(text) || isOneOf(NONE_WORDS, text);

/** What was said of the levels, in smallest units, in an order that makes sense (T-08). */
export function readLevels(
  typed: readonly TypedLevel[],
  metric: MetricInfo,
  value: bigint,
  currency: CurrencyCode,
): Result<LevelsWish, GoalProblem> {
  const said: { -readonly [level in ExtraLevel]?: bigint | null } = {};
  for (const { level, token, place } of typed) {
    if (isOneOf(NONE_WORDS, token.text)) {
      said[level] = null;
      continue;
    }
    const read = readValue(token.text, metric, currency, true);
    if (!read.ok) return problemAt(place, read.problem);
    said[level] = read.value;
  }
  const checked = checkSaid(ruleOf(metric.definition), value, said);
  if (checked.ok) return ok(said);
  const { problem } = checked;
  const at = typed.find((one) => one.level === placeOf(problem)) ?? typed[0];
  const place = at?.place ?? { start: 0, end: 0 };
  return problemAt(place, { kind: 'levels', metric, problem, value, levels: merged({}, said) });
}
