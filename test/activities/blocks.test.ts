import { describe, expect, it } from 'vitest';
import { checkMessageBlocks } from '../../sandbox/blocks/check.ts';
import { checkView } from '../../sandbox/blocks/view.ts';
import type { Json } from '../../sandbox/contract.ts';
import type { JsonObject } from '../../sandbox/json.ts';
import type { RecordedActivity } from '../../src/activities/activity.ts';
import {
  answerReply,
  type Frame,
  helpReply,
  lineOf,
  listReply,
  problemReply,
  undoneReply,
} from '../../src/activities/blocks.ts';
import { EDIT_FORM, formView, LOG_FORM } from '../../src/activities/form/form.ts';
import { needsOf } from '../../src/activities/form/hints.ts';
import { parseLog } from '../../src/activities/parse.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { currency } from '../../src/kpi/money.ts';
import { Temporal } from '../../src/kpi/time.ts';
import type { Reply } from '../../src/platform/blocks.ts';
import { wrap } from '../../src/platform/bolt/values.ts';
import { b2bTypes as readyMadeTypes } from '../../src/playbook/readyMade/b2bTypes.ts';
import { textsOf } from '../support/office.ts';
import { activity } from './samples.ts';

const today = localDate('2026-11-23');
const playbook = { version: 1, types: readyMadeTypes, metrics: [] };
const names = new Map([['bo', 'Bo *Chen*']]);
const english: Frame = { locale: 'en', playbook, currency: 'USD', today, memberId: 'ana', names };
const chinese: Frame = { ...english, locale: 'zh' };

function recorded(id: string, fields: Parameters<typeof activity>[0] = {}): RecordedActivity {
  const common = { batchId: 'batch', line: 0, memberId: 'ana', actorId: 'ana', origin: 'slash' as const };
  const recordedAt = Temporal.Instant.from('2026-11-23T10:00:00Z');
  return { ...activity(fields), id, ...common, recordedAt, externalId: null };
}

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
const passes = ({ blocks }: Reply) => {
  const json = asJson(blocks ?? []);
  return Array.isArray(json) ? checkMessageBlocks(json, () => true) : undefined;
};

const deal = recorded('1', {
  ...{ typeKey: 'deal', amount: 1_250_000n, customer: 'AT&T <!channel>', channel: 'webinar' },
  ...{ localDate: localDate('2026-11-20'), shares: { ana: 70, bo: 30 }, note: 'big *win*' },
});

describe('a fact on one line', () => {
  it('says everything that was understood, and escapes what people typed', () => {
    expect(lineOf(deal, english)).toBe(
      '*1 deal* · AT&amp;T &lt;!channel&gt; · $12,500 · Fri, Nov 20 · via webinar · you 70% · Bo \u2060*Chen\u2060* 30% · _big \u2060*win\u2060*_',
    );
    expect(lineOf(recorded('2', { quantity: 300n }), english)).toBe('*3 calls*');
  });

  it('speaks Chinese', () => {
    expect(lineOf(deal, chinese)).toMatch(
      /^\*成交 1\* · AT&amp;T &lt;!channel&gt; · .*12,500 · 11月20日周五 · 渠道 webinar · 你 70%/,
    );
    expect(lineOf(recorded('2', { quantity: 300n }), chinese)).toBe('*电话 3*');
  });

  it('M-05 shows an amount of another currency with its rate', () => {
    const original = { minor: 90_000n, currency: 'EUR', rate: '1.08' };
    expect(lineOf(recorded('1', { typeKey: 'deal', amount: 97_200n, original }), english)).toBe(
      '*1 deal* · $972 (€900 at 1.08)',
    );
  });
});

