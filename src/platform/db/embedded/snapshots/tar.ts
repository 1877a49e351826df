import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Folders as tar archives (ustar), so that whoever has lost Pacer can still open a snapshot with `tar xzf`. */

const BLOCK = 512;
const CHUNK = 256 * 1024;

/** An entry of an archive that is not a file on disk. */
export interface Extra {
  path: string;
  text: string;
}

/** Paths of the files and empty folders below a folder, relative to it; `skips` leaves out what it says, with all below it. */
export async function filesBelow(root: string, skips: (path: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (skips(path)) continue;
      if (!entry.isDirectory()) found.push(path);
      else {
        found.push(`${path}/`);
        await walk(path);
      }
    }
  };
  await walk('');
  return found;
}

/** The bytes of files as entries of an archive. A file that went away meanwhile is left out; one that shrank is filled up with zeros. */
export async function* entriesOf(root: string, paths: readonly string[]): AsyncGenerator<Buffer> {
  for (const path of paths) {
    if (path.endsWith('/')) yield headerOf(path, 0, '5');
    else yield* fileEntry(root, path);
  }
}

async function* fileEntry(root: string, path: string): AsyncGenerator<Buffer> {
  let size: number;
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(join(root, path), 'r');
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  try {
    size = (await file.stat()).size;
    yield headerOf(path, size, '0');
    for (let at = 0; at < size; ) {
      const buffer = Buffer.alloc(Math.min(CHUNK, size - at));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      yield buffer;
      at += bytesRead === 0 ? buffer.length : bytesRead;
      if (bytesRead !== 0 && bytesRead < buffer.length) throw new Error(`${path} was read only in part`);
    }
    yield paddingFor(size);
  } finally {
    await file.close();
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** An entry made of text. */
export function textEntry({ path, text }: Extra): Buffer {
  const body = Buffer.from(text, 'utf8');
  return Buffer.concat([headerOf(path, body.length, '0'), body, paddingFor(body.length)]);
}

/** What an archive ends with; without it, it is not whole. */
export const archiveEnd = Buffer.alloc(2 * BLOCK);

const paddingFor = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

function headerOf(path: string, size: number, type: '0' | '5'): Buffer {
  const header = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(path) > 100) throw new Error(`the path ${path} is too long for an archive`);
  header.write(path, 0);
  header.write(type === '5' ? '0000700\0' : '0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\0', 257, 'latin1');
  header.write('00', 263);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** Unpacks an archive into a folder. Throws where it is damaged or not whole. Nothing is forced to disk: the archive is still there. */
export async function unpack(archive: Readable, root: string): Promise<void> {
  const reader = new Reader(archive[Symbol.asyncIterator]());
  for (;;) {
    const header = await reader.take(BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const { path, size, isFolder } = readHeader(header);
    const target = join(root, path);
    await mkdir(isFolder ? target : dirname(target), { recursive: true, mode: 0o700 });
    if (isFolder) continue;
    const file = await open(target, 'w', 0o600);
    try {
      for (let left = size; left > 0; ) {
        const part = await reader.take(Math.min(CHUNK, left));
        await file.write(part);
        left -= part.length;
      }
    } finally {
      await file.close();
    }
    await reader.take((BLOCK - (size % BLOCK)) % BLOCK);
  }
}

function readHeader(header: Buffer): { path: string; size: number; isFolder: boolean } {
  const sum = Number.parseInt(header.toString('latin1', 148, 154), 8);
  const cleared = Buffer.from(header);
  cleared.fill(' ', 148, 156);
  const path = header.toString('utf8', 0, 100).replace(/\0.*$/s, '');
  if (cleared.reduce((total, byte) => total + byte, 0) !== sum) throw new Error('the archive is damaged');
  if (path === '' || path.startsWith('/') || path.split('/').includes('..'))
    throw new Error('the archive names a path outside');
  return {
    path,
    size: Number.parseInt(header.toString('latin1', 124, 135), 8),
    isFolder: header[156] === '5'.charCodeAt(0),
  };
}

/** Takes bytes from a stream in the amounts that are asked for. */
class Reader {
  private readonly chunks: AsyncIterator<Buffer>;
  private held: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterator<Buffer>) {
    this.chunks = chunks;
  }

  async take(count: number): Promise<Buffer> {
    const parts = [this.held];
    let length = this.held.length;
    while (length < count) {
      const next = await this.chunks.next();
      if (next.done === true) throw new Error('the archive is not whole');
      parts.push(next.value);
      length += next.value.length;
    }
    const all = parts.length === 1 ? this.held : Buffer.concat(parts);
    this.held = all.subarray(count);
    return all.subarray(0, count);
  }
}

/** Bytes of all files below a folder. */
export async function sizeOf(root: string): Promise<number> {
  let total = 0;
  for (const path of await filesBelow(root, () => false))
    if (!path.endsWith('/'))
      total += await stat(join(root, path)).then(
        ({ size }) => size,
        () => 0,
      );
  return total;
}
