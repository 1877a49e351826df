/** C-01: for a lead's digest, the flags that they may see since the digest before: each once. */
import { isOverdue } from '../../activities/odd/telling.ts';
import { workCalendar } from '../../kpi/calendar.ts';
import { addDays } from '../../kpi/localDate.ts';
import { instantOf, localDateOf, Temporal } from '../../kpi/time.ts';
import { calendarsOf } from '../../people/store.ts';
import type { DigestAsk, DigestPart } from '../../platform/slice.ts';
import { digestBlocks } from '../blocks.ts';
import { FLAG_DAYS } from '../flag/flag.ts';
import { frameFor, ledBy } from '../slack.ts';

export async function coachingDigest(ask: DigestAsk): Promise<DigestPart[]> {
  const { deps, workspace, actor, today, memberIds } = ask;
  const led = await ledBy(ask, memberIds);
  if (led.length === 0) return [];
  const range = { from: addDays(today, -FLAG_DAYS), to: addDays(today, 1) };
  const ids = led.map((one) => one.memberId);
  const calendars = await calendarsOf(deps.db, workspace.id, ids, range);
  const between = { since: localDateOf(ask.since, actor.tz), today };
  const fresh = led.filter(({ memberId, flag }) => {
    const calendar = calendars.get(memberId) ?? workCalendar();
    if (flag.seenAt !== null) return isWithin(instantOf(flag.seenAt), ask);
    return isOverdue(flag.raisedOn, calendar, between);
  });
  if (fresh.length === 0) return [];
  return [{ kind: 'note', order: 46, blocks: digestBlocks(fresh, await frameFor(ask)) }];
}

const isWithin = (at: Temporal.Instant, { since, now }: Pick<DigestAsk, 'since' | 'now'>): boolean =>
  Temporal.Instant.compare(since, at) <= 0 && Temporal.Instant.compare(at, now) < 0;
