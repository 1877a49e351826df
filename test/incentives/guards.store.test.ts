import { describe, expect, test } from 'vitest';
import {
  approveCorrection,
  disputesOf,
  openDispute,
  settleDispute,
} from '../../src/incentives/dispute/store.ts';
import { payout } from '../../src/incentives/pay/payout.ts';
import { approveRun, createRun, discardRun, readRun } from '../../src/incentives/run/store.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { accelerator, personOf, revenue, rulesOf, runOf } from './given.ts';

/** B-05: each step of a payout is taken from one state alone, whoever comes second, and nothing is told or audited for a step that was none. */
const db = useDb();
const now = Temporal.Instant.from('2026-11-20T15:00:00Z');

/** A draft of one person's $4,800, and acts whose keys are all different: a second press is no repetition of the first. */
async function draft() {
  const workspaceId = freshWorkspaceId();
  let acts = 0;
  const act = () => {
    acts += 1;
    return { workspaceId, actorId: 'han', transportKey: `act:${acts}` };
  };
  const inputs = runOf(rulesOf(accelerator));
  const person = personOf('a', { kpis: [revenue(130_000, 100_000)] });
  const statements = payout(inputs, [person]).map((result) => ({
    ...{ memberKey: 'a', memberId: 'ana', inputs: person, result, sha256: 'x' },
  }));
  const run = { id: 'r1', cycleId: 'c1', name: 'Q3', inputs, sha256: 'y', statements, now };
  const compute = () => createRun(db(), act(), run);
  await compute();
  const approve = () => approveRun(db(), act(), { runId: 'r1', isAlone: false, now, taken: [] }, []);
  const discard = () => discardRun(db(), act(), 'r1');
  const audits = (action: string) => db().client.auditRow.count({ where: { workspaceId, action } });
  const state = async () => (await readRun(db(), workspaceId, 'r1'))?.state;
  return { workspaceId, act, compute, approve, discard, audits, state };
}

describe('a run', () => {
  test('is approved once: who comes second is told that it is decided', async () => {
    const { approve, audits, state } = await draft();
    expect((await approve()).kind).toBe('done');
    expect((await approve()).kind).toBe('decided');
    expect([await state(), await audits('payout.approved')]).toEqual(['approved', 1]);
  });

  test('that was discarded is not approved', async () => {
    const { approve, discard, audits, state } = await draft();
    expect((await discard()).kind).toBe('done');
    expect((await approve()).kind).toBe('decided');
    expect([await state(), await audits('payout.approved')]).toEqual(['discarded', 0]);
  });

  test('that was approved, or discarded, is not discarded', async () => {
    const { approve, discard, audits, state } = await draft();
    await approve();
    expect((await discard()).kind).toBe('decided');
    expect([await state(), await audits('payout.discarded')]).toEqual(['approved', 0]);
    const other = await draft();
    await other.discard();
    expect((await other.discard()).kind).toBe('decided');
    expect(await other.audits('payout.discarded')).toBe(1);
  });

  test('stands once for an evaluation', async () => {
    const { compute, audits } = await draft();
    expect((await compute()).kind).toBe('exists');
    expect(await audits('payout.computed')).toBe(1);
  });
});

describe('a disputed line', () => {
  async function disputed() {
    const house = await draft();
    await house.approve();
    const { workspaceId, act } = house;
    const owner = { id: 'han', due: localDate('2026-12-04') };
    const row = { id: 'd1', runId: 'r1', memberKey: 'a', memberId: 'ana', line: 0, text: 'no' };
    const open = () => openDispute(db(), act(), { ...row, owner }, () => []);
    await open();
    const settle = (correction: bigint) =>
      settleDispute(db(), act(), { id: 'd1', correction, settlement: 'checked', now }, []);
    const confirm = () => approveCorrection(db(), act(), { id: 'd1', now }, []);
    const stands = async () =>
      (await disputesOf(db(), workspaceId, 'r1')).map(({ state, correction }) => [state, correction]);
    return { ...house, open, settle, confirm, stands };
  }

  test('is disputed once', async () => {
    const { open, stands, audits } = await disputed();
    expect((await open()).kind).toBe('exists');
    expect([await stands(), await audits('payout.disputed')]).toEqual([[['open', 0n]], 1]);
  });

  test('is settled once: a further word changes neither the state nor the amount', async () => {
    const { settle, stands, audits } = await disputed();
    expect((await settle(0n)).kind).toBe('done');
    expect((await settle(5_000n)).kind).toBe('decided');
    expect([await stands(), await audits('payout.settled')]).toEqual([[['settled', 0n]], 1]);
  });

  test('whose correction waits is not settled anew under the eyes of the second person', async () => {
    const { settle, stands } = await disputed();
    await settle(5_000n);
    expect((await settle(9_000n)).kind).toBe('decided');
    expect(await stands()).toEqual([['proposed', 5_000n]]);
  });

  test('is corrected by the second person only after somebody proposed it, and once', async () => {
    const { settle, confirm, stands, audits } = await disputed();
    expect((await confirm()).kind).toBe('decided');
    expect(await stands()).toEqual([['open', 0n]]);
    await settle(5_000n);
    expect((await confirm()).kind).toBe('done');
    expect((await confirm()).kind).toBe('decided');
    expect([await stands(), await audits('payout.corrected')]).toEqual([[['settled', 5_000n]], 1]);
  });
});
