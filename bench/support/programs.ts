import { type Program, startProgram } from './program.ts';
import { type SlackDouble, startSlack } from './slack.ts';

/** An app in a process of its own, connected to a Slack of its own. */
export interface Running {
  slack: SlackDouble;
  program: Program;
  stop(): Promise<void>;
}

const tokens = { SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_APP_TOKEN: 'xapp-bench' };

/** Starts a script with the settings of Socket Mode, and resolves when it has said that it is ready and opened its socket. */
export async function startApp(
  script: string,
  ready: string,
  env: Readonly<Record<string, string>> = {},
  nodeOptions: readonly string[] = [],
): Promise<Running> {
  const slack = await startSlack();
  const program = startProgram(script, { ...tokens, SLACK_API_URL: slack.api, ...env }, nodeOptions);
  await program.said(ready);
  await slack.connected;
  const stop = async (): Promise<void> => {
    await program.stop();
    await slack.close();
  };
  return { slack, program, stop };
}

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
): Promise<Running> => startApp('src/main.ts', 'Pacer serves', { ...settingsOf(place), ...env }, nodeOptions);
