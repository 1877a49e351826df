import { z } from 'zod';

/** The statements of one `/log`, and what in their values belongs to that one act. */
export const recordedSchema = z.object({
  statements: z.array(z.object({ text: z.string(), values: z.array(z.json()), isWrite: z.boolean() })),
  userId: z.string(),
  triggerId: z.string(),
  batchId: z.string(),
  /** Slack user → member. */
  memberIds: z.record(z.string(), z.string()),
});
export type Recorded = z.infer<typeof recordedSchema>;

const captured = z.object({ text: z.string(), values: z.array(z.json()) });

/** Makes a recording of what bench/apps/capture.ts wrote while one `/log` was served. */
export function recordingOf(lines: string, act: Omit<Recorded, 'statements' | 'batchId'>): Recorded {
  const statements = lines
    .trim()
    .split('\n')
    .map((line) => captured.parse(JSON.parse(line)))
    .map((statement) => ({ ...statement, isWrite: statement.text.includes('INSERT INTO activity') }));
  const write = statements.find(({ isWrite }) => isWrite);
  const batchId = /"batch_id":"([^"]+)"/.exec(
    write?.values.filter((value) => typeof value === 'string').join() ?? '',
  )?.[1];
  if (batchId === undefined) throw new Error('no activity was written while the statements were captured');
  return { ...act, statements, batchId };
}

/** The values of a statement for another person's act. */
export function valuesFor(
  recorded: Recorded,
  values: Recorded['statements'][number]['values'],
  userId: string,
  triggerId: string,
): unknown[] {
  const { memberIds } = recorded;
  const changes = [
    [memberIds[recorded.userId] ?? '', memberIds[userId] ?? ''],
    [recorded.userId, userId],
    [recorded.triggerId, triggerId],
    [recorded.batchId, `by-hand-${triggerId}`],
  ] as const;
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    if (typeof value !== 'string') return value;
    return changes.reduce((text, [from, to]) => text.replaceAll(from, to), value);
  };
  return values.map(change);
}
