// node scripts/with-postgres.mjs <command> [arguments]
// Starts a private PostgreSQL cluster, runs the command with PACER_TEST_DATABASE_URL set to it, and always stops and
// removes the cluster afterwards. Ends with the command's status, or with 2 where PostgreSQL is not installed.
// PACER_POSTGRES_SETTINGS adds to the server's settings, for example "-c fsync=on"; the last of two counts.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const OLDEST = 15;
const DEBIAN = '/usr/lib/postgresql';

/** Directory of initdb and pg_ctl: PG_BIN, the newest of Debian's, or the search path's. */
function findBinaries() {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((name) => Number(name) >= OLDEST) : [];
  const places = [
    process.env.PG_BIN,
    ...debian.sort((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return places.find(
    (place) => place && existsSync(join(place, 'initdb')) && existsSync(join(place, 'pg_ctl')),
  );
}

/** User and group id of `postgres`: PostgreSQL refuses to run as root. */
function postgresUser() {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  if (line === undefined)
    fail('PostgreSQL does not run as root, and there is no user "postgres" to run it as.');
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function fail(reason) {
  console.error(
    `${reason}\nThis suite needs PostgreSQL ${OLDEST} or newer: "apt-get install postgresql" (Debian, Ubuntu), "brew install postgresql" (macOS), or PG_BIN set to the directory of initdb and pg_ctl. To use a server that runs already, set PACER_TEST_DATABASE_URL and run vitest with vitest.postgres.config.ts.`,
  );
  process.exit(2);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const [command, ...words] = process.argv.slice(2);
if (command === undefined) fail('Usage: node scripts/with-postgres.mjs <command> [arguments]');
const binaries = findBinaries();
if (binaries === undefined) fail('PostgreSQL is not installed (no initdb and pg_ctl found).');

const user = postgresUser();
const home = mkdtempSync(join(tmpdir(), 'pacer-postgres-'));
if (user.uid !== undefined) chownSync(home, user.uid, user.gid);
chmodSync(home, 0o700);
const data = join(home, 'data');
const log = join(home, 'server.log');

function run(program, args) {
  const done = spawnSync(join(binaries, program), args, {
    ...user,
    cwd: home,
    encoding: 'utf8',
    env: { ...process.env, HOME: home },
  });
  if (done.status === 0) return;
  const server = existsSync(log) ? readFileSync(log, 'utf8') : '';
  throw new Error(
    `${program} failed: ${done.error?.message ?? ''}${done.stdout ?? ''}${done.stderr ?? ''}${server}`,
  );
}

let started = false;
function stop() {
  if (started) {
    started = false;
    spawnSync(join(binaries, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], {
      ...user,
      cwd: home,
    });
  }
  rmSync(home, { recursive: true, force: true });
}
process.on('exit', stop);

const port = await freePort();
run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
const settings = `-c listen_addresses=127.0.0.1 -p ${port} -k ${home} -c fsync=off -c max_connections=200 -c TimeZone=Asia/Kathmandu ${process.env.PACER_POSTGRES_SETTINGS ?? ''}`;
started = true;
run('pg_ctl', ['-D', data, '-l', log, '-w', '-o', settings, 'start']);

const child = spawn(command, words, {
  stdio: 'inherit',
  env: { ...process.env, PACER_TEST_DATABASE_URL: `postgresql://postgres@127.0.0.1:${port}/postgres` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`${command} cannot be run: ${error.message}`);
  process.exit(2);
});
child.on('exit', (code) => process.exit(code ?? 1));
