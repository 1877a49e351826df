import type { Playbook } from '../../playbook/playbook.ts';

/** M-07: the setting; on unless an administrator turned it off. */
export function needsConfirmation({ settings }: { settings: Record<string, unknown> }): boolean {
  return settings['amountsNeedConfirmation'] !== false;
}

/** M-07: activity types whose amounts count for pay only once somebody else stands for them; none where the setting is off. */
export function typesToConfirm(
  workspace: { settings: Record<string, unknown> },
  { types }: Pick<Playbook, 'types'>,
): ReadonlySet<string> {
  if (!needsConfirmation(workspace)) return new Set();
  const asking = types.filter((type) => type.amount !== 'none' && type.confirmed !== false);
  return new Set(asking.map((type) => type.key));
}

/** External ids that begin so are made from a row's content: no other system stands for it. */
export const CONTENT_PREFIX = 'row:';

/** M-07: whether a fact is the word of the one whose it is: typed, imported without another system's id, or imported by themselves. */
export function isOnesWord({
  externalId,
  actorId,
  memberId,
}: {
  externalId?: string | null;
  actorId?: string;
  memberId?: string;
}): boolean {
  if (externalId === null || externalId === undefined || externalId.startsWith(CONTENT_PREFIX)) return true;
  return actorId !== undefined && actorId === memberId;
}
