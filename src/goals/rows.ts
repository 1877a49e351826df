/** Rows of the targets' query as targets. */
import { z } from 'zod';
import { localDate } from '../kpi/localDate.ts';
import { CALENDAR_PERIOD_KINDS, parsePeriodKey } from '../kpi/period.ts';
import { unwrap } from '../kpi/result.ts';
import { instantOf } from '../kpi/time.ts';
import { fromDbDate } from '../platform/db/dates.ts';
import { merged } from './levels/levels.ts';
import { LAYERS, SUBJECT_KINDS, TARGET_STATES, type Target, type TargetVersion, TRIGGERS } from './target.ts';

const targetRow = z.object({
  id: z.string(),
  subject_kind: z.enum(SUBJECT_KINDS),
  subject_id: z.string(),
  metric_key: z.string(),
  layer: z.enum(LAYERS),
  period_kind: z.enum(CALENDAR_PERIOD_KINDS),
  period_key: z.string(),
  seq: z.number(),
  from_date: z.date(),
  value: z.bigint().nullable(),
  baseline: z.bigint().nullable(),
  commit: z.bigint().nullable(),
  stretch: z.bigint().nullable(),
  tolerance: z.bigint().nullable(),
  state: z.enum(TARGET_STATES),
  actor_id: z.string().nullable(),
  trigger: z.enum(TRIGGERS),
  reason: z.string(),
  at: z.date(),
});
type TargetRow = z.infer<typeof targetRow>;

/** Targets with their versions, from rows in the order of their targets and numbers. */
export function gather(found: unknown): Target[] {
  const targets = new Map<string, Target & { versions: TargetVersion[] }>();
  for (const row of z.array(targetRow).parse(found)) {
    const known = targets.get(row.id) ?? { ...targetOf(row), versions: [] };
    targets.set(row.id, known);
    known.versions.push(versionOf(row));
  }
  return [...targets.values()];
}

function targetOf(found: TargetRow): Omit<Target, 'versions'> {
  return {
    id: found.id,
    subject: { kind: found.subject_kind, id: found.subject_id },
    metricKey: found.metric_key,
    layer: found.layer,
    periodKind: found.period_kind,
    periodKey: found.period_key === '' ? null : unwrap(parsePeriodKey(found.period_key)),
  };
}

function versionOf(found: TargetRow): TargetVersion {
  return {
    seq: found.seq,
    from: localDate(fromDbDate(found.from_date)),
    value: found.value,
    levels: merged({}, found),
    state: found.state,
    actorId: found.actor_id,
    trigger: found.trigger,
    reason: found.reason,
    at: instantOf(found.at),
  };
}
