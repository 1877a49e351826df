import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  answerProposal,
  counterProposal,
  endTarget,
  proposeTarget,
  setTarget,
  type TargetChange,
  targetsOf,
  undoVersion,
} from '../../src/goals/store.ts';
import {
  openProposal,
  sideToAnswer,
  type Target,
  timeline,
  valueOn,
  waitsForLead,
} from '../../src/goals/target.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { day, key } from './given.ts';

const db = useDb();
const today = day('2026-11-23');
const nextKey = (): string => randomUUID();

type Given = Partial<Omit<TargetChange, 'wish'>> & {
  value?: bigint;
  from?: string;
  on?: string;
  state?: 'own' | 'set';
  actor?: string;
};

function change(workspaceId: string, given: Given = {}): TargetChange {
  const { value = 5000n, from, on, state = 'set', actor = 'boss', ...more } = given;
  return {
    workspaceId,
    transportKey: nextKey(),
    subject: { kind: 'member', id: 'ana' },
    metricKey: 'calls',
    layer: state === 'own' ? 'own' : 'official',
    shape: { periodKind: 'week', periodKey: null },
    frame: { today: on === undefined ? today : day(on), period: null },
    wish: {
      value,
      state,
      from: from === undefined ? null : day(from),
      actorId: actor,
      trigger: '',
      reason: '',
    },
    ...more,
  };
}

async function only(workspaceId: string): Promise<Target> {
  const [target] = await targetsOf(db(), workspaceId);
  if (target === undefined) throw new Error('There is no target');
  return target;
}

const auditOf = async (workspaceId: string) =>
  (await db().client.auditRow.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } })).map(
    (row) => row.action,
  );

describe('T-06 versions', () => {
  it('T-06 a new value is a version from a date on, with its audit row; it is read back as it was written', async () => {
    const ws = freshWorkspaceId();
    const outcome = await setTarget(db(), change(ws));
    expect(outcome).toMatchObject({
      kind: 'written',
      version: { seq: 1, from: '2026-11-23', value: 5000n, state: 'set' },
    });
    expect(outcome.target).toEqual(await only(ws));
    expect(await auditOf(ws)).toEqual(['target.set']);
  });

  it('T-06 a change appends; what held before stays as it was', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    await setTarget(db(), change(ws, { value: 6000n, on: '2026-12-01' }));
    const target = await only(ws);
    expect(target.versions.map((version) => version.value)).toEqual([5000n, 6000n]);
    expect([valueOn(target, day('2026-11-30')), valueOn(target, day('2026-12-01'))]).toEqual([5000n, 6000n]);
  });

  it('T-06 never in the past, and nothing is left of the attempt', async () => {
    const ws = freshWorkspaceId();
    expect(await setTarget(db(), change(ws, { from: '2026-11-22' }))).toMatchObject({ kind: 'past' });
    expect(await targetsOf(db(), ws)).toEqual([]);
    expect(await db().client.target.count({ where: { workspaceId: ws } })).toBe(0);
  });

  it('T-06 a named period that is over takes no target', async () => {
    const ws = freshWorkspaceId();
    const october = key('2026-10');
    const shape = { periodKind: 'month', periodKey: october } as const;
    const frame = { today, period: rangeOf(october) };
    expect(await setTarget(db(), change(ws, { shape, frame }))).toMatchObject({ kind: 'past' });
  });

  it('T-06 the same value again writes nothing', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    expect(await setTarget(db(), change(ws))).toMatchObject({ kind: 'unchanged' });
    expect((await only(ws)).versions).toHaveLength(1);
    expect(await auditOf(ws)).toEqual(['target.set']);
  });

  it('T-06 the last word counts from its date on: it replaces what was planned for later', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    await setTarget(db(), change(ws, { value: 7000n, from: '2027-01-04' }));
    expect(valueOn(await only(ws), day('2027-02-01'))).toBe(7000n);
    await setTarget(db(), change(ws, { value: 6000n, on: '2026-11-30' }));
    const target = await only(ws);
    expect(valueOn(target, day('2027-02-01'))).toBe(6000n);
    expect(timeline(target.versions).map((version) => version.value)).toEqual([5000n, 6000n]);
  });

  it('an end is a version without a value; a second end finds nothing', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    expect(await endTarget(db(), change(ws, { on: '2026-11-25' }))).toMatchObject({
      kind: 'written',
      version: { value: null },
    });
    const target = await only(ws);
    expect([valueOn(target, day('2026-11-24')), valueOn(target, day('2026-11-25'))]).toEqual([5000n, null]);
    expect(await endTarget(db(), change(ws, { on: '2026-11-26' }))).toMatchObject({ kind: 'nothing' });
    expect(await auditOf(ws)).toEqual(['target.set', 'target.ended']);
  });
});

