import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Before each file of those that one process takes one after the other (vitest's `setupFiles`).

declare const WebAssembly: { compile(program: Uint8Array): Promise<object> };
declare global {
  /** The embedded database's program. */
  var compiledDatabase: object | undefined;
}

// As long as somebody holds it, V8 gives it to whoever compiles the same bytes again: to open a database costs half.
globalThis.compiledDatabase ??= await WebAssembly.compile(
  readFileSync(fileURLToPath(new URL('./pglite.wasm', import.meta.resolve('@electric-sql/pglite')))),
);
