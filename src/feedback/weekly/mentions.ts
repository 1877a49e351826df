import { absolute, type Exact, exact, isLess, subtract } from '../../kpi/exact.ts';
import { formatDate } from '../../platform/format.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import type { Teller } from '../figures.ts';
import type { Change, LateEntries, Notes } from './notes.ts';
import { words } from './words.ts';

/** The lines for what a week's feedback mentions beside its one cause. */
export function mentionLines({ streak, changes, late }: Notes, teller: Teller): string[] {
  const say = words(teller.locale);
  const lines = changes.map((change) => changeText(change, teller));
  if (streak !== null) {
    const weeks = `${streak.weeks}${streak.isLonger ? '+' : ''}`;
    lines.unshift(say('streak', { name: teller.name(streak.metric), weeks }));
  }
  return late === null ? lines : [...lines, lateText(late, teller)];
}

function changeText({ metric, from, before, after }: Change, teller: Teller): string {
  const say = words(teller.locale);
  const shown = { name: teller.name(metric), date: formatDate(from, teller.locale) };
  const value = (of: bigint | null) => (of === null ? '' : teller.value(metric, exact(of)));
  if (after === null) return say('changeEnded', shown);
  if (before === null) return say('changeNew', { ...shown, after: value(after) });
  return say('changeValue', { ...shown, before: value(before), after: value(after) });
}

/** "+2", "−10". */
function changeOf(metric: MetricInfo, before: Exact, after: Exact, teller: Teller): string {
  const size = teller.value(metric, absolute(subtract(after, before)));
  return `${isLess(after, before) ? '−' : '+'}${size}`;
}

function lateText({ entries, moved }: LateEntries, teller: Teller): string {
  const say = words(teller.locale);
  const text = say('late', { count: entries });
  if (moved.length === 0) return say('lateAlone', { text });
  const figures = moved.map(({ metric, before, after }) =>
    say('lateMoved', {
      name: teller.name(metric),
      change: changeOf(metric, before, after, teller),
      before: teller.value(metric, before),
      after: teller.value(metric, after),
    }),
  );
  return say('lateWith', { text, figures: figures.join(say('listJoin')) });
}
