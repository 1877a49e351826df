import { describe, expect, test } from 'vitest';
import type { RecordedActivity } from '../../src/activities/activity.ts';
import { payout } from '../../src/incentives/pay/payout.ts';
import { runHash, statementHash } from '../../src/incentives/pay/seal.ts';
import { USUAL_CURVE } from '../../src/incentives/plan/typed.ts';
import type { StatementView } from '../../src/incentives/statement/blocks.ts';
import { type SheetMore, statementDocument } from '../../src/incentives/statement/sheet/sheet.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { documentNow } from '../../src/platform/charts/document.ts';
import type { Locale } from '../../src/platform/words.ts';
import { readyMadeOf } from '../../src/playbook/readyMade/all.ts';
import { day } from '../goals/given.ts';
import { accelerator, personOf, revenue, rulesOf, runOf } from './given.ts';

/** B-05: the statement as a document. 130,000 of 100,000 by tiers (4,800) and a score of 110 (1.25 × 2,000); the budget of the second pays 80 %. */
const playbook = readyMadeOf('b2b');
const rules = [
  rulesOf(accelerator, { clawback: { days: 90, percent: 50 } }),
  rulesOf({ kind: 'bonus', amount: '200000', curve: USUAL_CURVE }, { budget: '200000' }),
];
const plain = runOf(rules);
const run = {
  ...plain,
  plans: plain.plans.map((plan, index) => ({ ...plan, name: ['Quota & tiers', '季度奖金'][index] ?? '' })),
};
const person = personOf('a', { total: '110', kpis: [revenue(130_000, 100_000)], plans: ['p1', 'p2'] });
const [statement] = payout(run, [person]);
if (statement === undefined) throw new Error('no statement');
const sha256 = statementHash('r1', person, statement);

const fact = (index: number, more: Partial<RecordedActivity> = {}): RecordedActivity => ({
  ...{ id: `f${index}`, batchId: 'b', line: index, memberId: 'ana', actorId: 'ana', origin: 'slash' },
  ...{ typeKey: 'deal', localDate: day('2026-09-12'), quantity: 100n, amount: 2_600_000n, original: null },
  ...{ customer: 'Müller & Söhne <GmbH>', channel: '', campaign: '', region: '', product: '', note: '' },
  ...{ shares: null, externalId: null, recordedAt: Temporal.Instant.from('2026-09-12T10:00:00Z') },
  isConfirmed: true,
  ...more,
});
const facts = [
  ...[
    fact(0),
    fact(1, { customer: '华为技术有限公司', shares: { ana: 50, bo: 50 } }),
    fact(2, { ref: 'A-17' }),
  ],
];
const { isConfirmed: _, ...unconfirmed } = fact(3);

const view: StatementView = {
  ...{ name: 'Ana Torres', memberId: 'ana', runId: 'r1', runName: 'Q3 2026', run, sha256, person, statement },
  approval: { name: '韩梅梅', date: '2026-10-08', isAlone: false },
  ...{ notes: new Map(), mayDispute: true, takeable: new Set(), older: [] },
  ...{ withdrawn: new Map(), maySeeBadges: true },
};
const more: SheetMore = {
  computed: { name: 'Maya Okafor', date: '2026-10-07' },
  runSha256: runHash('r1', run, [{ memberKey: 'a', sha256 }]),
  ...{ types: playbook.types, needConfirmation: new Set(['deal']) },
  logs: new Map([['revenue', { facts: [...facts, unconfirmed], rest: 3 }]]),
};
const scene = { metrics: playbook.metrics, teams: [], names: new Map(), currency: 'USD' };
const documentOf = (locale: Locale, given: Partial<StatementView> = {}) =>
  statementDocument({ ...view, ...given }, more, scene, locale);
const textOf = (locale: Locale, given: Partial<StatementView> = {}): string =>
  documentOf(locale, given)
    .parts.flatMap(({ title, lines }) => [
      title,
      ...lines.map(({ text, right = '' }) => `${text} | ${right}`),
    ])
    .join('\n');

describe('B-05 the statement as a document', () => {
  test('goes from log rows to the metric, the attainment, the version of the rule, and the amount', () => {
    const text = textOf('en');
    // 4,800 by tiers; 2,500 by score, of which a budget of 2,000 pays all that it has.
    expect(text).toContain('Quota & tiers (version 1) | $4,800');
    expect(text).toContain('Total | $6,800');
    expect(text).toMatch(/Revenue: \$130,000 of \$100,000 = 130%/);
    expect(text).toContain('$50,000 at 2% = $1,000');
    expect(text).toContain('The rule, version 1: ');
    expect(text).toContain('everybody got 80% of what they had earned');
    expect(text).toContain('Müller & Söhne <GmbH> | $26,000');
    expect(text).toContain('50% credited');
    expect(text).toContain('not confirmed, so it does not count');
    expect(text).toContain('Paid by this plan | $2,000\n→ 10 points more');
    expect(text).toContain('… and 3 more');
  });

  test('names who computed and who approved it, what the next step was worth, and both seals', () => {
    const text = textOf('en');
    expect(text).toContain('Each further 10% of the target would have meant $600 more.');
    expect(text).toContain('Computed by Maya Okafor on');
    expect(text).toContain('Approved by 韩梅梅 on');
    expect(text).toContain(sha256);
    expect(text).toContain(more.runSha256);
  });

  test('says the same in Chinese, and that a draft is none that is paid', () => {
    expect(textOf('zh')).toContain('合计 | ');
    expect(textOf('zh', { approval: null })).toContain('草稿：尚未批准，也没有发放。');
  });

  test('leaves log rows out for whoever may not see them', () => {
    const text = statementDocument(view, { ...more, logs: new Map() }, scene, 'en');
    expect(JSON.stringify(text)).not.toContain('Müller');
  });

  test('becomes a PDF of some pages', () => {
    for (const locale of ['en', 'zh'] as const)
      expect(documentNow(documentOf(locale)).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
