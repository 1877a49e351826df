/** M-05: the value of a target as typed, in smallest units of its metric. */
import { type Exact, toDecimal } from '../../kpi/exact.ts';
import { type CurrencyCode, decimalOf, type MoneyProblem } from '../../kpi/money.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { parseValue, type ValueProblem } from '../../kpi/value.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { ruleOf } from '../levels/levels.ts';
import type { Trouble } from './command.ts';

/** Values from here on are no target: sums over people and years must stay within a column of 64 bits. */
const LARGEST = 10n ** 14n;
// 50个, 50次: Chinese counts with a measure word.
const MEASURE_WORD = /(?<=[\d千万亿]\s*)[个次通条单件场家名]$/u;

/**
 * Reads an amount of the workspace's currency, or a count. 0 is a target only where less is better, or where it may be negative; a
 * level beside the target may be 0 anyway.
 */
export function readValue(
  word: string,
  metric: MetricInfo,
  currency: CurrencyCode,
  isLevel = false,
): Result<bigint, Trouble> {
  const { unit, direction, mayBeNegative } = ruleOf(metric.definition);
  const bare = unit === 'money' ? word : word.replace(MEASURE_WORD, '');
  const read = parseValue(bare, unit, currency);
  if (!read.ok) return fail(valueTrouble(read.problem, word, metric, currency));
  if (!mayBeNegative && (read.value < 0n || (read.value === 0n && direction !== 'lower' && !isLevel)))
    return fail({ kind: 'not-positive', word });
  return read.value < LARGEST && read.value > -LARGEST ? ok(read.value) : fail({ kind: 'too-large', word });
}

function valueTrouble(
  problem: ValueProblem,
  word: string,
  metric: MetricInfo,
  currency: CurrencyCode,
): Trouble {
  switch (problem.kind) {
    case 'not a number':
      return { kind: 'not-a-number', word, metric };
    case 'ambiguous':
      return { kind: 'ambiguous-number', word, readings: problem.readings.map(plainDecimal) };
    case 'too many decimals':
      return { kind: 'too-many-decimals', word, allowed: problem.allowed };
    case 'other currency':
      return { kind: 'other-currency', word, currency };
    case 'money':
      return moneyTrouble(problem.problem, word, metric, currency);
  }
}

function moneyTrouble(
  problem: MoneyProblem,
  word: string,
  metric: MetricInfo,
  currency: CurrencyCode,
): Trouble {
  switch (problem.kind) {
    case 'not an amount':
      return { kind: 'not-a-number', word, metric };
    case 'ambiguous':
      return { kind: 'ambiguous-number', word, readings: problem.readings.map(decimalOf) };
    case 'ambiguous currency':
    case 'unknown currency':
      return { kind: 'other-currency', word, currency };
    case 'too many decimals':
      return { kind: 'too-many-decimals', word, allowed: problem.allowed };
    case 'negative':
      return { kind: 'not-positive', word };
    case 'too large':
      return { kind: 'too-large', word };
  }
}

function plainDecimal(reading: Exact): string {
  return toDecimal(reading, 3).replace(/\.?0+$/, '');
}
