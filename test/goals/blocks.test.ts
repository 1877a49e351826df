import { describe, expect, it } from 'vitest';
import { checkMessageBlocks } from '../../sandbox/blocks/check.ts';
import { checkView } from '../../sandbox/blocks/view.ts';
import type { Json } from '../../sandbox/contract.ts';
import type { JsonObject } from '../../sandbox/json.ts';
import { savedReply } from '../../src/goals/batch/blocks.ts';
import { affectedReply, type Done, doneReply, endedReply, whichReply } from '../../src/goals/blocks.ts';
import { checkForm, readForm } from '../../src/goals/form/check.ts';
import { formView, type Start } from '../../src/goals/form/form.ts';
import { problemReply } from '../../src/goals/grammar/blocks.ts';
import { parseGoal } from '../../src/goals/grammar/parse.ts';
import { helpReply } from '../../src/goals/help.ts';
import { historyReply, type Listed, listReply } from '../../src/goals/list/blocks.ts';
import { meaningOf } from '../../src/goals/meaning.ts';
import type { Reader } from '../../src/goals/phrases.ts';
import { askedReply, proposedReply } from '../../src/goals/proposal/blocks.ts';
import { splitView } from '../../src/goals/split/view.ts';
import { spreadView } from '../../src/goals/spread/view.ts';
import { type Target, timeline } from '../../src/goals/target.ts';
import type { Whose } from '../../src/goals/whose.ts';
import { absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { currency } from '../../src/kpi/money.ts';
import { Temporal } from '../../src/kpi/time.ts';
import type { Reply } from '../../src/platform/blocks.ts';
import { locales } from '../../src/platform/words.ts';
import type { MetricInfo } from '../../src/playbook/playbook.ts';
import { slices } from '../../src/slices.ts';
import { calls, day, key, playbook, revenue, target } from './given.ts';
import { splitShown, spreadShown, toldOf } from './shown.ts';

const usd = currency('USD');
const reader = (locale: 'en' | 'zh', today = '2026-11-23'): Reader => ({
  locale,
  currency: usd,
  fiscalYearStart: 1,
  today: day(today),
});
const json = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
const nasty = '<!channel> & *Bo* '.repeat(30);

function problems(reply: Reply): string[] {
  const checked = checkMessageBlocks(json(reply.blocks ?? []) as Json[], () => true);
  return checked.ok ? [] : [checked.error, ...checked.problems];
}

const long: MetricInfo = { ...calls, names: { en: { one: nasty, other: nasty }, zh: { other: nasty } } };
const thanksgiving = workCalendar({
  holidays: new Set([day('2026-11-26')]),
  absences: absenceMap([{ date: day('2026-11-24'), part: 'am' }]),
});
const fifty = target({ steps: [['2026-11-23', 50]] });

function done(given: Partial<Done> = {}): Done {
  const of = given.target ?? fifty;
  const metric = given.metric ?? calls;
  const [version] = timeline(of.versions).slice(-1);
  if (version === undefined) throw new Error('No version');
  return {
    ...{ target: of, metric, version, before: null, dropped: null, assumed: null, ofName: null, told: null },
    meaning: meaningOf(of, metric, thanksgiving, day('2026-11-23'), {}),
    holidayNames: new Map([[day('2026-11-26'), 'Thanksgiving']]),
    ...given,
  };
}

const textOf = (reply: Reply): string => JSON.stringify(reply.blocks);

describe('what a target means', () => {
  it('T-03 T-04 a week with a holiday and half a day away: 35 of 50, and why', () => {
    const text = textOf(doneReply(done(), reader('en')));
    expect(text).toContain('*Calls*: 50 a week');
    expect(text).toContain('That is 10 a working day.');
    expect(text).toContain(
      'In force for this week: *35*, because Thanksgiving is a holiday and 0.5 days away.',
    );
    const chinese = textOf(doneReply(done(), reader('zh')));
    expect(chinese).toContain('本周的有效目标： *35* （因为Thanksgiving放假，并且请假 0.5 天）。');
  });

  it('T-06 a target from Wednesday on says so', () => {
    const late = target({ layer: 'own', steps: [['2026-11-25', 50]] });
    const meaning = meaningOf(late, calls, workCalendar(), day('2026-11-25'), {});
    const text = textOf(doneReply(done({ target: late, meaning }), reader('en')));
    expect(text).toContain('Holds from Wed, Nov 25.');
    expect(text).toContain('In force for this week: *30*, because it begins on Wed, Nov 25.');
    expect(text).toContain('Your own target');
  });

  it('T-03 a first target for a named period counts for all of it', () => {
    const named = target({
      metric: revenue,
      kind: 'month',
      named: '2026-11',
      steps: [['2026-11-23', 120_000]],
    });
    const meaning = meaningOf(named, revenue, workCalendar(), day('2026-11-23'), {});
    const text = textOf(doneReply(done({ target: named, metric: revenue, meaning }), reader('en')));
    expect(text).toContain('$120,000 for November 2026');
    expect(text).toContain('Counts for the whole of it.');
    expect(text).toContain('That is $5,714 a working day. In force for this month: *$120,000*.');
  });
});

describe.each(locales)('with the largest data, in %s', (locale) => {
  const of = reader(locale);
  const listed: Listed[] = Array.from({ length: 60 }, (_, index) => {
    const steps = [
      ['2026-11-02', 50],
      ['2026-11-09', 60, 'proposed'],
    ] as const;
    const made = target({ metric: long, steps: steps.map((step) => [...step]) });
    const versions = made.versions.map((version) => ({ ...version, reason: nasty }));
    const one: Target = { ...made, id: `t${index}`, versions };
    const may = { change: true, propose: true, end: true, answer: true, withdraw: true };
    return {
      target: one,
      metric: long,
      meaning: meaningOf(one, long, thanksgiving, of.today, {}),
      isOverruled: false,
      may,
    };
  });
  const names = new Map([['m-boss', nasty]]);
  const first = listed[0]?.target ?? fifty;
  const many: Target = { ...first, versions: Array.from({ length: 90 }, () => first.versions).flat() };
  const version = done({ target: first, metric: long }).version;
  const subject = fifty.subject;

  it.each<[string, () => Reply]>([
    [
      'a change',
      () =>
        doneReply(
          done({
            metric: long,
            ofName: nasty,
            told: { name: nasty },
            before: 1n,
            dropped: of.today,
            assumed: 'default',
          }),
          of,
        ),
    ],
    ['a list', () => listReply(nasty.slice(0, 200), listed, names, true, subject, of)],
    ['an empty list', () => listReply('x', [], names, true, subject, of)],
    ['a history', () => historyReply(long, [many], names, 'UTC', of)],
    ['a history of nothing', () => historyReply(long, [], names, 'UTC', of)],
    [
      'a proposal',
      () =>
        proposedReply(
          {
            target: first,
            metric: long,
            version,
            official: { value: 1n, shape: first },
            side: 'lead',
            names: [nasty, nasty],
          },
          of,
        ),
    ],
    [
      'a proposal to nobody',
      () =>
        proposedReply(
          {
            target: first,
            metric: long,
            version,
            official: { value: null, shape: first },
            side: 'lead',
            names: [],
          },
          of,
        ),
    ],
    [
      'a proposal to a lead',
      () =>
        askedReply(
          {
            ...{ target: first, metric: long, version, name: nasty, held: null, heldShape: first },
            side: 'lead',
            instead: version,
          },
          of,
        ),
    ],
    [
      'to those affected',
      () => affectedReply({ text: 'x', done: done({ metric: long, before: 1n }), mayPropose: true }, of),
    ],
    ['an end', () => endedReply({ target: first, metric: long, version, before: 5n, ofName: nasty }, of)],
    [
      'which one',
      () =>
        whichReply(
          long,
          listed.map((one) => one.target),
          of,
        ),
    ],
    ['help', () => helpReply(locale)],
  ])('%s keeps to Slack’s limits and pings nobody', (_, make) => {
    const reply = make();
    expect(problems(reply)).toEqual([]);
    expect(JSON.stringify(reply.blocks)).not.toMatch(/"type":"mrkdwn","text":"[^"]*<!channel>/);
  });

  it('every problem is said, within the limits', () => {
    const lines = [
      'set cals 50',
      'set xyzzy 5',
      'set 50',
      'calls 50 commit:60',
      'calls 50 ±2',
      'calls 5 commit:',
      'region Nowhere calls 5',
      'set calls',
      'set calls x1',
      'set calls 1.234',
    ];
    lines.push(
      'set calls 0.125',
      'set calls 0',
      'set calls 999999999999999',
      'set revenue EUR 5',
      'set calls 5 fortnightly',
    );
    lines.push(
      'set calls 5 from:soon',
      'set calls 5 from:2020-01-01',
      'set calls 5 last week',
      'set calls 5 2026-W50 from:2027-05-01',
    );
    lines.push('team Nowhere calls 5', 'team', '@ana calls 5', '<@U1> <@U2> calls 5', nasty);
    const frame = {
      playbook,
      currency: usd,
      today: of.today,
      fiscalYearStart: 1,
      teams: [{ id: 'w', name: 'West' }],
    };
    for (const line of lines) {
      const read = parseGoal(line, frame);
      if (read.ok) throw new Error(`No problem in: ${line}`);
      const reply = problemReply(read.problem, line, playbook, of);
      expect(problems(reply), line).toEqual([]);
      expect(textOf(reply), line).not.toContain('{{');
    }
  });

  it('every button has its handler, every form its modal', () => {
    const replies = [
      doneReply(done(), of),
      listReply('x', listed, names, true, subject, of),
      askedReply(
        {
          target: first,
          metric: calls,
          version,
          name: 'x',
          held: null,
          heldShape: first,
          side: 'lead',
          instead: undefined,
        },
        of,
      ),
    ];
    const west = { kind: 'team', id: 'west' } as const;
    const yearly = { ...first, subject: west, periodKind: 'year', periodKey: key('2027') } as const;
    const views = [
      splitView(splitShown(first, calls, 'x', 3, 'hand'), of),
      spreadView(spreadShown(first, calls, 'x', 'hand'), of),
    ];
    const shown = [
      ...replies,
      doneReply({ ...done(), target: yearly }, of),
      savedReply({ told: toldOf(first, calls, 'x'), batchId: 'b', peopleTold: 1, rest: '' }, of),
    ];
    const inViews = views.flatMap((view) =>
      [...JSON.stringify(view).matchAll(/"action_id":"(goals[^"]+)"/g)].map((match) => match[1] ?? ''),
    );
    const found = shown.flatMap((reply) =>
      [...textOf(reply).matchAll(/"action_id":"([^"]+)"/g)].map((match) => match[1] ?? ''),
    );
    // The whole of it, of all slices: test/slack/listeners.test.ts.
    const handled = slices.flatMap((slice) => Object.keys(slice.actions ?? {}));
    expect(handled).toEqual(expect.arrayContaining([...found, ...inViews]));
  });

  it('the form keeps to Slack’s limits, with a hundred metrics and people', () => {
    const whose = (index: number): Whose => ({
      ...{
        subject: { kind: 'member', id: `m${index}` },
        name: nasty,
        slackUserId: 'U1',
        teamId: null,
        tz: 'UTC',
      },
      isSelf: index === 0,
    });
    const metrics = Array.from({ length: 150 }, (_, index) => ({
      ...long,
      key: `calls${index}`,
      definition: { ...calls.definition, key: `calls${index}` },
    }));
    const choices = Array.from({ length: 150 }, (_, index) => whose(index));
    const start: Start = {
      whose: choices[3],
      target: fifty,
      value: 5000n,
      levels: { stretch: 6000n },
      choices,
      tz: 'Pacific/Apia',
    };
    const read = (view: unknown) => checkView(json(view) as JsonObject, () => true);
    const view = formView(start, { ...playbook, metrics }, of);
    expect(read(view)).toMatchObject({ ok: true });
    expect(view.private_metadata?.length ?? 0).toBeLessThanOrEqual(3000);
    const small = formView(
      { ...start, target: undefined, value: null, choices: choices.slice(0, 1) },
      playbook,
      of,
    );
    expect(read(small)).toMatchObject({ ok: true });
  });
});

