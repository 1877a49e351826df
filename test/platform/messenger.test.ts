import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createMessenger, type Failure, failureOf } from '../../src/platform/slack.ts';

/** What a post that failed was, with Slack's own client and real connections: what was surely not sent may be sent again. */

async function failureAt(apiUrl: string, channel = 'C1'): Promise<Failure> {
  const messenger = createMessenger('xoxb-1-test', apiUrl);
  return messenger.post(channel, { text: 'hello' }).then(
    () => {
      throw new Error('the post was accepted');
    },
    (error: unknown) => failureOf(error),
  );
}

/** Runs `work` with the address of a server that answers as `listener` says. */
async function withServer<T>(listener: RequestListener, work: (apiUrl: string) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await work(`http://127.0.0.1:${port}/api/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('a post that failed', () => {
  test('a refused connection and an unknown host were surely not sent', async () => {
    const gone = await withServer(
      () => {},
      (apiUrl) => Promise.resolve(apiUrl),
    );
    expect(await failureAt(gone)).toMatchObject({ kind: 'retry', error: 'ECONNREFUSED' });
    expect(await failureAt('http://nowhere.invalid/api/')).toMatchObject({ kind: 'retry' });
  });

  test('a connection that breaks after the request is doubtful', async () => {
    const failure = await withServer((request) => request.socket.destroy(), failureAt);
    expect(failure.kind).toBe('doubtful');
  });

  test('a method that nobody serves was surely not sent, and a page in place of an answer says nothing', async () => {
    const answering =
      (status: number, text: string): RequestListener =>
      (_request, response) =>
        void response.writeHead(status, { 'content-type': 'text/html' }).end(text);
    expect(await withServer(answering(404, '404 Not Found'), failureAt)).toEqual({
      kind: 'refused',
      error: 'http_404',
    });
    expect(await withServer(answering(200, '<html>Please sign in</html>'), failureAt)).toEqual({
      kind: 'doubtful',
      error: 'unreadable_answer',
    });
    expect((await withServer(answering(502, 'Bad gateway'), failureAt)).kind).toBe('doubtful');
  });

  test('a message to a person goes to them also where their conversation cannot be opened by the app', async () => {
    const posted: string[] = [];
    await withServer(
      async (request, response) => {
        let body = '';
        for await (const chunk of request) body += String(chunk);
        const isPost = request.url === '/api/chat.postMessage';
        if (isPost) posted.push(new URLSearchParams(body).get('channel') ?? '');
        const answer = isPost
          ? { ok: true, channel: 'D1', ts: '1.2' }
          : { ok: false, error: 'missing_scope', needed: 'im:write' };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      },
      async (apiUrl) => {
        const sent = await createMessenger('xoxb-1-test', apiUrl).post('U1', { text: 'hello' });
        expect(sent).toEqual({ channel: 'D1', ts: '1.2' });
      },
    );
    expect(posted).toEqual(['U1']);
  });

  test('nothing was posted where the direct message could not even be opened', async () => {
    const paths: string[] = [];
    const failure = await withServer(
      (request) => {
        paths.push(request.url ?? '');
        request.socket.destroy();
      },
      (apiUrl) => failureAt(apiUrl, 'U1'),
    );
    expect(paths).toEqual(['/api/conversations.open']);
    expect(failure.kind).toBe('retry');
  });

  test('a refusal to open the direct message stays a refusal', async () => {
    const failure = await withServer(
      (_request, response) => {
        response.setHeader('content-type', 'application/json');
        response.end('{"ok":false,"error":"user_disabled"}');
      },
      (apiUrl) => failureAt(apiUrl, 'U1'),
    );
    expect(failure).toEqual({ kind: 'refused', error: 'user_disabled' });
  });
});
