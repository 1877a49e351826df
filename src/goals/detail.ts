/** What the audit log keeps of a change of a target. */
import { type Target, type TargetVersion, valueOn } from './target.ts';

/** Before and after, whose it is and why. */
export function detailOf(before: Target, version: TargetVersion): Record<string, string | number | null> {
  const { subject, metricKey, layer, periodKind, periodKey } = before;
  return {
    subject: `${subject.kind}:${subject.id}`,
    metric: metricKey,
    layer,
    period: periodKey ?? periodKind,
    seq: version.seq,
    from: version.from,
    before: valueOn(before, version.from)?.toString() ?? null,
    after: version.value?.toString() ?? null,
    ...levelsDetail(version),
    trigger: version.trigger,
    reason: version.reason,
  };
}

/** T-08: the other levels, where there are any. */
function levelsDetail({ levels = {} }: TargetVersion): Record<string, string> {
  return Object.fromEntries(Object.entries(levels).map(([level, value]) => [level, value.toString()]));
}
