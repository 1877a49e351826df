// A process of its own that works on the database, to be killed: node db-child.ts <hold|write> <data directory> <workspace>
import { inTransaction, openDb } from '../../src/platform/db/index.ts';
import { silentLog } from './log.ts';

const [task = '', dataDir = '', workspaceId = ''] = process.argv.slice(2);
const db = await openDb({ dataDir, role: 'app', log: silentLog });
const tell = (word: string): boolean => process.stdout.write(`${word}\n`);

/** Records one row after the other, and says each one's number once it is confirmed. */
async function write(writer: number): Promise<void> {
  for (let n = 0; ; n += 1) {
    const key = `${writer}-${n}`;
    await inTransaction(db, async (tx) => {
      await tx.delivery.create({ data: { workspaceId, key } });
      await tx.auditRow.create({ data: { workspaceId, action: 'test', subject: key } });
    });
    await db.durable();
    tell(`confirmed ${key}`);
  }
}

tell('open');
if (task === 'write') await Promise.all([0, 1, 2, 3].map(write));
