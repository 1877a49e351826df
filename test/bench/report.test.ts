import { describe, expect, it } from 'vitest';
import { figure, markdown, table } from '../../bench/report.ts';
import type { BenchResult } from '../../bench/result.ts';
import { inTurn, percentile } from '../../bench/support/measure.ts';
import { recordingOf, valuesFor } from '../../bench/support/replay.ts';

const machine = { cores: 2, cpu: 'Some CPU', memoryGb: 8, node: '24.0.0', system: 'linux 6.1', busy: 0.5 };
const missed: BenchResult = {
  ...{
    name: 'ack',
    what: 'How soon',
    ours: 31.84,
    theirs: 10,
    unit: 'ms',
    ratio: 3.184,
    aim: '≤ 3 ×',
    met: false,
  },
  notes: ['p50 1 ms'],
};

describe('the table of the benchmarks', () => {
  it('says in plain words what missed its aim', () => {
    expect(table([missed])).toContain('31.8 ms   10 ms  3.18 ×  ≤ 3 ×  NOT MET');
  });

  it('keeps the same as Markdown, with the machine and what each figure means', () => {
    const text = markdown({ machine, full: true, results: [missed] });
    expect(text).toContain('2 cores (Some CPU), 8 GB of memory, Node 24.0.0');
    expect(text).toContain('| ack | 31.8 ms | 10 ms | 3.18 × | ≤ 3 × | NOT MET |');
    expect(text).toContain('- **ack**: How soon. p50 1 ms.');
  });

  it('shows what there is no figure for as a dash', () => {
    expect([figure(Number.NaN), figure(Number.POSITIVE_INFINITY), figure(1234.5), figure(0.01234)]).toEqual([
      '–',
      '–',
      '1,235',
      '0.0123',
    ]);
  });
});

describe('measuring', () => {
  it('takes percentiles by the nearest rank', () => {
    const samples = [5, 1, 4, 2, 3];
    expect([percentile(samples, 0), percentile(samples, 0.5), percentile(samples, 0.99)]).toEqual([1, 3, 5]);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it('lets the sides begin in turn', () => {
    expect([inTurn(0, ['ours', 'theirs']), inTurn(1, ['ours', 'theirs'])]).toEqual([
      ['ours', 'theirs'],
      ['theirs', 'ours'],
    ]);
  });

  it("replays one person's statements as another's", () => {
    const write = {
      text: 'INSERT INTO activity',
      values: ['T', 'trigger:t-1', '[{"batch_id":"b-1","member_id":"m-1"}]', ['m-1', 7]],
    };
    const act = { userId: 'U1', triggerId: 't-1', memberIds: { U1: 'm-1', U2: 'm-2' } };
    const recorded = recordingOf(`${JSON.stringify(write)}\n`, act);
    expect(recorded.statements[0]?.isWrite).toBe(true);
    expect(valuesFor(recorded, recorded.statements[0]?.values ?? [], 'U2', 't-9')).toEqual([
      'T',
      'trigger:t-9',
      '[{"batch_id":"by-hand-t-9","member_id":"m-2"}]',
      ['m-2', 7],
    ]);
  });
});
