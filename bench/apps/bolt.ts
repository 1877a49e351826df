import { App, type AppOptions, HTTPReceiver } from '@slack/bolt';

/** A Bolt app as its documentation has it: over HTTP where there is a signing secret, else over Socket Mode. */
export function boltApp(): { app: App; start(): Promise<void> } {
  const signingSecret = process.env['SLACK_SIGNING_SECRET'] ?? '';
  const common: AppOptions = {
    token: process.env['SLACK_BOT_TOKEN'] ?? '',
    clientOptions: { slackApiUrl: process.env['SLACK_API_URL'] ?? '' },
  };
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  process.on('SIGTERM', () => process.exit(0));
  if (signingSecret === '') {
    const app = new App({ ...common, appToken: process.env['SLACK_APP_TOKEN'] ?? '', socketMode: true });
    return { app, start: () => app.start().then(() => say('ready')) };
  }
  const receiver = new HTTPReceiver({ signingSecret });
  return {
    app: new App({ ...common, receiver }),
    async start() {
      const address = (await receiver.start(0)).address();
      say(`It listens at http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}.`);
    },
  };
}
