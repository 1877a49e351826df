import { everybody } from './office.ts';
import { type Program, startProgram } from './program.ts';
import { type SlackDouble, startSlack } from './slack.ts';

/** An app in a process of its own, connected to a Slack of its own. */
export interface Running {
  slack: SlackDouble;
  program: Program;
  stop(): Promise<void>;
}

/** How Slack's requests reach an app. */
export const transports = ['socket', 'http'] as const;
export type Transport = (typeof transports)[number];

const signingSecret = 'bench-signing-secret';
const settingsFor: Record<Transport, Record<string, string>> = {
  socket: { SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_APP_TOKEN: 'xapp-bench' },
  http: { SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_SIGNING_SECRET: signingSecret },
};
const listens = /listens at (http:\S+)\./;

/** What starts an app: its script, what it says when it is ready (over Socket Mode), and its settings beside Slack's. */
export interface Launch {
  script: string;
  ready: string;
  env?: Readonly<Record<string, string>>;
  nodeOptions?: readonly string[];
  transport?: Transport;
}

/** Starts an app, and resolves when Slack's requests reach it: its socket is open, or its HTTP server listens. */
export async function launch(options: Launch): Promise<Running> {
  const { script, ready, env = {}, nodeOptions = [], transport = 'socket' } = options;
  const slack = await startSlack(everybody);
  const settings = { ...settingsFor[transport], SLACK_API_URL: slack.api, ...env };
  const program = startProgram(script, settings, nodeOptions);
  if (transport === 'socket') {
    await program.said(ready);
    await slack.connected;
  } else {
    const [, base = ''] = listens.exec(await program.said('listens at')) ?? [];
    slack.sendTo(`${base}/slack/events`, signingSecret);
  }
  const stop = async (): Promise<void> => {
    await program.stop();
    await slack.close();
  };
  return { slack, program, stop };
}

/** Starts a script over Socket Mode. */
export const startApp = (
  script: string,
  ready: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Running> => launch({ script, ready, env });

/** Where an app keeps its data. */
export interface Place {
  dataDir: string;
  databaseUrl?: string;
}

/** The settings that say so. */
export const settingsOf = ({ dataDir, databaseUrl }: Place): Record<string, string> => ({
  ...{ PACER_DATA_DIR: dataDir, PORT: '0' },
  ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
});

/** Pacer itself, as `npm start` runs it. */
export const startPacer = (
  place: Place,
  env: Readonly<Record<string, string>> = {},
  nodeOptions: readonly string[] = [],
  transport: Transport = 'socket',
): Promise<Running> =>
  launch({
    script: 'src/main.ts',
    ready: 'Pacer serves',
    env: { ...settingsOf(place), ...env },
    nodeOptions,
    transport,
  });
