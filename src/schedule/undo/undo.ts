import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Temporal } from '../../kpi/time.ts';
import type { ReportChoice } from '../../platform/jobs/choice.ts';
import { locales } from '../../platform/words.ts';
import { readWhich, type Which, writeWhich } from '../report.ts';

/** The way back from a change of a report: what was chosen before it stands in the button, with a mark of what was chosen instead. */

/** What Slack keeps of a button's value. */
const LONGEST = 2_000;

/** What was chosen, as a list in the order of the fields. */
function listOf(choice: ReportChoice): unknown[] {
  const { weekday, localTime, zone, channelId, locale, measure, places, leftOut, isOn, pausedUntil } = choice;
  const until = pausedUntil?.epochMilliseconds ?? null;
  return [weekday, localTime, zone, channelId, locale, measure, places, [...leftOut], isOn, until];
}

const list = z.tuple([
  z.literal([1, 2, 3, 4, 5, 6, 7]).nullable(),
  z.string().nullable(),
  z.string().nullable(),
  z.string().nullable(),
  z.enum(locales).nullable(),
  z.string().nullable(),
  z.number().int().nullable(),
  z.array(z.string()),
  z.boolean().nullable(),
  z.number().int().nullable(),
]);

function choiceIn(text: string): ReportChoice | undefined {
  try {
    const read = list.safeParse(JSON.parse(text));
    if (!read.success) return undefined;
    const [weekday, localTime, zone, channelId, locale, measure, places, leftOut, isOn, until] = read.data;
    const pausedUntil = until === null ? null : Temporal.Instant.fromEpochMilliseconds(until);
    return {
      ...{ weekday, localTime, zone, channelId, locale, measure, places, leftOut, isOn, pausedUntil },
    };
  } catch {
    return undefined;
  }
}

/** Two choices have the same mark if they are the same. */
export const markOf = (choice: ReportChoice): string =>
  createHash('sha256')
    .update(JSON.stringify(listOf(choice)))
    .digest('base64url')
    .slice(0, 16);

/** What an Undo carries; undefined where nothing changed, or a button cannot hold it (many people are left out). */
export function writeUndo(which: Which, before: ReportChoice, after: ReportChoice): string | undefined {
  if (markOf(before) === markOf(after)) return undefined;
  const value = `${writeWhich(which)} ${markOf(after)} ${JSON.stringify(listOf(before))}`;
  return value.length > LONGEST ? undefined : value;
}

/** Reads it: the choice to go back to, and the mark of the one that must still hold. */
export function readUndo(value: string): (Which & { before: ReportChoice; mark: string }) | undefined {
  const which = readWhich(value);
  const before = choiceIn(value.split(' ').slice(3).join(' '));
  if (which === undefined || before === undefined) return undefined;
  return { kind: which.kind, teamId: which.teamId, before, mark: which.rest };
}
