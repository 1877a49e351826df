import { describe, expect, it } from 'vitest';
import { nameStatements } from '../../src/platform/db/client.ts';
import { SHARED_NAME, SharedPlans } from '../../src/platform/db/embedded/plans.ts';

const message = (type: string, body: string): Buffer => {
  const bytes = Buffer.alloc(5 + Buffer.byteLength(body));
  bytes.write(type, 0, 'latin1');
  bytes.writeUInt32BE(4 + Buffer.byteLength(body), 1);
  bytes.write(body, 5);
  return bytes;
};

const name = nameStatements()({ sql: 'SELECT 1' });
const prepare = (as: string) => Buffer.concat([message('P', `${as}\0SELECT 1\0\0\0`), message('S', '')]);
const PARSED = message('1', '');
const READY = message('Z', 'I');

/** A session that answers each Parse and Sync, and tells what reached it. */
function session(firstWord = PARSED) {
  const reached: string[] = [];
  const plans = new SharedPlans();
  const run = (request: Uint8Array) =>
    plans.run(request, (bytes) => {
      const type = String.fromCharCode(bytes[0] ?? 0);
      reached.push(type);
      return type === 'P' ? Buffer.concat([firstWord, READY]) : READY;
    });
  return { reached, run };
}

describe('shared plans', () => {
  it('prepares once what several clients prepare, and answers each as if it had', () => {
    const { reached, run } = session();
    const answers = [run(prepare(name)), run(prepare(name))].map((answer) => Buffer.from(answer ?? []));
    expect(answers).toEqual([Buffer.concat([PARSED, READY]), Buffer.concat([PARSED, READY])]);
    expect(reached).toEqual(['P', 'S']);
  });

  it('tries again what was refused', () => {
    const { reached, run } = session(message('E', 'SERROR\0\0'));
    run(prepare(name));
    run(prepare(name));
    expect(reached).toEqual(['P', 'P']);
  });

  it('leaves statements without a name, and names of others, as they are', () => {
    const { reached, run } = session();
    for (const as of ['', '', 'mine', 'mine']) run(prepare(as));
    expect(reached).toEqual(['P', 'P', 'P', 'P']);
  });
});

describe('names of statements', () => {
  it('are made from the text, the same in every process', () => {
    expect(name).toMatch(SHARED_NAME);
    expect(nameStatements()({ sql: 'SELECT 1' })).toBe(name);
    expect(nameStatements()({ sql: 'SELECT 2' })).not.toBe(name);
  });

  it('are given to so many texts and no more', () => {
    const nameOf = nameStatements(1);
    expect([nameOf({ sql: 'SELECT 1' }), nameOf({ sql: 'SELECT 2' }), nameOf({ sql: 'SELECT 1' })]).toEqual([
      name,
      '',
      name,
    ]);
  });
});
