import type { Readable } from 'node:stream';
import { type Entry, fromBuffer, open, type ZipFile } from 'yauzl';
import type { TableSource } from '../source.ts';
import { TableTrouble } from '../table.ts';

/** The parts of an Office file: a ZIP archive, read one part after the other, never whole. */

/** No such file has more parts; an archive of a million empty ones is an attack. */
const MOST_PARTS = 5_000;

export interface Package {
  has(part: string): boolean;
  names(): Iterable<string>;
  /** A part, unpacked as it is read, of at most so many bytes. */
  read(part: string, mostBytes: number): AsyncGenerator<Uint8Array>;
  close(): void;
}

/** Opens an archive. Throws a TableTrouble where it is none, is damaged, or has a password. */
export async function openPackage(source: TableSource): Promise<Package> {
  const zip = await opened(source);
  const entries = await entriesOf(zip);
  return {
    has: (part) => entries.has(part),
    names: () => entries.keys(),
    read: (part, most) => unpacked(zip, entries.get(part), most),
    close: () => zip.close(),
  };
}

const broken = (): TableTrouble => new TableTrouble({ kind: 'broken' });

function opened(source: TableSource): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false } as const;
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, zip?: ZipFile): void =>
      zip === undefined ? reject(error === null ? broken() : broken()) : resolve(zip);
    if ('path' in source) open(source.path, options, done);
    else
      fromBuffer(
        Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength),
        options,
        done,
      );
  });
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on('error', () => reject(broken()));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName.replace(/^\/+/u, ''), entry);
      if (entries.size > MOST_PARTS) reject(new TableTrouble({ kind: 'too large' }));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

async function* unpacked(zip: ZipFile, entry: Entry | undefined, most: number): AsyncGenerator<Uint8Array> {
  if (entry === undefined) return;
  if (entry.isEncrypted()) throw new TableTrouble({ kind: 'encrypted' });
  if (entry.uncompressedSize > most) throw new TableTrouble({ kind: 'too large' });
  const stream = await streamOf(zip, entry);
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (error) {
    // A part that is longer than it says, or does not unpack.
    if (error instanceof TableTrouble) throw error;
    throw broken();
  } finally {
    stream.destroy();
  }
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(broken()) : resolve(stream))),
  );
}
