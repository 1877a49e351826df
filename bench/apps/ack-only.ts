// A Bolt app that only acknowledges, as small as it gets: what `/log` is measured beside.
import { App } from '@slack/bolt';

const app = new App({
  token: process.env['SLACK_BOT_TOKEN'] ?? '',
  appToken: process.env['SLACK_APP_TOKEN'] ?? '',
  socketMode: true,
  clientOptions: { slackApiUrl: process.env['SLACK_API_URL'] ?? '' },
});
app.command('/log', ({ ack }) => ack());
process.on('SIGTERM', () => process.exit(0));
await app.start();
process.stdout.write('ready\n');