describe('slack.md § 1 the same act twice, and several at once', () => {
  it('a redelivered act has one effect', async () => {
    const ws = freshWorkspaceId();
    const act = change(ws);
    await setTarget(db(), act);
    const again = await setTarget(db(), { ...act, wish: { ...act.wish, value: 9900n } });
    expect(again.kind).toBe('repeated');
    expect((await only(ws)).versions).toHaveLength(1);
  });

  it('a redelivered act that arrives at the same time has one effect', async () => {
    const ws = freshWorkspaceId();
    const act = change(ws);
    const kinds = (await Promise.all([setTarget(db(), act), setTarget(db(), act)])).map((one) => one.kind);
    expect(new Set(kinds)).toEqual(new Set(['repeated', 'written']));
    expect((await only(ws)).versions).toHaveLength(1);
  });

  it('two managers who set at once both get their version, in one row of the target', async () => {
    const ws = freshWorkspaceId();
    const values = [4100n, 4200n, 4300n, 4400n];
    const outcomes = await Promise.all(
      values.map((value) => setTarget(db(), change(ws, { value, actor: `m${value}` }))),
    );
    expect(outcomes.map((one) => one.kind)).toEqual(['written', 'written', 'written', 'written']);
    const target = await only(ws);
    expect(target.versions.map((version) => version.seq)).toEqual([1, 2, 3, 4]);
    expect(new Set(target.versions.map((version) => version.value))).toEqual(new Set(values));
    expect(valueOn(target, today)).toBe(target.versions.at(-1)?.value);
  });
});

describe('T-06 proposals', () => {
  const proposal = (ws: string, value = 4000n) => {
    const { layer: _, wish, ...act } = change(ws, { value, actor: 'ana' });
    return { ...act, wish: { ...wish, reason: 'two trade fairs' } };
  };
  const frame = { today, period: null };
  const answer = (ws: string, target: Target, seq: number, said: 'accepted' | 'declined') =>
    answerProposal(db(), {
      workspaceId: ws,
      transportKey: nextKey(),
      frame,
      targetId: target.id,
      seq,
      answer: said,
      actorId: 'boss',
    });

  it('T-06 a proposal waits and does not take force', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    await proposeTarget(db(), proposal(ws));
    const target = await only(ws);
    expect(openProposal(target)?.value).toBe(4000n);
    expect(valueOn(target, day('2026-12-31'))).toBe(5000n);
  });

  it('T-06 accepted, it holds from the proposed date, today at the earliest', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    await proposeTarget(db(), proposal(ws));
    const target = await only(ws);
    const outcome = await answer(ws, target, 2, 'accepted');
    expect(outcome).toMatchObject({
      kind: 'written',
      version: { seq: 3, value: 4000n, state: 'accepted', reason: 'two trade fairs' },
    });
    expect(valueOn(await only(ws), today)).toBe(4000n);
    expect(await auditOf(ws)).toEqual(['target.set', 'target.proposed', 'target.accepted']);
  });

  it('T-06 declined, nothing changes', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    await proposeTarget(db(), proposal(ws));
    await answer(ws, await only(ws), 2, 'declined');
    const target = await only(ws);
    expect([openProposal(target), valueOn(target, today)]).toEqual([undefined, 5000n]);
  });

  it('T-06 two leads answer at once: one is heard, the other is told that it is answered', async () => {
    const ws = freshWorkspaceId();
    await proposeTarget(db(), proposal(ws));
    const target = await only(ws);
    const outcomes = await Promise.all([
      answer(ws, target, 1, 'accepted'),
      answer(ws, target, 1, 'declined'),
    ]);
    expect(new Set(outcomes.map((one) => one?.kind))).toEqual(new Set(['stale', 'written']));
    expect((await only(ws)).versions).toHaveLength(2);
  });

  const counter = (ws: string, target: Target, seq: number, value: bigint, actorId = 'boss') =>
    counterProposal(db(), {
      ...{ workspaceId: ws, transportKey: nextKey(), frame, targetId: target.id, seq },
      counter: { value, levels: {}, from: null, actorId, reason: 'in between' },
    });

  it('T-06 countered, it waits for the other side, who may counter again; the history keeps every step', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    await proposeTarget(db(), proposal(ws, 4000n));
    await counter(ws, await only(ws), 2, 4700n);
    const countered = await only(ws);
    const open = openProposal(countered);
    expect(open).toMatchObject({ seq: 3, state: 'countered', value: 4700n, reason: 'in between' });
    expect(open && sideToAnswer(countered, open)).toBe('person');
    expect(valueOn(countered, today)).toBe(5000n);
    await counter(ws, countered, 3, 4500n, 'ana');
    const again = await only(ws);
    expect(again.versions.map(({ state }) => state)).toEqual(['set', 'proposed', 'countered', 'countered']);
    expect(waitsForLead(again)).toBe(true);
    await answer(ws, again, 4, 'accepted');
    expect(valueOn(await only(ws), today)).toBe(4500n);
  });

  it('T-06 one counters and one accepts at once: one is heard; the same value is no counter; never in the past', async () => {
    const ws = freshWorkspaceId();
    await proposeTarget(db(), proposal(ws));
    const target = await only(ws);
    expect(await counter(ws, target, 1, 4000n)).toMatchObject({ kind: 'unchanged' });
    const outcomes = await Promise.all([answer(ws, target, 1, 'accepted'), counter(ws, target, 1, 4500n)]);
    expect(new Set(outcomes.map((one) => one?.kind))).toEqual(new Set(['stale', 'written']));
    const late = counterProposal(db(), {
      ...{ workspaceId: ws, transportKey: nextKey(), frame, targetId: target.id, seq: 2 },
      counter: { value: 1n, levels: {}, from: day('2026-11-22'), actorId: 'boss', reason: '' },
    });
    expect((await late)?.kind).toMatch(/past|stale/);
  });

  it('T-06 a newer proposal replaces an open one', async () => {
    const ws = freshWorkspaceId();
    await proposeTarget(db(), proposal(ws, 4000n));
    await proposeTarget(db(), proposal(ws, 4500n));
    const target = await only(ws);
    expect(await answer(ws, target, 1, 'accepted')).toMatchObject({ kind: 'stale' });
    expect(openProposal(target)?.value).toBe(4500n);
  });
});

