import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { crmWish } from '../../src/cli/import/options.ts';
import { importCrm } from '../../src/cli/import/run.ts';
import { cardInputs } from '../../src/evaluation/card/card.ts';
import { resultOf } from '../../src/evaluation/card/result.ts';
import { type Frame, readFacts } from '../../src/evaluation/reading/index.ts';
import { flawOf, sealOf } from '../../src/evaluation/snapshot/canonical.ts';
import { type BatchChange, setMany } from '../../src/goals/batch/store.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { parsePeriodKey } from '../../src/kpi/periodKey.ts';
import { unwrap } from '../../src/kpi/result.ts';
import { listPeople } from '../../src/people/store.ts';
import { readPlaybook } from '../../src/playbook/store.ts';
import { useSandboxBench } from '../support/sandboxBench.ts';
import { readBook } from './crmBook.ts';

/**
 * Two quarters of real sales, evaluated: everybody is asked for $60,000 and 25 deals a quarter, weighed 70 and 30. What comes out must follow
 * from the file by plain arithmetic. Where the data lies, and what its absence means, tells crm.test.ts.
 */
const folder = '../shared/data/crm';
const REVENUE = 60_000;
const DEALS = 25;
/** Won ÷ decided; asked for 60 %. */
const RATE = 'winrate';

describe.runIf(existsSync(`${folder}/sales_pipeline.csv`))('quarters of real sales, evaluated', () => {
  const bench = useSandboxBench();

  beforeAll(async () => {
    const files = ['pipeline', 'teams', 'accounts', 'products'].flatMap((name) => {
      const file = { pipeline: 'sales_pipeline', teams: 'sales_teams' }[name] ?? name;
      return [`--${name}`, `${folder}/${file}.csv`];
    });
    await importCrm(bench(), crmWish(['crm', ...files, '--dates', 'M/D/YYYY', '--tz', 'America/New_York']));
    const { db, workspace } = bench();
    const reps = (await listPeople(db, workspace.id, localDate('2017-12-31'))).filter(
      ({ role }) => role === 'rep',
    );
    const values = { revenue: BigInt(REVENUE) * 100n, deals: BigInt(DEALS) * 100n, [RATE]: 6_000n };
    const changes = reps.flatMap(({ memberId: id }) =>
      Object.entries(values).map(
        ([metricKey, value]): BatchChange => ({
          ...{ subject: { kind: 'member', id }, metricKey, layer: 'official' },
          ...{ frame: { today: localDate('2017-01-02'), period: null } },
          shape: { periodKind: 'quarter', periodKey: null },
          wish: { value, state: 'set', from: null, actorId: null, trigger: '', reason: '' },
        }),
      ),
    );
    const actorId = reps[0]?.memberId ?? '';
    await setMany(db, { workspaceId: workspace.id, transportKey: 'review', actorId, changes }, () => []);
  }, 120_000);

  /** A quarter, and everybody who sells. */
  async function asked(name: string) {
    const { db, workspace } = bench();
    const periodKey = unwrap(parsePeriodKey(name));
    const playbook = await readPlaybook(db, workspace.id, workspace.playbookVersion);
    const all = await listPeople(db, workspace.id, localDate('2017-12-31'));
    const quarter = { db, workspace, playbook, periodKey, range: rangeOf(periodKey) };
    return { quarter, people: all.filter(({ role }) => role === 'rep') };
  }

  test.each(['2017-Q2', '2017-Q3'])(
    'S-01, S-02, S-07 %s: points of everybody follow from the file',
    async (name) => {
      const { quarter, people } = await asked(name);
      const { periodKey, range, workspace } = quarter;
      const names = new Map(people.map((person) => [person.memberId, person.name]));
      const book = readBook(folder);
      const frame: Frame = { ...quarter, metricKeys: ['revenue', 'deals'] };
      const kpis = [
        { metricKey: 'revenue', weight: 70, floor: null },
        { metricKey: 'deals', weight: 30, floor: null },
      ];
      const template = { id: 'card', version: 1, kpis, oneSidedReason: 'the file holds results alone' };
      const currency = workspace.currency;
      let checked = 0;
      for await (const { memberId, facts } of readFacts(frame, [...names.keys()])) {
        const inputs = cardInputs(facts, { template, periodKey, range, currency });
        const result = resultOf(inputs);
        const sealed = { cycleId: 'c', memberKey: memberId, seq: 1, inputs, result };
        expect(flawOf(sealed, sealOf(sealed))).toBeUndefined();
        // Whoever came within the quarter is asked for less (T-05); the arithmetic below is that of a whole quarter.
        if (inputs.presence.present !== inputs.presence.working) continue;
        const agent = names.get(memberId) ?? '';
        const [amount, wins] = [
          book.amount(agent, range.from, range.to),
          book.wins(agent, range.from, range.to),
        ];
        expect([agent, ...inputs.kpis.map(({ value }) => value)]).toEqual([
          agent,
          `${amount * 100}`,
          `${wins * 100}`,
        ]);
        const points = (value: number, target: number): number => Math.min(120, (100 * value) / target);
        const total = 0.7 * points(amount, REVENUE) + 0.3 * points(wins, DEALS);
        const [n = '0', d = '1'] = (result.total ?? '0').split('/');
        expect(Number(n) / Number(d), agent).toBeCloseTo(total, 9);
        checked += 1;
      }
      expect(checked).toBeGreaterThanOrEqual(28);
    },
  );

  test.each(['2017-Q2', '2017-Q3'])(
    'S-02, M-03 %s: who decided nothing has no win rate, which is no zero; on 60 of 100 of the weight nobody is rated',
    async (name) => {
      const { quarter, people } = await asked(name);
      const { periodKey, range, workspace } = quarter;
      const book = readBook(folder);
      const frame: Frame = { ...quarter, metricKeys: ['deals', RATE] };
      const kpis = [
        { metricKey: 'deals', weight: 60, floor: null },
        { metricKey: RATE, weight: 40, floor: null },
      ];
      const template = { id: 'card', version: 1, kpis, oneSidedReason: 'the file holds results alone' };
      const silent: string[] = [];
      const rated: string[] = [];
      for await (const { memberId, facts } of readFacts(
        frame,
        people.map((one) => one.memberId),
      )) {
        const agent = people.find((one) => one.memberId === memberId)?.name ?? '';
        const inputs = cardInputs(facts, { template, periodKey, range, currency: workspace.currency });
        const result = resultOf(inputs);
        if (result.unrated === 'coverage') silent.push(agent);
        else rated.push(agent);
      }
      // The five of the teams' file who have no row among the sales.
      expect(silent.toSorted()).toEqual([
        ...['Carl Lin', 'Carol Thompson', 'Elizabeth Anderson', 'Mei-Mei Johns', 'Natalya Ivanova'],
      ]);
      for (const agent of silent) expect(book.decided(agent, range.from, range.to), agent).toBe(0);
      for (const agent of rated) expect(book.decided(agent, range.from, range.to), agent).toBeGreaterThan(0);
    },
  );
});
