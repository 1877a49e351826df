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
