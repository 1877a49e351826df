// npm run migration -- <name>: writes the migration that leads from the committed ones to prisma/schema.
import { relative } from 'node:path';
import { difference, writeMigration } from '../platform/db/migrations/write.ts';

const USAGE = 'Usage: npm run migration -- <name>   (small letters, digits and _, for example add_campaigns)';

async function main(words: readonly string[]): Promise<number> {
  const [name] = words;
  if (name === undefined || words.length > 1 || !/^[a-z][a-z0-9_]*$/.test(name)) {
    console.error(USAGE);
    return 2;
  }
  const sql = await difference();
  if (sql === '') {
    console.log('The migrations and prisma/schema agree: there is nothing to write.');
    return 0;
  }
  const folder = writeMigration(name, sql, new Date());
  console.log(`Wrote ${relative(process.cwd(), folder)}/migration.sql. Read it, then commit it.`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
