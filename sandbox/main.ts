import { parseArgs } from 'node:util';
import { some } from './json.ts';
import { ManifestProblem } from './manifest.ts';
import { type Sandbox, StartProblem, startSandbox } from './server.ts';

const { values: options } = parseArgs({
  options: {
    /** The app's manifest. */
    manifest: { type: 'string', default: 'manifest.yml' },
    /** Begin a new workspace without the app: it is installed by OAuth. */
    'not-installed': { type: 'boolean', default: false },
    /** Send the app its payloads by HTTP to this address, instead of Socket Mode. */
    'request-url': { type: 'string' },
    /** Let the app call as often as it likes. */
    'no-rate-limits': { type: 'boolean', default: false },
    /** Stop when standard input closes, that is, when whoever started it is gone. */
    'with-parent': { type: 'boolean', default: false },
  },
});

try {
  const port = portOf(process.env['PORT'] ?? '3000');
  const dataDir = process.env['PACER_DATA_DIR'] ?? '.pacer';
  const host = process.env['HOST'] ?? '127.0.0.1';
  const installed = !options['not-installed'];
  const sandbox = await startSandbox({
    dataDir,
    port,
    manifestPath: options.manifest,
    host,
    installed,
    rateLimits: !options['no-rate-limits'],
    ...some({ requestUrl: options['request-url'] }),
  });
  stopOnSignals(sandbox);
  console.log(JSON.stringify({ ready: sandbox.address }));
} catch (error) {
  if (!(error instanceof StartProblem || error instanceof ManifestProblem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new StartProblem(`PORT is "${text}", but has to be a number from 0 to 65535, for example 3000.`);
  }
  return port;
}

function stopOnSignals(sandbox: Sandbox): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void sandbox.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (!options['with-parent']) return;
  process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
}
