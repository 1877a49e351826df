import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  DriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import type { Connection } from '../client.ts';
import { readSchema } from './disk.ts';
import { type Letters, notingLetters, typedAsLetters } from './letters.ts';

/** Prisma's schema engine, compiled to WebAssembly, on one database. */
export type SchemaEngine = Awaited<ReturnType<typeof bindings.SchemaEngine.new>>;

/** As much of the platform's WebAssembly as is used here: TypeScript describes it for browsers only. */
declare const WebAssembly: {
  compile(code: Uint8Array): Promise<object>;
  instantiate(code: object, imports: object): Promise<{ exports: Record<string, unknown> }>;
};

let loaded = false;

/** Links the engine once. It is the same engine as the one that Prisma's command line downloads (decision 003). */
async function load(): Promise<void> {
  if (loaded) return;
  const entry = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const code = await WebAssembly.compile(readFileSync(entry.replace(/\.js$/, '.wasm')));
  const imports = Object.fromEntries(
    Object.entries(bindings).map(([name, binding]) => [name, lettingGo(name, binding)]),
  );
  const instance = await WebAssembly.instantiate(code, { './schema_engine_bg.js': imports });
  bindings.__wbg_set_wasm(instance.exports);
  const begin = instance.exports['__wbindgen_start'];
  if (typeof begin === 'function') begin();
  loaded = true;
}

/**
 * The engine's timers (the limit of its lock: ten seconds) outlive its work. Without a hold on the process they let a command end when it is done.
 */
function lettingGo(name: string, binding: unknown): unknown {
  if (!name.startsWith('__wbg_setTimeout_')) return binding;
  return (then: () => void, milliseconds: number) => setTimeout(then, milliseconds >>> 0).unref();
}

/** Runs `work` with the schema engine on a database, through one connection of its own. */
export async function withSchemaEngine<T>(
  connection: Connection,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await load();
  const pool = new pg.Pool({ ...connection, max: 1 });
  pool.on('error', () => undefined);
  const factory = bindMigrationAwareSqlAdapterFactory(onOneConnection(pool));
  const engine = await bindings.SchemaEngine.new(
    { datamodels: readSchema().map(({ path, content }) => [path, content]) },
    () => undefined,
    factory,
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * Prisma's adapter, made fit for migrations. A script goes to the database whole: the adapter cuts it at every semicolon,
 * which tears a function's body apart, and leaves half a migration behind when a statement fails; in one piece it is
 * one transaction. And it learns to read the catalogue's one-letter columns.
 */
function onOneConnection(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const letters: Letters = new WeakMap();
  const inner = new PrismaPg(notingLetters(pool, letters));
  const connect = async () => {
    const adapter = await inner.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => typedAsLetters(await queryRaw(query), letters);
    adapter.executeScript = async (script) => {
      await pool.query(script).catch(rethrow);
    };
    return adapter;
  };
  const { provider, adapterName } = inner;
  return { provider, adapterName, connect, connectToShadowDb: () => inner.connectToShadowDb() };
}

/** Hands the server's words on in the form from which the engine makes its message. */
function rethrow(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error;
  const { code = 'XX000', severity = 'ERROR', message, detail, column, hint } = error;
  throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
}
