/** `/goal copy last month x1.1`, `/goal copy team West 110% calls`, `复制 上月 1.1倍`: a period, a factor and metrics in any order. Pure. */
import { ok, type Result } from '../../kpi/result.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { looksLikeFactor, parseFactor } from '../factor/factor.ts';
import type { Frame, GoalCommand, GoalProblem, Who } from './command.ts';
import { FILLERS, FROM_WORDS, isOneOf } from './lexicon.ts';
import { problemAt, takeMetric, takePeriod } from './parts.ts';
import type { Token } from './tokens.ts';

const NOTHING = ['times', 'and', 'of', 'by', 'the', 'all', '乘', '乘以', '和', '的', '全部'];

export function readCopy(
  typed: readonly Token[],
  who: Who,
  frame: Frame,
): Result<Extract<GoalCommand, { kind: 'copy' }>, GoalProblem> {
  const words = typed.filter(
    ({ text }) => ![FILLERS, FROM_WORDS, NOTHING].some((list) => isOneOf(list, text)),
  );
  const period = takePeriod(words, frame, true);
  const factor = takeFactor(period?.rest ?? words);
  if (factor.problem !== undefined)
    return problemAt(factor.problem, { kind: 'not-a-factor', word: factor.problem.text });
  const metrics: MetricInfo[] = [];
  let rest = factor.rest;
  for (
    let found = takeMetric(rest, frame.playbook);
    found !== undefined;
    found = takeMetric(rest, frame.playbook)
  ) {
    metrics.push(found.value);
    rest = found.rest;
  }
  const [extra] = rest;
  // What is left and has a figure was meant as the factor.
  if (extra !== undefined)
    return problemAt(extra, {
      kind: /\d/.test(extra.text) ? 'not-a-factor' : 'unknown-word',
      word: extra.text,
    });
  return ok({ kind: 'copy', who, period: period?.value.periodKey ?? null, factor: factor.text, metrics });
}

/** `x1.1`, `x 1.1`, `110%`, `1.1倍`, `1.1`. */
function takeFactor(tokens: readonly Token[]): {
  text: string;
  rest: readonly Token[];
  problem?: Token | undefined;
} {
  const sign = tokens.findIndex(({ text }) => /^[x×*]$/iu.test(text));
  const at =
    sign !== -1
      ? sign + 1
      : tokens.findIndex(({ text }) => looksLikeFactor(text, false) || /^[\d.,-]+$/.test(text));
  const found = tokens[at];
  if (found === undefined) return { text: '', rest: tokens };
  const rest = tokens.filter((_, index) => index !== at && index !== sign);
  const read = parseFactor(found.text);
  return read.ok ? { text: found.text, rest } : { text: '', rest, problem: found };
}
