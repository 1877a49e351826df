// Runs after `npm install`: writes the Prisma client, and builds the sandbox's page where its tools are installed.
// Plain JavaScript and old syntax only, since it may run on an older Node than the project itself needs.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

/** Runs a package's command line with this Node; ends the install with its message if it fails. */
function run(title, entry, args, env = {}) {
  const done = spawnSync(process.execPath, [entry, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (done.status === 0) return;
  process.stderr.write(`${title} failed:\n${done.stdout ?? ''}${done.stderr ?? ''}\n`);
  process.exit(1);
}

// `generate` asks for an engine binary that it never starts; any executable will do (docs/decisions/003-prisma-offline.md).
run('Writing the Prisma client', require.resolve('prisma/build/index.js'), ['generate', '--no-hints'], {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
});

const page = join(root, 'sandbox/page/vite.config.ts');
if (existsSync(page) && existsSync(join(root, 'node_modules/vite'))) {
  run('Building the sandbox page', join(root, 'node_modules/vite/bin/vite.js'), [
    'build',
    '--config',
    page,
    '--logLevel',
    'warn',
  ]);
}
