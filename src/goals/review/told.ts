/** What happened, in words and figures: for those who are asked, and as the reason of what they decide. Pure. */
import { exact, toDecimal } from '../../kpi/exact.ts';
import { plainInMrkdwn, upTo } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { dateName, metricName, periodName, type Reader, roughFigure, subjectName } from '../phrases.ts';
import type { Subject } from '../target.ts';
import { percentOf } from './market.ts';
import type { ReviewEvent } from './review.ts';
import { reviewWords } from './words.ts';

/** What the words of a review are made from. */
export interface Around {
  readonly metrics: readonly MetricInfo[];
  /** Names by member id, team id. */
  readonly names: ReadonlyMap<string, string>;
}

/** "Ana Torres", "team West"; plain text. */
export function whoseName(subject: Subject, { names }: Around, reader: Reader): string {
  return subjectName(subject, names.get(subject.id) ?? subject.id, reader);
}

export function metricOf({ metrics }: Around, metricKey: string): MetricInfo | undefined {
  return metrics.find((metric) => metric.key === metricKey);
}

const halves = (count: number): string => toDecimal(exact(count, 2), 1).replace(/\.0$/, '');

/** The words that an event gives; `safe` prepares what people typed. */
function saidOf(event: ReviewEvent, around: Around, reader: Reader, safe: (text: string) => string) {
  const say = reviewWords(reader.locale);
  switch (event.kind) {
    case 'market': {
      const metric = metricOf(around, event.metricKey);
      const shown = (value: typeof event.now) =>
        metric === undefined ? '' : roughFigure(metric, value, reader);
      return {
        metric: safe(metric === undefined ? event.metricKey : metricName(metric, reader)),
        role: say(`role_${event.role}`),
        moved: say(event.direction, { percent: percentOf(event).toString() }),
        period: periodName(event.week, reader),
        people: String(event.people),
        now: shown(event.now),
        before: shown(event.before),
      };
    }
    case 'strategy':
      return {
        name: safe(around.names.get(event.actorId) ?? ''),
        title: safe(event.title),
        date: dateName(event.from, reader),
        percent: signed(event.percent),
      };
    case 'absence':
      return {
        name: safe(event.name),
        days: halves(event.awayHalves),
        of: halves(event.ofHalves),
        period: periodName(event.period, reader),
      };
    case 'onboarding':
      return {
        name: safe(event.name),
        date: dateName(event.firstDay, reader),
        percent: String(event.percent),
        following: (event.following ?? []).map((percent) => `${percent} %`).join(say('following_join')),
      };
  }
}

export const signed = (percent: number): string =>
  percent > 0 ? `+${percent}` : `${percent}`.replace('-', '−');

/** What happened, as mrkdwn. */
export function eventLines(event: ReviewEvent, around: Around, reader: Reader): string[] {
  const say = reviewWords(reader.locale);
  const said = saidOf(event, around, reader, plainInMrkdwn);
  const first = say(event.kind, said);
  switch (event.kind) {
    case 'market':
      return [first, say('market_why')];
    case 'strategy':
      return [
        first,
        (event.own ?? 0) === 0 ? '' : say('strategy_own', { count: event.own ?? 0 }),
        plainInMrkdwn(event.text),
      ];
    case 'absence':
      return [first];
    case 'onboarding': {
      const part =
        event.percent === 100
          ? ''
          : say((event.following ?? []).length === 0 ? 'onboarding_part' : 'onboarding_growing', said);
      return [first, part, event.isRamped ? say('onboarding_ramp') : ''];
    }
  }
}

/** The reason that a decision is prefilled with; plain text. */
export function reasonOf(event: ReviewEvent, around: Around, reader: Reader): string {
  const say = reviewWords(reader.locale);
  const reason = say(
    `because_${event.kind}`,
    saidOf(event, around, reader, (text) => text),
  );
  return upTo(reason, 500);
}
