import { worldOfFile } from '../site/find.ts';
import type { Site } from '../site/site.ts';
import { typeOf } from '../workspace/files.ts';
import { plain, type Reply, type Request, readBody } from './request.ts';

const MOST_BYTES = 50_000_000;

/** `POST /upload/v1/<file>`: the second step of an upload, as raw bytes or as a multipart form. */
export async function uploadRoute(site: Site, request: Request): Promise<Reply> {
  const id = request.path[2] ?? '';
  const files = worldOfFile(site, id)?.files;
  const file = files?.get(id);
  if (files === undefined || file?.state !== 'awaiting') return plain('no such upload', 404);
  const body = await readBody(request.raw, MOST_BYTES);
  const bytes = request.contentType.startsWith('multipart/')
    ? await filePart(body, request.contentType)
    : body;
  if (bytes.length !== file.size)
    return plain(`length ${bytes.length} is not the announced ${file.size}`, 400);
  files.write(file.id, bytes);
  files.put({ ...file, ...typeOf(bytes, file.name), state: 'uploaded' });
  return plain(`OK - ${bytes.length}`);
}

async function filePart(body: Buffer, contentType: string): Promise<Uint8Array> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const values: (string | Blob)[] = [];
  form.forEach((value) => void values.push(value));
  const part = values.find((value) => typeof value !== 'string') ?? values[0] ?? '';
  return typeof part === 'string' ? Buffer.from(part) : new Uint8Array(await part.arrayBuffer());
}

/** `GET /files/<file>/<name>`: the bytes, for the page and for whoever holds the bot's token. */
export function fileRoute(site: Site, request: Request): Reply {
  const id = request.path[1] ?? '';
  const files = worldOfFile(site, id)?.files;
  const file = files?.get(id);
  const bytes = file?.state === 'complete' ? files?.read(id) : undefined;
  if (file === undefined || bytes === undefined) return plain('no such file', 404);
  // Only pictures are shown in the page's own origin; anything else is a download.
  const isPicture = /^image\/(png|jpeg|gif)$/.test(file.mimetype);
  const name = encodeURIComponent(file.name);
  return {
    status: 200,
    headers: {
      'content-type': isPicture ? file.mimetype : 'application/octet-stream',
      'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
      'cache-control': 'private, max-age=31536000, immutable',
    },
    body: bytes,
  };
}
