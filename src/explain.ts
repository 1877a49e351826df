import { DbProblem } from './platform/db/index.ts';
import { SandboxProblem } from './platform/sandbox/start.ts';
import { blanker, cleaner } from './platform/secrecy.ts';

/**
 * What went wrong at the start, for a person. What nobody foresaw keeps its stack, and neither tells a secret: whoever asks for help shows it
 * around. `known`: this process's own secrets.
 */
export function explain(error: unknown, known: readonly string[]): string {
  // Our own words, which show how an address is written; they never held more than the settings do.
  if (error instanceof DbProblem || error instanceof SandboxProblem)
    return known.reduce((text, secret) => text.replaceAll(secret, '[secret]'), error.message);
  const foreseen = foreseenText(error);
  if (foreseen !== undefined) return blanker(known)(foreseen);
  if (!(error instanceof Error)) return blanker(known)(String(error));
  const { type, message, stack } = cleaner(known)(error) as { type: string; message: string; stack?: string };
  return [`${type}: ${message}`, stack ?? []].flat().join('\n');
}

function foreseenText(error: unknown): string | undefined {
  if (error instanceof Error && 'syscall' in error && error.syscall === 'listen')
    return `Pacer cannot listen there: ${error.message}\nIs another program using it? Choose another one with PORT (and HOST).`;
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('slack_webapi'))
    return `Slack did not accept the settings: ${error.message}\nCheck SLACK_BOT_TOKEN and SLACK_APP_TOKEN (and SLACK_API_URL, if it is set).`;
  return undefined;
}
