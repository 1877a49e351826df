import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestReader } from '../../src/platform/db/embedded/frames.ts';

function message(type: string, body = ''): Buffer {
  const text = Buffer.from(body);
  const bytes = Buffer.alloc(5 + text.length, type);
  bytes.writeUInt32BE(4 + text.length, 1);
  text.copy(bytes, 5);
  return bytes;
}

function opening(version: number, body = ''): Buffer {
  const bytes = Buffer.alloc(8 + body.length);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.writeUInt32BE(version, 4);
  bytes.write(body, 8);
  return bytes;
}

const ssl = opening(80_877_103);
const startup = opening(196_608, 'user\0postgres\0\0');
const extended = Buffer.concat(['P', 'B', 'D', 'E', 'S'].map((type) => message(type, 'select')));

describe('cutting what a client sends into requests', () => {
  it('keeps a Parse, its Bind, Describe, Execute and Sync together', () => {
    const reader = new RequestReader();
    const requests = reader.push(Buffer.concat([startup, extended, extended]));
    expect(requests.map(({ kind }) => kind)).toEqual(['startup', 'query', 'query']);
    expect(Buffer.from(requests[1]?.bytes ?? [])).toEqual(extended);
  });

  it('is the same however the bytes are cut on the way', () => {
    const all = Buffer.concat([ssl, startup, extended, message('Q', 'commit\0'), message('X')]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: all.length }), { maxLength: 12 }), (cuts) => {
        const reader = new RequestReader();
        const edges = [0, ...[...cuts].sort((a, b) => a - b), all.length];
        const requests = edges.slice(1).flatMap((end, i) => reader.push(all.subarray(edges[i] ?? 0, end)));
        expect(requests.map(({ kind }) => kind)).toEqual(['ssl', 'startup', 'query', 'query', 'goodbye']);
        expect(Buffer.concat(requests.map(({ bytes }) => bytes))).toEqual(all);
      }),
    );
  });

  it('says that a request goes on after a Flush', () => {
    const reader = new RequestReader();
    reader.push(startup);
    const requests = reader.push(Buffer.concat([message('P'), message('H'), message('B'), message('S')]));
    expect(requests.map(({ complete }) => complete)).toEqual([false, true]);
  });

  it('refuses bytes that are no such protocol', () => {
    expect(() => new RequestReader().push(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toThrow(
      'not the PostgreSQL protocol',
    );
    const reader = new RequestReader();
    reader.push(startup);
    expect(() => reader.push(Buffer.from([81, 255, 255, 255, 255]))).toThrow('not the PostgreSQL protocol');
  });
});
