import { request as http } from 'node:http';
import { request as https } from 'node:https';

/** What came back from a request URL. */
export type Posted =
  | { ok: true; status: number; contentType: string; noRetry: boolean; text: string }
  | { ok: false; why: 'timeout' | 'connection_failed' };

const MOST_BYTES = 1_000_000;

/** One POST on a connection of its own; the whole answer has to be there within `ms`. Redirects are not followed. */
export function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  ms: number,
): Promise<Posted> {
  const send = url.startsWith('https:') ? https : http;
  const signal = AbortSignal.timeout(ms);
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve) => {
    const fail = () => resolve({ ok: false, why: signal.aborted ? 'timeout' : 'connection_failed' });
    const options = { method: 'POST', headers: { ...headers, ...length }, agent: false, signal } as const;
    const outgoing = send(url, options, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (text.length > MOST_BYTES) answer.destroy(new Error('too large'));
      });
      answer.on('error', fail).on('end', () =>
        resolve({
          ok: true,
          status: answer.statusCode ?? 0,
          contentType: answer.headers['content-type'] ?? '',
          noRetry: answer.headers['x-slack-no-retry'] === '1',
          text,
        }),
      );
    });
    outgoing.on('error', fail).end(body);
  });
}
