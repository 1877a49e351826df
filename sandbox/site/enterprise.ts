import type { Installation } from '../workspace/seed.ts';

/** The organisation of a workspace as Slack names it; undefined for a workspace that stands alone. */
export function enterpriseOf({ enterpriseId }: Installation): { id: string; name: string } | undefined {
  return enterpriseId === null ? undefined : { id: enterpriseId, name: `Organisation ${enterpriseId}` };
}
