import { type Db, inTransaction } from '../../../platform/db/index.ts';
import { SecretProblem, type Secrets } from '../../../platform/secrets/index.ts';

/** What stands of tokens that a former key wrote. */
export interface Rewriting {
  /** Installations written anew with the first key by this call. */
  rewritten: number;
  /** Installations that wait for a further call. */
  left: number;
  /** One problem for each installation whose tokens no key of ours opens. */
  unreadable: SecretProblem[];
}

/** At most so many in one call, each in a transaction of its own, so that nobody waits for it. */
const AT_ONCE = 200;

/** Writes what a former key encrypted anew with the first one, some at a time (docs/decisions). */
export async function rewriteTokens(db: Db, secrets: Secrets): Promise<Rewriting> {
  const rows = await db.client.installation.findMany({
    where: { botToken: { not: null } },
    select: { workspaceId: true, botToken: true, refreshToken: true },
    orderBy: { workspaceId: 'asc' },
  });
  const former = rows.filter((row) =>
    [row.botToken, row.refreshToken].some((text) => text !== null && !secrets.isCurrent(text)),
  );
  const unreadable: SecretProblem[] = [];
  let rewritten = 0;
  let seen = 0;
  for (const { workspaceId } of former) {
    if (rewritten === AT_ONCE) break;
    seen += 1;
    try {
      await rewriteOne(db, secrets, workspaceId);
      rewritten += 1;
    } catch (error) {
      if (!(error instanceof SecretProblem)) throw error;
      unreadable.push(error);
    }
  }
  return { rewritten, left: former.length - seen, unreadable };
}

async function rewriteOne(db: Db, secrets: Secrets, workspaceId: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM installation WHERE workspace_id = ${workspaceId} FOR UPDATE`;
    const row = await tx.installation.findUnique({ where: { workspaceId } });
    if (row === null || row.botToken === null) return;
    const anew = (text: string, kind: 'bot token' | 'refresh token') =>
      secrets.seal(secrets.open(text, { workspaceId, kind }), { workspaceId, kind });
    await tx.installation.update({
      where: { workspaceId },
      data: {
        botToken: anew(row.botToken, 'bot token'),
        refreshToken: row.refreshToken === null ? null : anew(row.refreshToken, 'refresh token'),
      },
    });
  });
}
