import type { PGlite } from '@electric-sql/pglite';
import type { Backend } from './multiplexer.ts';

const SYNC = Uint8Array.of('S'.charCodeAt(0), 0, 0, 0, 4);

/**
 * PGlite as a backend that answers with bytes alone. By itself it also reads each answer into objects and keeps them for a call that never
 * comes (0.5.14: some 28 KB for each `/log`, until the thread's memory was full). Whoever asks for raw data once is given it from then on.
 */
export async function rawBackend(database: PGlite): Promise<Backend> {
  let parts: Uint8Array[] = [];
  // What it hands over is a view of memory that it goes on using.
  const onRawData = (bytes: Uint8Array): void => void parts.push(bytes.slice());
  await database.execProtocolRawStream(SYNC, { syncToFs: false, onRawData });
  return {
    execProtocolRawSync(request) {
      parts = [];
      const returned = database.execProtocolRawSync(request);
      const [first] = parts;
      if (first === undefined) return returned;
      return parts.length === 1 ? first : new Uint8Array(Buffer.concat(parts));
    },
    isInTransaction: () => database.isInTransaction(),
  };
}
