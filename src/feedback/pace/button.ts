import type { Button } from '@slack/types';
import type { Standing } from '../../goals/standing.ts';
import { readSubject, type Subject, subjectKey } from '../../goals/target.ts';
import { isZero } from '../../kpi/exact.ts';
import { type PeriodKey, parsePeriodKey } from '../../kpi/periodKey.ts';
import { button } from '../../platform/blocks.ts';
import type { Locale } from '../../platform/words.ts';
import { words } from './words.ts';

/** What a chart's button asks for. */
export interface ChartAsked {
  metricKey: string;
  subject: Subject;
  periodKey: PeriodKey;
}

/** Whether a standing has a period to draw: a target that asks for something, or for nothing at all (0 complaints). */
export function isDrawable({ target, inForce, state, metric }: Standing): boolean {
  if (target === undefined || inForce === null || state === 'not rated') return false;
  return !isZero(inForce) || metric.definition.direction === 'lower';
}

/** "Chart" beside a target; nothing where there is nothing to draw. */
export function chartButton(standing: Standing, locale: Locale): Button | undefined {
  if (!isDrawable(standing)) return undefined;
  const { subject, periodKey, metricKey } = standing;
  const who = subjectKey({ kind: subject.kind, id: encodeURIComponent(subject.id) });
  const value = [who, periodKey, metricKey].join(' ');
  return button(words(locale)('button'), 'feedback.chart', value);
}

/** What the button's value says; undefined where it is none of ours. */
export function readChartValue(value: string): ChartAsked | undefined {
  const [who = '', period = '', ...metric] = value.split(' ');
  const subject = readSubject(who);
  const key = parsePeriodKey(period);
  const id = subject === undefined ? undefined : decoded(subject.id);
  if (subject === undefined || id === undefined || !key.ok || metric.length === 0) return undefined;
  return { subject: { kind: subject.kind, id }, periodKey: key.value, metricKey: metric.join(' ') };
}

/** A region's name, in which there may be spaces, as it was before it went into the value. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
