import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSlackAddress, readSharedFile } from '../../src/platform/slackFiles.ts';

describe("Slack's own hosts", () => {
  it.each([
    ['https://files.slack.com/files-pri/T1-F1/people.csv', undefined, true],
    ['https://slack.com/x', undefined, true],
    ['http://files.slack.com/x', undefined, false],
    ['https://files.slack.com.evil.example/x', undefined, false],
    ['https://evilslack.com/x', undefined, false],
    ['https://token@slack.com/x', undefined, false],
    ['https://drive.example/x', undefined, false],
    ['http://127.0.0.1:4000/files/F1', 'http://127.0.0.1:4000/api/', true],
    ['http://localhost:4000/files/F1', 'http://127.0.0.1:4000/api/', true],
    ['http://[::1]:4001/files/F1', 'http://localhost:4000/api/', true],
    ['http://localhost.evil.example:4000/x', 'http://127.0.0.1:4000/api/', false],
    ['http://127.0.0.1.evil.example/x', 'http://127.0.0.1:4000/api/', false],
    ['http://10.0.0.7:4000/x', 'http://127.0.0.1:4000/api/', false],
    ['http://127.0.0.1:4000/x', undefined, false],
    ['http://127.0.0.1:4000/x', 'http://gateway.example/api/', false],
    ['https://files.slack.com/files-pri/T1-F1/people.csv', 'https://gateway.example/slack/api/', true],
    ['https://gateway.example/files/F1', 'https://gateway.example/slack/api/', true],
    ['https://elsewhere.example/files/F1', 'https://gateway.example/slack/api/', false],
    ['no address', undefined, false],
  ])('%s of %s: %s', (address, api, expected) => {
    expect(isSlackAddress(address, api)).toBe(expected);
  });
});

/** A server that answers as Slack may; what it was asked with is noted. */
describe('a shared file', () => {
  const asked: { path: string; authorization: string }[] = [];
  let size: number | undefined = 5;
  let address = '';
  let error = 'file_not_found';
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, authorization: request.headers.authorization ?? '' });
    if (path.startsWith('/api/files.info')) {
      const file = address === '' ? undefined : { id: 'F1', name: 'people.csv', size, url_private: address };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(file ? { ok: true, file } : { ok: false, error }));
    } else if (path === '/signin') response.writeHead(302, { location: '/elsewhere' }).end();
    else response.end('email');
  });
  let base = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  const read = (most: number, url?: string, apiUrl: string | undefined = `${base}/api/`) => {
    const client = new WebClient('xoxb-1', { slackApiUrl: `${base}/api/`, retryConfig: { retries: 0 } });
    return readSharedFile(client, { token: 'xoxb-1', apiUrl }, { id: 'F1', url }, most);
  };

  it('is read with the token', async () => {
    address = `${base}/files/people.csv`;
    const found = await read(100);
    expect(found.ok && [found.value.name, Buffer.from(found.value.bytes).toString()]).toEqual([
      'people.csv',
      'email',
    ]);
    expect(asked.at(-1)).toEqual({ path: '/files/people.csv', authorization: 'Bearer xoxb-1' });
  });

  it('is read from where its event says, on a gateway that cannot be asked about files', async () => {
    address = '';
    error = 'unknown_method';
    const found = await read(100, `${base}/files/people.csv`);
    expect(found.ok && found.value.name).toBe('people.csv');
    expect(await read(100, 'http://elsewhere.example/people.csv')).toMatchObject({
      problem: { kind: 'elsewhere' },
    });
    expect(await read(100)).toMatchObject({ problem: { kind: 'gone' } });
    error = 'file_not_found';
  });

  it('is not read beyond the limit, whatever length was announced', async () => {
    address = `${base}/files/people.csv`;
    expect(await read(4)).toEqual({ ok: false, problem: { kind: 'too large' } });
    size = 1;
    expect(await read(4)).toEqual({ ok: false, problem: { kind: 'too large' } });
    size = 5;
  });

  it('that lies elsewhere is not asked for: the token goes to nobody else', async () => {
    address = `${base}/files/people.csv`;
    const before = asked.length;
    expect(await read(100, undefined, 'https://slack.com/api/')).toEqual({
      ok: false,
      problem: { kind: 'elsewhere' },
    });
    expect(asked.slice(before).map(({ path }) => path)).toEqual(['/api/files.info']);
  });

  it('that Slack does not hand out is not followed to the sign-in page', async () => {
    address = `${base}/signin`;
    expect(await read(100)).toEqual({ ok: false, problem: { kind: 'unreadable' } });
    expect(asked.at(-1)?.path).toBe('/signin');
  });

  it('of a form is read by its address where Slack does not tell of it, and is gone without one', async () => {
    address = '';
    expect(await read(100)).toEqual({ ok: false, problem: { kind: 'gone' } });
    const found = await read(100, `${base}/files/${encodeURIComponent('人员.csv')}`);
    expect(found.ok && found.value.name).toBe('人员.csv');
    expect(await read(100, 'https://evil.example/x.csv')).toEqual({
      ok: false,
      problem: { kind: 'elsewhere' },
    });
  });
});
