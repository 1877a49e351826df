import type { Tx } from './db/index.ts';

/** One line of the append-only audit log. */
export interface AuditEntry {
  workspaceId: string;
  /** Member id; null for the app itself. */
  actorId: string | null;
  /** Dotted verb: "target.set", "absence.entered", "access.denied". */
  action: string;
  /** "target:<id>". */
  subject: string;
  detail: Record<string, string | number | boolean | null>;
}

/** Writes an audit row in the transaction of the change (reliability.md § 7). */
export async function audit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.auditRow.create({ data: entry });
}
