import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Backend } from '../../src/platform/db/embedded/multiplexer.ts';
import { rawBackend } from '../../src/platform/db/embedded/raw.ts';

let database: PGlite;
let backend: Backend;
beforeAll(async () => {
  database = await PGlite.create();
  backend = await rawBackend(database);
});
afterAll(() => database.close());

function ask(sql: string): string {
  const body = Buffer.from(`${sql}\0`);
  const request = Buffer.alloc(5 + body.length);
  request.write('Q');
  request.writeUInt32BE(4 + body.length, 1);
  body.copy(request, 5);
  return Buffer.from(backend.execProtocolRawSync(new Uint8Array(request))).toString('latin1');
}

test('answers are whole, however large, and each is its own', () => {
  const small = ask("SELECT 'first'");
  expect(ask("SELECT 'second'")).toMatch(/^T.*second.*SELECT 1.*Z/s);
  expect(small).toMatch(/^T.*first.*SELECT 1.*Z/s);
  const large = ask("SELECT repeat('x', 1000) FROM generate_series(1, 3000)");
  expect(large.match(/x{1000}/g)).toHaveLength(3_000);
  expect(large).toMatch(/SELECT 3000\0Z/);
  expect(ask('SELECT 1/0')).toMatch(/division by zero/);
  ask('BEGIN');
  expect(backend.isInTransaction()).toBe(true);
  ask('ROLLBACK');
  expect(backend.isInTransaction()).toBe(false);
});

test('nothing of an answer stays in memory', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const heap = (): number => {
    collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const rows = (): string => ask("SELECT n, 'row ' || n FROM generate_series(1, 1000) n");
  rows();
  const before = heap();
  for (let times = 0; times < 200; times += 1) rows();
  expect(heap() - before).toBeLessThan(5);
});