describe('the form before it is taken', () => {
  const view = formView(
    { whose: undefined, target: undefined, value: null, levels: {}, choices: [], tz: 'America/New_York' },
    playbook,
    reader('en'),
  );
  const now = Temporal.Instant.from('2026-11-24T03:00:00Z');
  const check = (values: Record<string, string>) =>
    Object.keys(
      checkForm({
        values: { metric: 'calls', value: '50', period: 'week', from: '2026-11-23', ...values },
        metadata: view.private_metadata ?? '',
        locale: 'en',
        now,
      }) ?? {},
    );

  it.each([
    [{}, []],
    [{ value: '1,200' }, []],
    [{ metric: 'revenue', value: '$120k' }, []],
    [{ metric: 'revenue', value: '12.5万' }, []],
    [{ metric: 'complaints', value: '0' }, []],
    [{ from: '' }, []],
    [{ metric: '' }, ['metric']],
    [{ value: '' }, ['value']],
    [{ value: 'fifty' }, ['value']],
    [{ value: '0' }, ['value']],
    [{ value: '-5' }, ['value']],
    [{ value: '1.234' }, ['value']],
    [{ metric: 'revenue', value: 'EUR 5' }, ['value']],
    [{ metric: 'revenue', value: '-5' }, ['value']],
    // T-08, A-01: levels, each at its field
    [{ commit: '40', stretch: '60' }, []],
    [{ commit: '50' }, ['commit']],
    [{ commit: '60' }, ['commit']],
    [{ stretch: '45' }, ['stretch']],
    [{ commit: '40', baseline: '40' }, ['commit']],
    [{ commit: '0', baseline: '0' }, ['commit']],
    [{ commit: 'x' }, ['commit']],
    [{ commit: '-1' }, ['commit']],
    [{ tolerance: '2' }, ['tolerance']],
    [{ metric: 'complaints', value: '4', commit: '5', stretch: '2', baseline: '8' }, []],
    [{ metric: 'complaints', value: '4', commit: '3' }, ['commit']],
    [{ metric: 'conversion', value: '25%', stretch: '30%' }, []],
    [{ from: '2026-11-22' }, ['from']],
    [{ value: 'x', from: '2020-01-01' }, ['value', 'from']],
  ])('%j: errors at %j', (values, fields) => {
    expect(check(values)).toEqual(fields);
  });

  it('P-02 today is the person’s own: 23 November in New York, while it is the 24th elsewhere', () => {
    expect(check({ from: '2026-11-23' })).toEqual([]);
  });

  it('what was handed in is read; a forged period is none', () => {
    const values = {
      metric: 'calls',
      value: ' 50 ',
      period: '2026-12',
      from: '2026-12-01',
      reason: ' fair ',
      who: 'team:west',
    };
    expect(readForm(values)).toEqual({
      ok: true,
      value: {
        who: 'team:west',
        metricKey: 'calls',
        value: '50',
        levels: { baseline: '', commit: '', stretch: '', tolerance: '' },
        shape: { periodKind: 'month', periodKey: '2026-12' },
        from: '2026-12-01',
        trigger: '',
        reason: 'fair',
      },
    });
    expect(readForm({ ...values, period: 'century' })).toEqual({ ok: false, problem: 'no period' });
  });
});
