import { ZipFile } from 'yazl';

/** Files in one ZIP, packed as they are given. */
export function zipOf(files: readonly { name: string; text: string }[]): Promise<Uint8Array> {
  const zip = new ZipFile();
  // The same content makes the same file.
  const options = { mtime: new Date('2000-01-01T00:00:00Z'), mode: 0o100644 };
  for (const { name, text } of files) zip.addBuffer(Buffer.from(text), name, options);
  zip.end();
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    zip.outputStream.on('error', reject);
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)));
  });
}
