import type { Locale } from '../../platform/words.ts';
import type { FieldProblem, Wrong } from './read.ts';
import { planWords } from './words.ts';

/** What is wrong with a field, in words; plain text for the form. `code`: the plan's currency. */
export function problemText({ problem }: Pick<Wrong, 'problem'>, code: string, locale: Locale): string {
  const say = planWords(locale);
  const lined = 'line' in problem ? { line: problem.line } : {};
  const typed = 'text' in problem ? { text: problem.text.slice(0, 60) } : {};
  const vars = { code, ...lined, ...typed };
  const keys = {
    ...{ 'no name': 'problemName', 'no metric': 'problemMetric', 'not higher': 'problemLower' },
    ...{ 'no tiers': 'problemNoTiers', 'not from zero': 'problemZero', 'empty tier': 'problemEmpty' },
    ...{ gap: 'problemGap', overlap: 'problemOverlap', 'no end': 'problemOpen', ends: 'problemEnds' },
    ...{ falling: 'problemFalling', 'mixed rates': 'problemMixed', 'tier range': 'problemRange' },
    ...{ 'tier rate': 'problemRate', 'rate decimals': 'problemDecimals', 'curve point': 'problemCurve' },
    ...{
      'no curve': 'problemNoCurve',
      'curve order': 'problemCurveOrder',
      'curve falls': 'problemCurveFalls',
    },
    ...{ 'no prizes': 'problemPrizes', amount: 'problemAmount', currency: 'problemCurrency' },
    ...{ 'guarantee above cap': 'problemCap', 'gate floor': 'problemGate', 'gate of a band': 'problemBand' },
    ...{ clawback: 'problemClaw', fund: 'problemFund', 'rate of another unit': 'problemEach' },
  } as const satisfies Record<FieldProblem['kind'], Parameters<typeof say>[0]>;
  if (problem.kind === 'rate of another unit' && problem.unit === 'money') return say('problemShare');
  return say(keys[problem.kind], vars);
}