describe('undo', () => {
  const undo = (ws: string, target: Target, seq: number, on = '2026-11-23') =>
    undoVersion(db(), {
      ...{ workspaceId: ws, transportKey: nextKey(), targetId: target.id, seq, actorId: 'boss' },
      frame: { today: day(on), period: null },
    });

  it('restores what held before by a version of today, and leaves both in the history', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    await setTarget(db(), change(ws, { value: 6000n, on: '2026-11-25' }));
    await undo(ws, await only(ws), 2, '2026-11-25');
    const target = await only(ws);
    expect(target.versions.map((version) => version.value)).toEqual([5000n, 6000n, 5000n]);
    expect(valueOn(target, day('2026-11-25'))).toBe(5000n);
    expect(await auditOf(ws)).toEqual(['target.set', 'target.set', 'target.undone']);
  });

  it('of the first version leaves no target', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    await undo(ws, await only(ws), 1);
    expect(valueOn(await only(ws), today)).toBeNull();
  });

  it('of an end brings back what was planned as well', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    await setTarget(db(), change(ws, { value: 7000n, from: '2027-01-04' }));
    await endTarget(db(), change(ws));
    await undo(ws, await only(ws), 3);
    const target = await only(ws);
    expect([valueOn(target, today), valueOn(target, day('2027-01-04'))]).toEqual([5000n, 7000n]);
  });

  it('of anything but the last word is refused', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    await setTarget(db(), change(ws, { value: 6000n }));
    expect(await undo(ws, await only(ws), 1)).toMatchObject({ kind: 'stale' });
    expect(await undo(ws, { ...(await only(ws)), id: 'no-such-target' }, 1)).toBeUndefined();
  });
});

describe('targetsOf', () => {
  it('narrows by subject, metric and period; another workspace is never seen', async () => {
    const ws = freshWorkspaceId();
    const november = { periodKind: 'month', periodKey: key('2026-11') } as const;
    const december = { periodKind: 'month', periodKey: key('2026-12') } as const;
    const monthly = { metricKey: 'revenue', value: 100n };
    await setTarget(db(), change(ws));
    await setTarget(db(), change(ws, { subject: { kind: 'team', id: 'west' } }));
    await setTarget(
      db(),
      change(ws, { ...monthly, shape: november, frame: { today, period: rangeOf(key('2026-11')) } }),
    );
    await setTarget(
      db(),
      change(ws, { ...monthly, shape: december, frame: { today, period: rangeOf(key('2026-12')) } }),
    );
    await setTarget(db(), change(freshWorkspaceId()));
    const names = async (query: Parameters<typeof targetsOf>[2]) =>
      (await targetsOf(db(), ws, query)).map(
        (one) => `${one.subject.id} ${one.metricKey} ${one.periodKey ?? one.periodKind}`,
      );
    expect(await names({})).toHaveLength(4);
    expect(await names({ subjects: [{ kind: 'team', id: 'west' }] })).toEqual(['west calls week']);
    expect(await names({ subjects: [] })).toEqual([]);
    expect(await names({ metricKeys: ['revenue'] })).toEqual(['ana revenue 2026-11', 'ana revenue 2026-12']);
    const week = rangeOf(key('2026-W48'));
    expect(await names({ range: week, subjects: [{ kind: 'member', id: 'ana' }] })).toEqual([
      'ana calls week',
      'ana revenue 2026-11',
    ]);
  });

  it('a fiscal quarter is found by the dates that it touches', async () => {
    const ws = freshWorkspaceId();
    const shape = { periodKind: 'quarter', periodKey: key('FY2027-Q3') } as const;
    const frame = { today, period: rangeOf(key('FY2027-Q3'), { fiscalYearStart: 4 }) };
    await setTarget(db(), change(ws, { shape, frame }));
    const found = await targetsOf(db(), ws, { range: rangeOf(key('2026-W48')), fiscalYearStart: 4 });
    expect(found.map((one) => one.periodKey)).toEqual(['FY2027-Q3']);
  });

  it('answers inside a transaction as well', async () => {
    const ws = freshWorkspaceId();
    await setTarget(db(), change(ws));
    const found = await inTransaction(db(), (tx) => targetsOf({ client: tx }, ws));
    expect(found).toHaveLength(1);
  });
});
