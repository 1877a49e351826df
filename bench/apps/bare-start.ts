// The least that has the same parts: PGlite opened on a directory, and a Bolt app connected over Socket Mode.
import { PGlite } from '@electric-sql/pglite';
import { App } from '@slack/bolt';

const database = await PGlite.create({ dataDir: process.env['PACER_DATA_DIR'] ?? '' });
await database.query('SELECT 1');
const app = new App({
  token: process.env['SLACK_BOT_TOKEN'] ?? '',
  appToken: process.env['SLACK_APP_TOKEN'] ?? '',
  socketMode: true,
  clientOptions: { slackApiUrl: process.env['SLACK_API_URL'] ?? '' },
});
await app.start();
process.stdout.write('ready\n');
process.on('SIGTERM', () => void database.close().then(() => process.exit(0)));
