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

/**
 * `GET /files/<file>/<name>`: `url_private`, for a token with `files:read` of a workspace that has the file. As in Slack, any other
 * request is led to the page where people sign in: an app that forgets its token gets HTML and no error. The inspector says why.
 */
export function fileRoute(site: Site, request: Request): Reply {
  const started = performance.now();
  const problem = tokenProblem(site, request);
  site.calls.add({
    direction: 'app→slack',
    name: 'url_private',
    ok: problem === undefined,
    ms: Math.round(performance.now() - started),
    request: { file: request.path[1] ?? '', name: request.path[2] ?? '' },
    response: problem === undefined ? { ok: true } : { ok: false, error: problem },
  });
  if (problem !== undefined) return { status: 302, headers: { location: `${site.base}/` }, body: '' };
  return fileReply(site, request.path[1] ?? '', 'app');
}

function tokenProblem(site: Site, request: Request): string | undefined {
  const found = site.tokens.find(request.bearer);
  if (request.bearer === '') return 'not_authed';
  if (found === undefined) return 'invalid_auth';
  if (found.problem !== undefined) return found.problem;
  if (!found.record.scopes.includes('files:read')) return 'missing_scope';
  const home = worldOfFile(site, request.path[1] ?? '')?.installation.teamId;
  return home === found.record.teamId ? undefined : 'file_not_found';
}

/** `GET /page/files/<file>/<name>`: the same for people, whose browser has no token. */
export function pageFileRoute(site: Site, request: Request): Reply {
  return fileReply(site, request.path[2] ?? '', 'page');
}

function fileReply(site: Site, id: string, reader: 'app' | 'page'): Reply {
  const files = worldOfFile(site, id)?.files;
  const file = files?.get(id);
  const isThere = file?.state === 'complete' || file?.state === 'processing';
  const bytes = isThere ? files?.read(id) : undefined;
  if (file === undefined || bytes === undefined) return plain('no such file', 404);
  // Only pictures are shown in the page's own origin; anything else is a download.
  const isPicture = /^image\/(png|jpeg|gif)$/.test(file.mimetype);
  const name = encodeURIComponent(file.name);
  return {
    status: 200,
    headers: {
      'content-type': isPicture || reader === 'app' ? file.mimetype : 'application/octet-stream',
      'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
      'cache-control': 'private, max-age=31536000, immutable',
    },
    body: bytes,
  };
}
