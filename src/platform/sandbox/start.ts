import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseAddress, type SandboxAddress } from './address.ts';

/** A sandbox that this process started; it also ends by itself when this process dies. */
export interface StartedSandbox {
  address: SandboxAddress;
  stop(): Promise<void>;
}

/** The sandbox could not start; the message is for a person. */
export class SandboxProblem extends Error {}

const entry = fileURLToPath(new URL('../../../sandbox/main.ts', import.meta.url));
const manifest = fileURLToPath(new URL('../../../manifest.yml', import.meta.url));

/** Starts the sandbox as a process of its own and waits for its address. Throws a SandboxProblem with its last words. */
export async function startSandboxProcess(
  dataDir: string,
  host: string,
  port: number,
): Promise<StartedSandbox> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', entry, '--manifest', manifest, '--with-parent'],
    {
      env: { ...process.env, PACER_DATA_DIR: dataDir, HOST: host, PORT: String(port) },
      // Ctrl-C reaches the whole group of a terminal; the sandbox must outlive the app's last messages.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const complaints: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  const address = await readyLine(child, complaints);
  child.stdout.resume();
  return { address, stop: () => stop(child) };
}

async function readyLine(child: ChildProcess, complaints: string[]): Promise<SandboxAddress> {
  if (child.stdout === null) throw new SandboxProblem('the sandbox has no output to read');
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const found = /^\{"ready":(.*)\}$/.exec(line.trim());
    if (found?.[1] !== undefined) return parseAddress(found[1]);
  }
  throw new SandboxProblem(complaints.join('').trim() || 'The sandbox ended before it was ready.');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(limit);
}
