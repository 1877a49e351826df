import { setTarget, targetsOf } from '../goals/store.ts';
import { isSameShape, type Subject, type Target } from '../goals/target.ts';
import type { Db } from '../platform/db/index.ts';
import type { Ids } from './place.ts';
import type { Span } from './span.ts';
import { type SampleTarget, type SampleVersion, targetsIn } from './targets.ts';

/** Sets the sample's targets, version after version, each as if on its own first date; versions that are there already stay. */
export async function setTargets(db: Db, workspaceId: string, ids: Ids, span: Span): Promise<void> {
  const there = await targetsOf(db, workspaceId);
  for (const target of targetsIn(span)) {
    const subject = subjectOf(target, ids);
    const written = there.find((one) => isSame(one, target, subject))?.versions.length ?? 0;
    for (const [index, version] of target.versions.entries())
      if (index >= written) await write(db, workspaceId, { target, subject, version, index }, ids);
  }
}

function subjectOf({ of }: SampleTarget, ids: Ids): Subject {
  return 'person' in of
    ? { kind: 'member', id: ids.memberOf(of.person) }
    : { kind: 'team', id: ids.teamOf(of.team) };
}

function isSame(one: Target, target: SampleTarget, subject: Subject): boolean {
  const isTheirs =
    one.subject.kind === subject.kind && one.subject.id === subject.id && one.layer === target.layer;
  return isTheirs && one.metricKey === target.metricKey && isSameShape(one, target);
}

async function write(
  db: Db,
  workspaceId: string,
  what: { target: SampleTarget; subject: Subject; version: SampleVersion; index: number },
  ids: Ids,
): Promise<void> {
  const { target, subject, version, index } = what;
  const { metricKey, layer, periodKind, periodKey, period } = target;
  const { from, value, state, by, trigger, reason } = version;
  const place = [subject.kind, subject.id, metricKey, layer, periodKind, periodKey ?? '', index].join(':');
  await setTarget(db, {
    ...{ workspaceId, subject, metricKey, layer, shape: { periodKind, periodKey } },
    transportKey: `sample:target:${place}`,
    // T-06 forbids versions in the past; this one is judged on the date on which it was made.
    frame: { today: from, period },
    wish: { value, state, from, actorId: ids.memberOf(by), trigger, reason },
  });
}
