import type { IncomingMessage } from 'node:http';

/** The client id and secret of an `Authorization: Basic` header, as arguments of a call; nothing without one. */
export function clientOf(raw: IncomingMessage): { client_id?: string; client_secret?: string } {
  const encoded = /^Basic (\S+)$/i.exec(raw.headers.authorization ?? '')?.[1];
  if (encoded === undefined) return {};
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { client_id: decoded(id), client_secret: decoded(secret.join(':')) };
}

/** OAuth 2 has both form-encoded before they are joined; a stray % must not throw. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
