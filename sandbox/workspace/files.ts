import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Documents } from './database.ts';
import type { FileRecord } from './model.ts';

/** Files of the workspace: the record in the database, the bytes beside it. */
export interface Files {
  all(): FileRecord[];
  get(id: string): FileRecord | undefined;
  put(file: FileRecord): void;
  write(id: string, bytes: Uint8Array): void;
  /** The bytes, or undefined where they are gone. */
  read(id: string): Uint8Array | undefined;
  remove(id: string): void;
  /** How long Slack takes over things that it does after it has answered. A test may change it. */
  pace: Pace;
}

/** Milliseconds. */
export interface Pace {
  /** From the completion of an upload to its message. */
  share: number;
  /** From the completion of an upload until blocks may show the picture. */
  process: number;
}

const KIND = 'file';

export function createFiles(documents: Documents, dir: string): Files {
  const folder = join(dir, 'files');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Ids are made here and looked up before any path is built, so a request cannot name a path of its own.
  const pathOf = (id: string) => join(folder, id);
  // What was being processed when the workspace stopped is done by now.
  for (const file of documents.all<FileRecord>(KIND))
    if (file.state === 'processing') documents.put(KIND, file.id, { ...file, state: 'complete' });
  return {
    pace: { share: 150, process: 0 },
    all: () => documents.all<FileRecord>(KIND),
    get: (id) => documents.get<FileRecord>(KIND, id),
    put: (file) => documents.put(KIND, file.id, file),
    write: (id, bytes) => writeFileSync(pathOf(id), bytes, { mode: 0o600 }),
    read(id) {
      try {
        return readFileSync(pathOf(id));
      } catch {
        return undefined;
      }
    },
    remove(id) {
      documents.remove(KIND, id);
      rmSync(pathOf(id), { force: true });
    },
  };
}

const SIGNATURES: [number[], string, string][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'image/png', 'png'],
  [[0xff, 0xd8, 0xff], 'image/jpeg', 'jpg'],
  [[0x47, 0x49, 0x46, 0x38], 'image/gif', 'gif'],
  [[0x25, 0x50, 0x44, 0x46], 'application/pdf', 'pdf'],
];

/** What the bytes are, by their first bytes, then by the name's extension. */
export function typeOf(bytes: Uint8Array, name: string): { mimetype: string; filetype: string } {
  const hit = SIGNATURES.find(([signature]) => signature.every((byte, index) => bytes[index] === byte));
  if (hit !== undefined) return { mimetype: hit[1], filetype: hit[2] };
  if (/\.csv$/i.test(name)) return { mimetype: 'text/csv', filetype: 'csv' };
  if (/\.(txt|md|log)$/i.test(name)) return { mimetype: 'text/plain', filetype: 'text' };
  return { mimetype: 'application/octet-stream', filetype: 'binary' };
}
