import { readFileSync } from 'node:fs';
import { extname, join, resolve, sep } from 'node:path';
import { plain, type Reply } from './request.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

const ROOT = resolve(import.meta.dirname, '../page/dist');

/** The built page. Paths without a file lead to it too, so that its addresses can be reloaded. */
export function staticRoute(path: string[]): Reply {
  const file = resolve(ROOT, join(...path, '.'));
  const isInside = file === ROOT || file.startsWith(ROOT + sep);
  const bytes = isInside && extname(file) !== '' ? read(file) : undefined;
  if (bytes !== undefined) {
    const isHashed = path[0] === 'assets';
    const caching = isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
    return reply(bytes, TYPES[extname(file)] ?? 'application/octet-stream', caching);
  }
  const index = read(join(ROOT, 'index.html'));
  if (index === undefined) return plain('The page has not been built: run npm run sandbox:page', 503);
  return extname(file) === '' || path.length === 0
    ? reply(index, 'text/html; charset=utf-8', 'no-cache')
    : plain('not found', 404);
}

function reply(body: Uint8Array, type: string, caching: string): Reply {
  return { status: 200, headers: { 'content-type': type, 'cache-control': caching }, body };
}

function read(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
