import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardInputs } from '../../../src/evaluation/card/card.ts';
import { resultOf } from '../../../src/evaluation/card/result.ts';
import { hashOf, sealOf } from '../../../src/evaluation/snapshot/canonical.ts';
import { asOfEnd } from '../../../src/goals/asOf.ts';
import { payout } from '../../../src/incentives/pay/payout.ts';
import { runHash, statementHash } from '../../../src/incentives/pay/seal.ts';
import { createRun } from '../../../src/incentives/run/store.ts';
import { rangeOf } from '../../../src/kpi/period.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { addPeople } from '../../../src/people/store.ts';
import { type Db, openDb, type Prisma } from '../../../src/platform/db/index.ts';
import { createLog } from '../../../src/platform/log.ts';
import { erasePerson } from '../../../src/workspace/privacy/erasing/store.ts';
import { calls, day, facts, key, row, target } from '../../goals/given.ts';
import { accelerator, personOf, revenue, rulesOf, runOf } from '../../incentives/given.ts';
import { temporaryDirectory } from '../../support/db.ts';
import { copyTemplate } from '../../support/template.ts';

/** S-07, B-05: whoever is erased, what was sealed proves itself still, to the commands in a process of their own. */
const directory = temporaryDirectory();
const workspaceId = 'T-verify';
const cycleId = 'cycle-october';
let db: Db;
const ids: Record<string, string> = {};

beforeAll(async () => {
  await copyTemplate(directory.path);
  db = await openDb({ dataDir: directory.path, role: 'app', log: createLog('silent') });
  await db.client.workspace.create({ data: { id: workspaceId, name: 'Proved' } });
  const people = ['Ana Torres', 'Maya Okafor'].map((name, index) => ({
    ...{ slackUserId: `U${index}`, name, email: null, tz: 'UTC', locale: 'en' as const },
    ...{ role: 'rep' as const, teamName: null, region: null },
  }));
  const { memberIds } = await addPeople(db, workspaceId, people, [], day('2026-01-01'));
  Object.assign(ids, { ana: memberIds.get('U0'), maya: memberIds.get('U1') });
  await sealCard();
  await payOut();
}, 60_000);
afterAll(async () => {
  await db.close();
  directory.remove();
});

/** Ana's October: 40 calls of 10 a week, adjusted by 5 with a reason that names her. */
async function sealCard(): Promise<void> {
  const [periodKey, range] = [key('2026-10'), rangeOf(key('2026-10'))];
  const of = { template: { id: 't', version: 1, kpis: [{ metricKey: 'calls', weight: 100, floor: null }] } };
  const given = facts({
    ...{ asOf: asOfEnd(range), purpose: 'official', rows: [row('2026-10-06', 40)] },
    targets: [target({ metric: calls, steps: [['2026-09-07', 10]] })],
  });
  const template = { ...of.template, oneSidedReason: 'a test' };
  const adjustment = { points: 5, reasonHash: hashOf('Ana Torres covered for two') };
  const inputs = cardInputs(given, { template, periodKey, range, currency: 'USD', adjustment });
  const sealed = { cycleId, memberKey: 'key-ana', seq: 1, inputs, result: resultOf(inputs) };
  const dates = { fromDate: new Date('2026-10-01'), toDate: new Date('2026-11-01') };
  const due = { selfDue: new Date('2026-11-08'), managerDue: new Date('2026-11-15') };
  const cycle = { id: cycleId, name: 'October', periodKey, state: 'closed', createdById: ids['maya'] ?? '' };
  await db.client.evaluationCycle.create({ data: { workspaceId, ...cycle, ...dates, ...due } });
  const member = { cycleId, memberId: ids['ana'] ?? '', memberKey: 'key-ana', templateId: 't' };
  await db.client.cycleMember.create({
    data: { workspaceId, ...member, templateVersion: 1, selfText: 'I am Ana Torres' },
  });
  const json = {
    inputs: inputs as unknown as Prisma.InputJsonObject,
    result: { ...sealed.result } as object,
  };
  await db.client.evaluationSnapshot.create({
    data: { workspaceId, cycleId, memberKey: 'key-ana', seq: 1, sha256: sealOf(sealed), ...json },
  });
}

/** Her bonus: 130,000 of 100,000 by an accelerator. */
async function payOut(): Promise<void> {
  const inputs = runOf(rulesOf(accelerator), { cycleId });
  const person = personOf('key-ana', { kpis: [revenue(130_000, 100_000)] });
  const statements = payout(inputs, [person]).map((result) => ({
    ...{ memberKey: 'key-ana', memberId: ids['ana'] ?? '', inputs: person, result },
    sha256: statementHash('run-1', person, result),
  }));
  const run = { id: 'run-1', cycleId, name: 'October', inputs, statements };
  const act = { workspaceId, actorId: ids['maya'] ?? '', transportKey: 'run' };
  const now = Temporal.Instant.from('2026-11-20T10:00:00Z');
  await createRun(db, act, { ...run, sha256: runHash('run-1', inputs, statements), now });
}

/** What a command says, with its exit code. */
async function says(command: string): Promise<{ code: number; text: string }> {
  const env = { ...process.env, PACER_DATA_DIR: directory.path, DATABASE_URL: '' };
  const words = ['--disable-warning=ExperimentalWarning', `src/cli/${command}.ts`];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, words, { env });
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, text: `${stdout}\n${stderr}` };
  }
}

const proved = [
  { code: 0, text: expect.stringContaining('1 closed evaluations were recomputed') },
  { code: 0, text: expect.stringContaining('1 statements of 1 payouts were recomputed') },
];
const verified = () => Promise.all([says('evaluation-verify'), says('payout-verify')]);

test('S-07, B-05 every snapshot and every statement is proved before a person is erased, and after', async () => {
  expect(await verified()).toEqual(proved);
  const act = { workspaceId, actorId: ids['maya'] ?? '', transportKey: 'erase' };
  const wish = { aliases: ['Ana'], called: (number: number) => `Former member ${number}` };
  expect(await erasePerson(db, act, ids['ana'] ?? '', wish)).toEqual({ pseudonym: 'Former member 1' });
  const { selfText } = await db.client.cycleMember.findFirstOrThrow({ where: { workspaceId } });
  expect(selfText).toBe('');
  expect(await verified()).toEqual(proved);
}, 60_000);

test('S-07 the commands see what was touched, and end with 1', async () => {
  await db.client.$executeRaw`ALTER TABLE evaluation_snapshot DISABLE TRIGGER USER`;
  await db.client.$executeRaw`UPDATE evaluation_snapshot SET result = jsonb_set(result, '{total}', '"120"')`;
  const said = await says('evaluation-verify');
  expect(said).toEqual({ code: 1, text: expect.stringContaining('October (cycle-october), key-ana') });
}, 60_000);

test('B-05 the same of a payout: an amount that was changed, by whose key', async () => {
  await db.client.$executeRaw`ALTER TABLE payout_statement DISABLE TRIGGER USER`;
  await db.client
    .$executeRaw`UPDATE payout_statement SET result = jsonb_set(result, '{lines,0,amount}', '"480001"')`;
  const said = await says('payout-verify');
  expect(said.code).toBe(1);
  expect(said.text).toContain('October (run-1), key-ana: hash');
  expect(said.text).toContain('October (run-1), key-ana: amounts');
}, 60_000);