describe('answers', () => {
  it('one fact has Undo and Edit, and the total of the day shows a command that came twice', () => {
    const reply = answerReply(
      { title: 'Logged', facts: [recorded('7')], totals: ['7 calls today'], standing: [] },
      english,
    );
    const shown = JSON.stringify(reply.blocks);
    expect(textsOf(reply.blocks ?? [])).toMatch(/Logged: \*1 call\*\n7 calls today\nUndo\nEdit/);
    expect(shown).toContain('"value":"batch:batch"');
    expect(passes(reply)).toMatchObject({ ok: true });
  });

  it('the largest of all pass Slack’s limits, in both languages', () => {
    const long = (id: string) =>
      recorded(id, {
        ...{ typeKey: 'deal', amount: 10n ** 15n, customer: '&'.repeat(200), note: '<'.repeat(2_000) },
        ...{
          channel: '*'.repeat(80),
          campaign: '_'.repeat(80),
          region: '~'.repeat(80),
          product: '`'.repeat(80),
        },
        shares: { ana: 70, bo: 30 },
      });
    const facts = Array.from({ length: 20 }, (_, index) => long(String(index)));
    const totals = readyMadeTypes.map((type) => `7 ${type.key} today`);
    const typed = Array.from({ length: 20 }, () => `cals ${'&amp;"“'.repeat(20)} colour:red`).join('\n');
    for (const frame of [english, chinese]) {
      const read = parseLog(typed, {
        ...{
          playbook,
          currency: currency('USD'),
          locale: frame.locale,
          memberId: 'ana',
          today,
          daysBack: 14,
          people: [],
        },
      });
      expect(read.ok).toBe(false);
      const replies = [
        answerReply({ title: 'Logged', facts, totals, standing: [] }, frame),
        answerReply({ title: 'Logged', facts: facts.slice(0, 1), totals, standing: [] }, frame),
        undoneReply(
          facts,
          facts.map(() => `/log ${'x'.repeat(300)}`),
          [],
          frame,
        ),
        listReply(facts.slice(0, 10), frame),
        listReply([], frame),
        helpReply(frame),
        problemReply(read.ok ? [] : read.problem, typed, frame),
      ];
      for (const reply of replies) expect(passes(reply)).toMatchObject({ ok: true });
    }
  });

  it('a wrong line is shown with its place, what is wrong, and the text to mend', () => {
    const typed = '3 calls\ndemo with Acme colour:red';
    const read = parseLog(typed, {
      ...{
        playbook,
        currency: currency('USD'),
        locale: 'en',
        memberId: 'ana',
        today,
        daysBack: 14,
        people: [],
      },
    });
    const text = textsOf(problemReply(read.ok ? [] : read.problem, typed, english).blocks ?? []);
    expect(text).toContain('Nothing was saved');
    expect(text).toContain('> Line 2: demo with Acme *▸colour:◂* red');
    expect(text).toContain(`\`\`\`${typed}\`\`\``);
  });
});

describe('the form', () => {
  it.each([LOG_FORM, EDIT_FORM] as const)(
    '%s passes Slack’s limits with a playbook of 150 activities',
    (id) => {
      const types = Array.from({ length: 150 }, (_, index) => ({
        ...{ key: `activity-${index}`, stage: 'lead', aliases: [], points: 100, isRetired: false },
        ...{ names: { en: { one: 'x'.repeat(90), other: '' }, zh: { other: '电'.repeat(90) } } },
        ...{ amount: 'required' as const, customer: 'required' as const },
      }));
      const wide = { version: 1, types, metrics: [] };
      for (const locale of ['en', 'zh'] as const) {
        const hints = {
          ...{ activityId: 'a'.repeat(36), origin: 'modal' as const, tz: 'America/Argentina/ComodRivadavia' },
          ...{ daysBack: 14, currency: currency('USD'), needs: needsOf(wide) },
        };
        const values = {
          ...{
            typeKey: 'activity-0',
            quantity: 300n,
            customer: 'c'.repeat(300),
            channel: 'x',
            note: 'n'.repeat(3_000),
          },
          ...{ money: { minor: 1_234n, currency: currency('KWD') }, date: today },
        };
        const view = asJson(
          wrap(formView(id, values, { locale, playbook: wide, hints }), 'C0123456789', locale),
        ) as JsonObject;
        expect(checkView(view, () => true)).toMatchObject({ ok: true });
      }
    },
  );
});
